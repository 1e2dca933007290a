/** Documentation: "Reverse DNS". */
import { canonical, inNet, isIPv4, isIPv6, sameAddress } from '../addresses.mts';
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { created, empty, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { ReverseDns } from '../state/network.mts';
import type { World } from '../sections.mts';
import { listOrNotFound, ofServer } from './lookup.mts';

export const rdnsRoutes: Route[] = [
	{ method: 'GET', path: '/rdns', limit: perHour(500), handle: listEntries },
	{ method: 'GET', path: '/rdns/{ip}', limit: perHour(500), handle: showEntry },
	{ method: 'PUT', path: '/rdns/{ip}', limit: perHour(500), handle: createEntry },
	{ method: 'POST', path: '/rdns/{ip}', limit: perHour(500), handle: updateOrCreateEntry },
	{ method: 'DELETE', path: '/rdns/{ip}', limit: perHour(500), handle: deleteEntry },
];

const PTR = /^(?=.{1,253}\.?$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.?$/i;

/** With `server_ip`, the entries of that server's addresses and nets. */
function listEntries({ world, input }: Context): Reply {
	const server_ip = input.text('server_ip');
	const ips = ofServer(world.ips, server_ip, world);
	const subnets = ofServer(world.subnets, server_ip, world);
	const entries = world.rdns.filter(({ ip }) => belongsTo(ip, ips, subnets));
	return ok(listOrNotFound(entries, 'No reverse DNS entries found').map((rdns) => ({ rdns })));
}

function showEntry(context: Context): Reply {
	const ip = addressOf(context);
	const rdns = entryFor(ip, context.world);
	if (rdns === undefined) throw notFound('RDNS_NOT_FOUND', `The IP address ${ip} has no reverse DNS entry yet`);
	return ok({ rdns });
}

function createEntry(context: Context): Reply {
	const ip = addressOf(context);
	const ptr = ptrOf(context);
	if (entryFor(ip, context.world)) throw conflict('RDNS_ALREADY_EXISTS', 'There is already an existing reverse DNS entry');
	return add({ ip: canonical(ip), ptr }, context.world);
}

/** 200 when there was an entry, 201 when this is the first. */
function updateOrCreateEntry(context: Context): Reply {
	const ip = addressOf(context);
	const ptr = ptrOf(context);
	const rdns = entryFor(ip, context.world);
	if (rdns === undefined) return add({ ip: canonical(ip), ptr }, context.world);
	rdns.ptr = ptr;
	return ok({ rdns });
}

/** An address without an entry is not among the documented errors; it gets the one that the GET has for it. */
function deleteEntry(context: Context): Reply {
	const ip = addressOf(context);
	const { world } = context;
	const rdns = entryFor(ip, world);
	if (rdns === undefined) throw notFound('RDNS_NOT_FOUND', `The IP address ${ip} has no reverse DNS entry yet`);
	world.rdns = world.rdns.filter((entry) => entry !== rdns);
	return empty();
}

function add(rdns: ReverseDns, world: World): Reply {
	world.rdns.push(rdns);
	return created({ rdns });
}

function ptrOf({ input }: Context): string {
	const ptr = input.text('ptr');
	const check = new InputCheck();
	check.require('ptr', ptr, (text) => PTR.test(text));
	check.done();
	return ptr!;
}

/** One of the account's single addresses, or any address in one of its nets. */
function addressOf({ params, world }: Context): string {
	const ip = params.ip!;
	if ((isIPv4(ip) || isIPv6(ip)) && belongsTo(ip, world.ips, world.subnets)) return ip;
	throw notFound('IP_NOT_FOUND', `The IP address ${ip} was not found`);
}

function belongsTo(ip: string, ips: World['ips'], subnets: World['subnets']): boolean {
	return ips.some((single) => sameAddress(single.ip, ip)) || subnets.some((subnet) => inNet(ip, subnet.ip, subnet.mask));
}

function entryFor(ip: string, world: World): ReverseDns | undefined {
	return world.rdns.find((entry) => sameAddress(entry.ip, ip));
}
