import { InputError } from '../../../common/http/errors';
import { parameter, type Field, type Parameter } from '../../../common/operation/operation';
import { optionOf } from '../../../common/operation/given';
import { isEmpty, toFilledList, toInteger } from '../../../common/operation/values';
import { MAXIMUM_RULES } from '../../robot/firewallRules';
import { holdsNet, toBlockable, toNet } from '../../robot/blockedIps';
import { checkChoice } from './firewall';

/** What is blocked or unblocked, and how. */

const BLOCK = { task: ['block'] };

const TEN_YEARS = 10 * 365 * 24 * 60;

/** A guard: what is not understood must not take it away. */
export const neverBlock = parameter('neverBlock', {
	displayName: 'Never Block',
	type: 'string',
	default: '',
	placeholder: 'e.g. 198.51.100.7, 192.0.2.0/24',
	description: 'IPv4 addresses and nets, with commas between them, that are an error where they are to be blocked, e.g. your own',
	encode: (value) => void netsOf(value),
	showIf: BLOCK,
});

const netsOf = (value: unknown): string[] => (isEmpty(value) ? [] : toFilledList('neverBlock', value).map((entry) => toNet('neverBlock', entry)));

/** Stands for "no address" in logs, and for every address in rules: nobody knows what Robot makes of it. */
const UNSPECIFIED = '0.0.0.0';

function checkMayBeBlocked(address: string, parameters: Parameter): void {
	if (holdsNet(address, UNSPECIFIED)) throw new InputError('address', `: ${address} is no address that packets come from`, 'Nothing was sent for this item.');
	const own = netsOf(optionOf(parameters, 'neverBlock')).find((net) => holdsNet(net, address) || holdsNet(address, net));
	if (own !== undefined) throw new InputError('address', `: ${address} is not blocked, because Never Block has ${own}`, 'Nothing was sent for this item.');
}

export const blockFields: Field[] = [
	parameter('task', {
		displayName: 'Task',
		type: 'options',
		options: [
			{ name: 'Block', value: 'block', description: 'Discard what comes from the address, for a time' },
			{ name: 'Remove What Has Expired', value: 'removeExpired', description: 'Robot removes nothing by itself: let a schedule do this' },
			{ name: 'Unblock', value: 'unblock', description: 'Remove the rule that blocks the address' },
		],
		default: 'block',
		required: true,
		description: 'What to do. Each of them removes what has expired.',
		encode: (value) => checkChoice('task', value, ['block', 'removeExpired', 'unblock']),
	}),
	parameter('address', {
		displayName: 'Address',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 198.51.100.7',
		description: 'IPv4 address, or a net of /16 or smaller. Robot filters no packets by IPv6 addresses.',
		showIf: { task: ['block', 'unblock'] },
		encode: (value, parameters) => {
			const address = toBlockable('address', value);
			if (parameters('task') === 'block') checkMayBeBlocked(address, parameters);
			return undefined;
		},
	}),
	parameter('blockMinutes', {
		displayName: 'Block For (Minutes)',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1440,
		required: true,
		description:
			'For how many minutes the address is blocked. The name of the rule says until when; the first run after that removes it. An address that is blocked for at least half of the time already stays as it is.',
		showIf: BLOCK,
		encode: (value) => void toInteger('blockMinutes', value, 1, TEN_YEARS),
	}),
	parameter('maximumBlockingRules', {
		displayName: 'Maximum Blocking Rules',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAXIMUM_RULES - 1 },
		default: 3,
		required: true,
		description: 'How many of the 10 input rules may block addresses, as far as the others leave room. Where all are used, the oldest one goes.',
		showIf: BLOCK,
		encode: (value) => void toInteger('maximumBlockingRules', value, 1, MAXIMUM_RULES - 1),
	}),
];
