import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import { labelled, matching } from '../../common/operation/editorList';
import { listServers } from '../endpoints/server';
import type { MainAddress } from '../resources/fields/mainAddress';
import { addressOf } from '../robot/addresses';
import { editorList, listOf, text } from './editorList';

/** The servers that have something of their own to give them by. */
export async function serversBy(client: ApiClient, key: MainAddress | 'server_number', filter?: string): Promise<INodeListSearchResult> {
	return matching(await listOf(client, listServers), (entry) => ({ name: labelOf(entry), value: text(entry[key]) }), filter);
}

/** "web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)". */
function labelOf(entry: JsonRecord): string {
	const address = text(entry.server_ip) || entry.server_ipv6_net;
	const { server_name, server_number, product, dc, status, cancelled } = entry;
	return labelled([text(server_name) || 'No name', server_number, product, dc, address, status === 'in process' && 'in process', cancelled === true && 'cancelled']);
}

/** The name of the server with a number or a main address; `undefined` for none, and for one that has no name. */
export type NameOf = (numberOrAddress: unknown) => string | undefined;

/** A list of what belongs to servers, which it calls by their names. */
export function ofServers(endpoint: Endpoint, entry: (object: JsonRecord, nameOf: NameOf) => INodeListSearchItems) {
	return editorList(async (_context, client, filter?: string) => {
		const objects = await listOf(client, endpoint);
		const nameOf = objects.length === 0 ? () => undefined : await namesOfServers(client);
		return matching(objects, (object) => entry(object, nameOf), filter);
	});
}

/** Names only help: where they cannot be had, numbers and addresses stand for the servers. */
async function namesOfServers(client: ApiClient): Promise<NameOf> {
	const servers = await listOf(client, listServers).catch(() => []);
	const names = servers.flatMap(({ server_name: name, server_number, server_ip, server_ipv6_net }) =>
		[server_number, server_ip, server_ipv6_net].map((key) => [keyOf(key), text(name)] as const),
	);
	const byKey = new Map(names.filter(([key, name]) => key !== '' && name !== ''));
	return (numberOrAddress) => byKey.get(keyOf(numberOrAddress));
}

const keyOf = (numberOrAddress: unknown): string => addressOf(text(numberOrAddress)) ?? text(numberOrAddress);
