/** What an order brings: a server, or an address, wherever the account shows one. */
import { canonical, inNet } from '../addresses.mts';
import { newFirewall } from '../seed/firewall.mts';
import { serverFrom } from '../seed/fleet.mts';
import { defaultRdns, macOf, singleIp, subnet } from '../seed/network.mts';
import type { AddonProduct, AddonTransaction } from '../state/order.mts';
import type { Server } from '../state/server.mts';
import type { World } from '../sections.mts';

export interface NewServer {
	product: string;
	/** A location, or a data center in it. */
	dc: string;
	traffic: string;
	ipv4: boolean;
}

/** The data center that a server without one of its own comes from. */
const DATA_CENTERS: Record<string, string> = { FSN1: 'FSN1-DC14', NBG1: 'NBG1-DC3', HEL1: 'HEL1-DC6' };

export function deliverServer(world: World, { product, dc, traffic, ipv4 }: NewServer, now: Date): Server {
	const number = Math.max(0, ...world.servers.map(({ server_number }) => server_number)) + 1;
	const ip = ipv4 ? freeIp(world) : null;
	const server = serverFrom({ number, ip, name: '', product, dc: DATA_CENTERS[dc] ?? dc, traffic }, now);
	world.servers.push(server);
	world.macs[number] = macOf(number);
	world.firewalls.push(newFirewall(number));
	addNet(world, { ip: server.server_ipv6_net, mask: 64, gateway: 'fe80::1', server: number, failover: false }, false, now);
	if (ip !== null) {
		addIp(world, ip, number, false, now);
		world.rdns.push(defaultRdns(ip));
	}
	return server;
}

/** `gateway` is where a subnet of the type `subnet_ipv4` is routed to. */
export function deliverAddon(world: World, { type, mask }: AddonProduct, server: Server, gateway: string, now: Date): AddonTransaction['resources'] {
	if (type === 'ip_ipv4') return [{ type: 'ip', id: addIp(world, freeIp(world), server.server_number, true, now) }];
	const v6 = type === 'failover_subnet_ipv6';
	const failover = type !== 'subnet_ipv4';
	const ip = v6 ? freeNet6(world) : freeNet(world, mask);
	addNet(world, { ip, mask, gateway: v6 ? 'fe80::1' : gateway, server: server.server_number, failover }, true, now);
	if (failover) {
		const netmask = v6 ? 'ffff:ffff:ffff:ffff::' : `255.255.255.${256 - 2 ** (32 - mask)}`;
		const active_server_ip = v6 ? server.server_ipv6_net : server.server_ip;
		world.failovers.push({ ip, netmask, server_number: server.server_number, active_server_ip });
	}
	return [{ type: 'subnet', id: ip }];
}

/** New addresses have had no traffic yet. */
function addIp(world: World, ip: string, server_number: number, additional: boolean, now: Date): string {
	world.ips.push(singleIp(ip, server_number, null, additional, now));
	world.silent.push(ip);
	return ip;
}

function addNet(world: World, net: Parameters<typeof subnet>[0], additional: boolean, now: Date): void {
	world.subnets.push(subnet(net, world.macs[net.server]!, additional, now));
	world.silent.push(net.ip);
}

/** New single addresses are from 198.19.0.0/16, new nets from 198.18.0.0/16: both for benchmarks, never routed (RFC 2544). */
function freeIp({ ips }: World): string {
	const usable = (host: number) => ![0, 1, 63].includes(host % 64);
	return firstFree(
		(n) => `198.19.${n >> 8}.${n & 255}`,
		(ip, n) => usable(n) && !ips.some((other) => other.ip === ip),
	);
}

function freeNet({ subnets }: World, mask: number): string {
	const size = 2 ** (32 - mask);
	return firstFree(
		(n) => `198.18.${(n * size) >> 8}.${(n * size) & 255}`,
		(ip) => !subnets.some((other) => inNet(ip, other.ip, other.mask) || inNet(other.ip, ip, mask)),
	);
}

function freeNet6({ subnets }: World): string {
	return firstFree(
		(n) => `2001:db8:ff00:${(n + 1).toString(16)}::`,
		(ip) => !subnets.some((other) => canonical(other.ip) === ip),
	);
}

function firstFree(at: (n: number) => string, free: (address: string, n: number) => boolean): string {
	let n = 0;
	while (!free(at(n), n)) n++;
	return at(n);
}
