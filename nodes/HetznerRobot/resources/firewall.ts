import { field, operation, resource } from '../../common/operation/operation';
import { clearFirewall, getFirewall, setFirewall } from '../endpoints/firewall';
import { applyFirewall, changeFirewall } from '../jobs/firewall';
import { TEMPLATE } from '../lookups/things';
import { ruleFields, setting } from './fields/firewall';
import { toThing } from '../../common/operation/things';
import { server } from './fields/server';
import { waitFields } from './fields/wait';
import { blockIp } from './blockIp';
import { addRules, copyFromServer, removeRules, replaceRule } from './firewallRules';
import { thingLocator } from '../../common/operation/thingField';
import { TEMPLATE_DETAILS } from './firewallTemplate';
import { interruptsService, warning } from '../../common/operation/warning';

const template = field('template_id', {
	...thingLocator(TEMPLATE_DETAILS),
	required: undefined,
	needed: true,
	encode: (given, others) => toThing(TEMPLATE, 'templateId', given, others),
	showIf: { rules: ['template'] },
});

/** Robot excludes these settings beside a template. */
const withoutTemplate = { rules: ['keep', 'rows', 'json'] };

const wait = waitFields(5 * 60);

/** Documentation: "Firewall". */
export const firewallResource = resource('firewall', 'Firewall', [
	addRules,
	blockIp,
	operation('clear', {
		name: 'Clear',
		action: 'Clear firewall of server (deletes all rules)',
		description: 'Delete all rules of the firewall of a server and switch it off: the rules are lost',
		warnings: [warning('Deletes all rules', 'the firewall is switched off, and lets everything in')],
		fields: [server, ...wait],
		endpoint: clearFirewall,
		job: changeFirewall,
	}),
	copyFromServer,
	operation('get', {
		name: 'Get',
		action: 'Get firewall of server',
		description: 'Get status, settings and rules of the firewall of a server',
		fields: [server],
		endpoint: getFirewall,
	}),
	removeRules,
	replaceRule,
	operation('set', {
		name: 'Set',
		action: 'Set firewall of server (replaced rules are lost)',
		description: 'Switch the firewall on or off, or replace its rules; whatever you do not set is kept, but replaced rules are lost',
		warnings: [
			interruptsService('what the rules do not accept is cut off; a disabled firewall lets everything in'),
			warning('Replaces rules', 'the rules that the server has now are lost', { rules: ['rows', 'template', 'json'] }),
		],
		fields: [
			server,
			field('status', {
				displayName: 'Status',
				type: 'options',
				options: [
					{ name: 'Active', value: 'active' },
					{ name: 'Disabled', value: 'disabled' },
				],
				default: 'active',
				required: true,
				description: 'Whether the firewall filters packets',
			}),
			...ruleFields('update', template),
			setting('filter_ipv6', 'Filter IPv6', 'Whether IPv6 packets are filtered as well', 'update', withoutTemplate),
			setting('whitelist_hos', 'Always Allow Hetzner Services', 'Whether Hetzner services such as DNS and the rescue system always get through', 'update', withoutTemplate),
			...wait,
		],
		endpoint: setFirewall,
		job: applyFirewall,
	}),
]);
