/** Documentation: "Failover". A switch takes effect at once; FAILOVER_LOCKED and the 500s come from faults only. */
import { canonical, isIPv4, isIPv6, sameAddress } from '../addresses.mts';
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { Failover } from '../state/network.mts';
import type { World } from '../sections.mts';
import { listOrNotFound, serverByNumber, serverKeys } from './lookup.mts';

export const failoverRoutes: Route[] = [
	{ method: 'GET', path: '/failover', limit: perHour(100), handle: listFailovers },
	{ method: 'GET', path: '/failover/{failover-ip}', limit: perHour(100), handle: showFailover },
	{ method: 'POST', path: '/failover/{failover-ip}', limit: perHour(50), handle: switchFailover },
	{ method: 'DELETE', path: '/failover/{failover-ip}', limit: perHour(50), handle: deleteRouting },
];

function listFailovers({ world }: Context): Reply {
	const list = listOrNotFound(world.failovers, 'No failover IP addresses found');
	return ok(list.map((failover) => wrapped(failover, world)));
}

function showFailover(context: Context): Reply {
	return ok(wrapped(failoverOf(context), context.world));
}

/** An IPv4 address is switched to a server's main IP address, an IPv6 net to a server's main IPv6 net. */
function switchFailover(context: Context): Reply {
	const failover = failoverOf(context);
	const { input, world } = context;
	const destination = input.text('active_server_ip');
	const check = new InputCheck();
	check.require('active_server_ip', destination, isIPv6(failover.ip) ? isIPv6 : isIPv4);
	check.done();
	const server = world.servers.find(
		({ status, server_ip, server_ipv6_net }) => status === 'ready' && (sameAddress(server_ip, destination!) || sameAddress(server_ipv6_net, destination!)),
	);
	if (server === undefined) throw notFound('FAILOVER_NEW_SERVER_NOT_FOUND', 'Destination server not found');
	if (sameAddress(failover.active_server_ip, destination!)) {
		throw conflict('FAILOVER_ALREADY_ROUTED', 'The failover IP address is already routed to the selected server');
	}
	failover.active_server_ip = canonical(destination!);
	return ok(wrapped(failover, world));
}

function deleteRouting(context: Context): Reply {
	const failover = failoverOf(context);
	failover.active_server_ip = null;
	return ok(wrapped(failover, context.world));
}

function failoverOf({ params, world }: Context): Failover {
	const failover = world.failovers.find(({ ip }) => sameAddress(ip, params['failover-ip']!));
	if (failover === undefined) throw notFound('NOT_FOUND', 'Failover IP address not found');
	return failover;
}

function wrapped({ ip, netmask, server_number, active_server_ip }: Failover, world: World) {
	const owner = serverByNumber(world, server_number)!;
	return { failover: { ip, netmask, ...serverKeys(owner), active_server_ip } };
}
