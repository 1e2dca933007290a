import { field, parameter, type Field } from '../../../common/operation/operation';
import { allNumbers } from '../../lookups/servers';
import { checkChoice } from './firewall';
import { severalServers, toServers } from './servers';

/** The servers whose firewalls an operation changes: all of them must have been chosen, it is never what nothing means. */
export const firewallServers: Field[] = [
	field('servers', {
		displayName: 'Servers',
		type: 'options',
		options: [
			{ name: 'All Servers', value: 'all', description: 'Every server of the account; those without a firewall are left out' },
			{ name: 'Selected Servers', value: 'selected' },
		],
		default: 'selected',
		required: true,
		description: 'Whose firewalls are changed',
		encode: (value) => (value === 'all' ? { lookUp: async (client) => await allNumbers(client, 'servers') } : checkChoice('servers', value, ['all', 'selected'])),
	}),
	field('selected_servers', {
		...severalServers('The servers whose firewalls are changed'),
		displayName: 'Selected Servers',
		encode: (given) => toServers('selectedServers', given),
		showIf: { servers: ['selected'] },
	}),
];

/** Of which packets the rules are. */
export const direction = (description: string, ...more: Array<{ name: string; value: string }>): Field =>
	parameter('direction', {
		displayName: 'Direction',
		type: 'options',
		options: [...more, { name: 'Input', value: 'input', description: 'Incoming packets' }, { name: 'Output', value: 'output', description: 'Outgoing packets' }],
		default: 'input',
		required: true,
		description,
		encode: (value) => checkChoice('direction', value, ['input', 'output', ...more.map((each) => each.value)]),
	});
