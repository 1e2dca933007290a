import { parameter, type Consequence, type Field } from '../../../common/operation/operation';
import { executeReset } from '../../endpoints/reset';
import { AUTO } from '../../robot/resetTypes';
import { rootKeys } from './sshKey';
import { maximumWait } from './wait';

/** What an activation is followed by. */
export const RESET_AFTER_IT: Consequence = { effect: executeReset.effect, further: { endpoint: executeReset, toldAs: 'reset' } };

/** Without the long press of the power button, which only switches off. */
const firstReset = parameter('firstReset', {
	displayName: 'First Reset',
	type: 'options',
	options: [
		{ name: 'Gentlest Offered', value: AUTO, description: 'A software reset where the server offers it, else a hardware reset; the power button where it is off' },
		{ name: 'Hardware Reset', value: 'hw', description: 'Like the reset button' },
		{ name: 'Manual Reset', value: 'man', description: 'By a technician, which takes longer than Maximum Wait is by default' },
		{ name: 'Press of Power Button', value: 'power', description: 'Starts a server that is off, and only shuts down one that runs' },
		{ name: 'Software Reset', value: 'sw', description: 'CTRL+ALT+DEL' },
	],
	default: AUTO,
	description: 'How to reset the server. A software reset that has not helped when half of Maximum Wait is over is followed by a hardware reset, once.',
	needed: true,
	brings: RESET_AFTER_IT,
});

/** What an operation needs that has the server boot a system at once. */
export const bootingNow: Field[] = [
	rootKeys,
	parameter('newKeyName', {
		displayName: 'New Key Name',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice@laptop',
		description:
			'The name under which a public key of SSH Keys is stored that Robot does not know yet. Without it such a key is an error; one that is stored under another name is used.',
	}),
	firstReset,
	parameter('deactivateOther', {
		displayName: 'Deactivate Other System',
		type: 'boolean',
		default: false,
		description: 'Whether to deactivate a boot system that is active with other settings, and which no start has used up yet; else it is an error',
	}),
	{ ...maximumWait(600, 'How many seconds to wait at most until the server has used the activation up'), needed: true },
];
