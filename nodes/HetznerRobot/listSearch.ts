import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { SERVER_READS } from './accountServers';
import { editorList, listOf } from './lists';
import { destinationKey } from './resources/failover';
import type { RobotClient } from './robot/client';
import { get, perHour } from './robot/endpoint';
import type { JsonRecord } from './robot/reply';
import { toLocator } from './values';

/** The searchable lists of the resource locators. */
export const listSearch = {
	searchServers: editorList(async (_context, client, filter?: string) => {
		const servers = await serversOf(client);
		return matching(servers.map((server) => ({ name: nameOfServer(server), value: text(server.server_number) })), filter);
	}),

	searchFailoverIps: editorList(async (_context, client, filter?: string) => {
		const ips = await listOf(client, get('/failover', perHour(100)), { key: 'failover', none: 'NOT_FOUND' });
		return matching(ips.map((ip) => ({ name: nameOfFailover(ip), value: text(ip.ip) })), filter);
	}),

	/** A failover IPv4 address leads to a main IPv4 address, a failover IPv6 net to a main IPv6 net. */
	searchFailoverDestinations: editorList(async (context, client, filter?: string) => {
		const failover = toLocator('failoverIp', context.getCurrentNodeParameter('failoverIp')).value;
		const key = destinationKey(failover);
		const servers = (await serversOf(client)).filter((server) => typeof server[key] === 'string' && server[key] !== '');
		return matching(servers.map((server) => ({ name: nameOfServer(server), value: text(server[key]) })), filter);
	}),
};

const serversOf = async (client: RobotClient) => await listOf(client, get('/server', SERVER_READS), { key: 'server', none: 'SERVER_NOT_FOUND' });

/** "web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)": everything that a search should find. */
function nameOfServer(server: JsonRecord): string {
	const address = text(server.server_ip) || text(server.server_ipv6_net);
	const details = [server.server_number, server.product, server.dc, address].map(text).filter(Boolean);
	const cancelled = server.cancelled === true ? ', cancelled' : '';
	return `${text(server.server_name) || 'No name'} (${details.join(', ')}${cancelled})`;
}

function nameOfFailover(failover: JsonRecord): string {
	const destination = text(failover.active_server_ip);
	return `${text(failover.ip)} (${destination === '' ? 'not routed' : `leads to ${destination}`})`;
}

function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const results = entries.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
	return { results: results.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })) };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
