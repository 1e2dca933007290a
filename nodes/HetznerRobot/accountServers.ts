import type { RobotClient } from './robot/client';
import { get, perHour } from './robot/endpoint';
import { InputError } from './robot/errors';
import type { JsonRecord } from './robot/reply';

/** Robot counts the list and the single server together. */
export const SERVER_READS = perHour(200, 'GET /server');

/** All servers of the account: the node's operation, its lists, names given in workflows and the trigger ask for them. */
export const listServers = get('/server', SERVER_READS);
export const allServers = { key: 'server', none: 'SERVER_NOT_FOUND' };

/** The lists under way or done, by client: a client serves one execution, which looks names up once. */
const lists = new WeakMap<RobotClient, Promise<JsonRecord[]>>();

/** All servers of the account. */
export async function accountServers(client: RobotClient): Promise<JsonRecord[]> {
	const list = lists.get(client) ?? client.objects(listServers, { path: {}, values: {} }, allServers);
	lists.set(client, list);
	return await list;
}

/**
 * The server with exactly this name.
 *
 * @throws InputError when there is none or more than one
 */
export async function serverByName(client: RobotClient, parameter: string, name: string): Promise<JsonRecord> {
	const named = (await accountServers(client)).filter((server) => server.server_name === name);
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
export async function serverByAddress(client: RobotClient, parameter: string, address: string): Promise<JsonRecord> {
	const found = (await accountServers(client)).find((server) => server.server_ip === address || server.server_ipv6_net === address);
	if (found) return found;
	throw new InputError(parameter, `: no server has the main address ${address}`, 'Choose the server from the list or give its number.');
}
