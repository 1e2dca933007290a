import type { JsonRecord } from '../../common/http/json';
import type { Output } from '../../common/operation/operation';
import { each, flag, id, number, numbers, text, textIn, texts } from '../../common/operation/readers';
import { netInWords } from './words';

const serverInWords = ({ server_number, server_ip, server_ipv6_net, status }: JsonRecord): string =>
	`${textIn(server_number) ?? 'unknown'} (${textIn(server_ip) ?? textIn(server_ipv6_net) ?? 'without an address'}): ${textIn(status) ?? 'unknown'}`;

export const VSWITCH: Output = {
	simplified: {
		id: id(),
		name: text(),
		vlan: number(),
		cancelled: flag(),
		server_numbers: numbers(({ server }) => (Array.isArray(server) ? (server as JsonRecord[]).map((entry) => (entry as JsonRecord | null)?.server_number) : server), 'its servers'),
		servers: texts(each('server', serverInWords), 'each server with its address and status'),
		nets: texts(each('subnet', netInWords), 'its subnets with their length'),
		cloud_nets: texts(each('cloud_network', netInWords), 'its cloud networks with their length'),
	},
	raw: ['id', 'name', 'vlan', 'cancelled', 'server', 'subnet', 'cloud_network'],
};
