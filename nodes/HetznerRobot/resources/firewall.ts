import { withRules } from '../firewallRules';
import { changeFirewall, setFirewall } from '../jobs/firewall';
import { field, operation, resource, type Output } from '../operation';
import { del, get, perHour, post } from '../robot/endpoint';
import { toNumericId } from '../values';
import { ruleFields, setting } from './fields/firewall';
import { locator, locatorValue } from './fields/locator';
import { server } from './fields/server';
import { TEMPLATE } from './firewallTemplate';
import { waitFields } from './fields/wait';

const LIMIT = perHour(500);

const output: Output = { key: 'firewall', shape: withRules };

const template = field('template_id', {
	...locator(TEMPLATE),
	required: undefined,
	needed: true,
	encode: (given) => toNumericId('templateId', locatorValue('templateId', given)),
	showIf: { rules: ['template'] },
});

/** Robot excludes these settings beside a template. */
const withoutTemplate = { rules: ['keep', 'rows', 'json'] };

const wait = waitFields(5 * 60);

/** Documentation: "Firewall". */
export const firewallResource = resource('firewall', 'Firewall', [
	operation('clear', {
		name: 'Clear',
		action: 'Clear the firewall of a server',
		description: 'Delete all rules of the firewall of a server and switch it off: the rules are lost',
		fields: [server, ...wait],
		request: { endpoint: del('/firewall/{serverNumber}', LIMIT, { effect: 'destroy' }), output },
		job: changeFirewall,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get the firewall of a server',
		description: 'Get status, settings and rules of the firewall of a server',
		fields: [server],
		request: { endpoint: get('/firewall/{serverNumber}', LIMIT), output },
	}),
	operation('set', {
		name: 'Set',
		action: 'Set the firewall of a server',
		description: 'Switch the firewall on or off, or replace its rules; whatever you do not set is kept, but replaced rules are lost',
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
			setting('filter_ipv6', 'IPv6 Filter', 'Whether IPv6 packets are filtered as well', 'update', withoutTemplate),
			setting('whitelist_hos', 'Hetzner Services', 'Whether Hetzner services such as DNS and the rescue system always get through', 'update', withoutTemplate),
			...wait,
		],
		request: { endpoint: post('/firewall/{serverNumber}', LIMIT, { effect: 'destroy' }), output },
		job: setFirewall,
	}),
]);
