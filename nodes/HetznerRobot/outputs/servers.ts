import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Output } from '../../common/operation/operation';
import { each, flag, id, switchedOn, text, textIn, texts, within, type Find } from '../../common/operation/readers';
import { netInWords } from './words';

const FEATURES = ['reset', 'rescue', 'vnc', 'windows', 'plesk', 'cpanel', 'wol', 'hot_swap'];

const SERVER_FIELDS = ['server_ip', 'server_ipv6_net', 'server_number', 'server_name', 'product', 'dc', 'traffic', 'status', 'cancelled', 'paid_until', 'ip', 'subnet'];

const named = { server_number: id(), server_name: text(), server_ip: text(), server_ipv6_net: text(), product: text(), dc: text(), status: text(), cancelled: flag() };

const nets = 'the subnets with their length, e.g. 2001:db8:0:321::/64';

/** One of a list. */
export const SERVER: Output = {
	simplified: { ...named, paid_until: text(), ip: texts(), nets: texts(each('subnet', netInWords), nets) },
	raw: SERVER_FIELDS,
};

export const SERVER_WITH_FEATURES: Output = {
	simplified: {
		...SERVER.simplified,
		features: texts(switchedOn(Object.fromEntries(FEATURES.map((name) => [name, name]))), `what the server offers, of ${FEATURES.join(', ')}`),
	},
	raw: [...SERVER_FIELDS, ...FEATURES, 'linked_storagebox'],
};

/** What is put out at length where it was asked for, else as the list of servers has it. */
const either =
	(long: Find, short: Find): Find =>
	(object, name) =>
		long(object, name) ?? short(object, name);

const leads = ({ ip, active_server_ip, leads_to }: JsonRecord): string => `${textIn(ip) ?? 'unknown'} leads to ${textIn(leads_to) ?? textIn(active_server_ip) ?? 'no server'}`;

/** A server with its parts; null for those that were not asked for. */
export const SERVER_WITH_PARTS: Output = {
	simplified: {
		...named,
		cancellation_date: text(within('cancellation', 'cancellation_date')),
		ip: texts(
			either(
				each('addresses', ({ ip }) => textIn(ip)),
				({ ip }) => ip,
			),
		),
		nets: texts(
			either(
				each('subnets', ({ subnet }) => textIn(subnet)),
				each('subnet', netInWords),
			),
			nets,
		),
		ptr: texts(
			each('reverse_dns', ({ ip, ptr }) => (isRecord(ip) ? undefined : `${textIn(ip) ?? 'unknown'} ${textIn(ptr) ?? 'unknown'}`)),
			'each address with its reverse DNS entry',
		),
		failover: texts(each('failover_ips', leads), "the server's failover IPs, and where they lead"),
		routed_here: texts(),
		reset_types: texts(),
	},
	raw: [...SERVER_FIELDS, 'addresses', 'subnets', 'failover_ips', 'routed_here', 'reverse_dns', 'reset_types', 'cancellation'],
};
