import { notFound } from '../errors.mts';
import type { Context } from '../route.mts';
import type { Server } from '../state/server.mts';
import type { World } from '../sections.mts';

/** Finds a server by its number or (deprecated, but still documented) its main IPv4 address. */
export function findServer(world: World, id: string): Server | undefined {
	return world.servers.find((server) => String(server.server_number) === id || server.server_ip === id);
}

export function serverByNumber(world: World, number: number): Server | undefined {
	return world.servers.find((server) => server.server_number === number);
}

/** The server that a path names, or the documented 404. */
export function serverOf({ params, world }: Context, parameter = 'server-number'): Server {
	const id = params[parameter]!;
	const server = findServer(world, id);
	if (server === undefined) throw notFound('SERVER_NOT_FOUND', `Server with id ${id} not found`);
	return server;
}

/** The three keys that open most replies about a server. */
export function serverKeys({ server_ip, server_ipv6_net, server_number }: Server) {
	return { server_ip, server_ipv6_net, server_number };
}

/** Robot answers an empty list with a 404 of the list's own code. */
export function listOrNotFound<T>(list: T[], message: string, code = 'NOT_FOUND'): T[] {
	if (list.length === 0) throw notFound(code, message);
	return list;
}

/** The filter `server_ip`: what belongs to the server with this main IP address. Without the filter, everything. */
export function ofServer<T extends { server_number: number }>(list: T[], server_ip: string | undefined, world: World): T[] {
	if (!server_ip) return list;
	const server = world.servers.find((candidate) => candidate.server_ip === server_ip);
	return list.filter(({ server_number }) => server_number === server?.server_number);
}
