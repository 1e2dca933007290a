/** Documentation: "IP". */
import { sameAddress } from '../addresses.mts';
import { conflict, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { SingleIp } from '../state/network.mts';
import type { World } from '../sections.mts';
import { cancel, cancellationKeys, requireCancellable, revoke } from './addressCancellation.mts';
import { listOrNotFound, ofServer, serverByNumber } from './lookup.mts';
import { updateWarnings, warningKeys } from './trafficWarnings.mts';

export const ipRoutes: Route[] = [
	{ method: 'GET', path: '/ip', limit: perHour(5000), handle: listIps },
	{ method: 'GET', path: '/ip/{ip}', limit: perHour(5000), handle: showIp },
	{ method: 'POST', path: '/ip/{ip}', limit: perHour(5000), handle: updateIp },
	{ method: 'GET', path: '/ip/{ip}/mac', limit: perHour(5000), handle: showMac },
	{ method: 'PUT', path: '/ip/{ip}/mac', limit: perHour(10), handle: generateMac },
	{ method: 'DELETE', path: '/ip/{ip}/mac', limit: perHour(10), handle: removeMac },
	{ method: 'GET', path: '/ip/{ip}/cancellation', limit: perHour(200), handle: showCancellation },
	{ method: 'POST', path: '/ip/{ip}/cancellation', limit: perHour(200), handle: cancelIp },
	{ method: 'DELETE', path: '/ip/{ip}/cancellation', limit: perHour(200), handle: revokeCancellation },
];

function listIps({ world, input }: Context): Reply {
	const list = listOrNotFound(ofServer(world.ips, input.text('server_ip'), world), 'No IP addresses found');
	return ok(
		list.map((address) => ({
			ip: { ip: address.ip, ...stateKeys(address, world), ...warningKeys(address) },
		})),
	);
}

function showIp(context: Context): Reply {
	return ok(details(ipOf(context, 'No IP addresses found'), context.world));
}

function updateIp(context: Context): Reply {
	const address = ipOf(context, 'No IP addresses found');
	updateWarnings(address, context.input);
	return ok(details(address, context.world));
}

/** The single query has the net's data too. */
function details(address: SingleIp, world: World) {
	const { ip, gateway, mask, broadcast } = address;
	return { ip: { ip, gateway, mask, broadcast, ...stateKeys(address, world), ...warningKeys(address) } };
}

function stateKeys({ server_number, locked, separate_mac }: SingleIp, world: World) {
	return { server_ip: serverByNumber(world, server_number)!.server_ip, server_number, locked, separate_mac };
}

function showMac(context: Context): Reply {
	const address = ipWithMac(context);
	if (address.separate_mac === null) throw notFound('MAC_NOT_FOUND', 'There is no separate MAC address set');
	return ok(macReply(address));
}

function generateMac(context: Context): Reply {
	const address = ipWithMac(context);
	if (address.separate_mac !== null) throw conflict('MAC_ALREADY_SET', 'There is already a separate MAC address set');
	address.separate_mac = macFor(address.ip);
	return ok(macReply(address));
}

/** A subnet that was routed to the MAC address goes back to the one of the server's main IP address. */
function removeMac(context: Context): Reply {
	const address = ipWithMac(context);
	const { world } = context;
	if (address.separate_mac === null) throw conflict('MAC_NOT_FOUND', 'There is no separate MAC address set');
	for (const subnet of world.subnets) {
		if (subnet.mac === address.separate_mac) subnet.mac = world.macs[subnet.server_number]!;
	}
	address.separate_mac = null;
	return ok(macReply(address));
}

function macReply({ ip, separate_mac }: SingleIp) {
	return { mac: { ip, mac: separate_mac } };
}

/** 192.0.2.26 gets 00:50:56:00:02:1a; unique in the account, and the same every time. */
function macFor(ip: string): string {
	const [, , third, last] = ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
	return `00:50:56:00:${third}:${last}`;
}

function showCancellation(context: Context): Reply {
	const address = ipOf(context);
	requireCancellable(address.cancellation, 'IP');
	return ok(cancellationReply(address));
}

function cancelIp(context: Context): Reply {
	const address = ipOf(context);
	cancel(address.cancellation, 'IP', context);
	return ok(cancellationReply(address));
}

function revokeCancellation(context: Context): Reply {
	const address = ipOf(context);
	revoke(address.cancellation, 'IP');
	return ok(cancellationReply(address));
}

function cancellationReply({ ip, server_number, cancellation }: SingleIp) {
	return { cancellation: { ip, server_number, ...cancellationKeys(cancellation) } };
}

function ipWithMac(context: Context): SingleIp {
	const address = ipOf(context);
	if (!address.mac_available) {
		throw notFound('MAC_NOT_AVAILABLE', 'For this IP address it is not possible to set a separate MAC address');
	}
	return address;
}

function ipOf({ params, world }: Context, message = 'IP address not found'): SingleIp {
	const address = world.ips.find(({ ip }) => sameAddress(ip, params.ip!));
	if (address === undefined) throw notFound('IP_NOT_FOUND', message);
	return address;
}
