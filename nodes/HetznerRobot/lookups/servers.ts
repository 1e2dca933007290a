import type { ApiClient } from '../../common/http/client';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { listServers } from '../endpoints/server';

/** All servers, asked for once in an execution: a server keeps its number, whatever the execution changes. */
const serverList: Slot<{ asked?: Promise<JsonRecord[]> }> = { begin: () => ({}) };

async function allServers(client: ApiClient): Promise<JsonRecord[]> {
	const list = client.executionMemory.of(serverList);
	list.asked ??= client.objects(listServers, { path: {}, values: {} });
	return await list.asked;
}

/**
 * The server with exactly this name.
 *
 * @throws InputError when there is none or more than one
 */
export async function serverByName(client: ApiClient, parameter: string, name: string): Promise<JsonRecord> {
	const named = (await allServers(client)).filter((server) => server.server_name === name);
	if (named.length === 1) return named[0] as JsonRecord;
	const shown = name.slice(0, 60);
	const problem = named.length === 0 ? `: no server is named "${shown}"` : `: ${named.length} servers are named "${shown}"`;
	throw new InputError(parameter, problem, 'Names are compared exactly. Choose the server from the list or give its number.');
}

/**
 * The server with this main IPv4 address, main IPv6 net or IPv6 address out of that net as Robot prints it.
 *
 * @throws InputError when there is none
 */
export async function serverByAddress(client: ApiClient, parameter: string, address: string): Promise<JsonRecord> {
	const found = (await allServers(client)).find((server) => server.server_ip === address || server.server_ipv6_net === address);
	if (found) return found;
	throw new InputError(parameter, `: no server has the main address ${address}`, 'Choose the server from the list or give its number.');
}
