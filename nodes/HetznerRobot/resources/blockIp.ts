import { later } from '../../common/operation/later';
import { operation } from '../../common/operation/operation';
import { setFirewall } from '../endpoints/firewall';
import { blockFields } from './fields/blockedIp';
import { firewallServers } from './fields/firewallServers';
import { waitFields } from './fields/wait';
import { changingRules, whatIsCutOff } from './firewallRules';

const blocking = later(async () => (await import('../jobs/ruleChanges')).blocking);

export const blockIp = operation('blockIp', {
	name: 'Block IP',
	action: 'Block IP address in firewalls for some time',
	description: 'Block an IPv4 address for some time in the firewalls of one server, several or all, within reserved rules: the oldest is replaced, and the other rules are kept',
	warnings: [whatIsCutOff],
	fields: [...firewallServers, ...blockFields, ...waitFields(5 * 60, true)],
	endpoint: setFirewall,
	...changingRules(blocking),
});
