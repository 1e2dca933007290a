import { day, daysAfter } from '../dates.mts';
import type { AddressCancellation, Failover, ReverseDns, SingleIp, Subnet, TrafficWarnings } from '../state/network.mts';
import type { Server } from '../state/server.mts';

const WARNINGS: TrafficWarnings = { traffic_warnings: false, traffic_hourly: 200, traffic_daily: 2000, traffic_monthly: 20 };

/** Further single addresses, beside every server's main one. */
const ADDITIONAL_IPS = [
	{ ip: '192.0.2.26', server: 401, mac: null },
	{ ip: '192.0.2.27', server: 401, mac: '00:50:56:00:4b:27' },
	{ ip: '203.0.113.12', server: 321, mac: null },
];

/** Further nets, beside every server's main IPv6 net. */
const ADDITIONAL_SUBNETS = [
	{ ip: '203.0.113.160', mask: 29, gateway: '203.0.113.10', server: 321, failover: false },
	{ ip: '198.51.100.200', mask: 32, gateway: '203.0.113.10', server: 321, failover: true },
	{ ip: '2001:db8:ff00:1::', mask: 64, gateway: 'fe80::1', server: 321, failover: true },
];

const FAILOVERS: Failover[] = [
	{ ip: '198.51.100.200', netmask: '255.255.255.255', server_number: 321, active_server_ip: '203.0.113.10' },
	{ ip: '2001:db8:ff00:1::', netmask: 'ffff:ffff:ffff:ffff::', server_number: 321, active_server_ip: '2001:db8:0:321::' },
];

/** Names that somebody set. Every other main address has Robot's own; the additional ones 192.0.2.27 and 203.0.113.12 have none. */
const NAMED: ReverseDns[] = [
	{ ip: '203.0.113.10', ptr: 'web1.example.com' },
	{ ip: '203.0.113.11', ptr: 'web2.example.com' },
	{ ip: '203.0.113.20', ptr: 'db1.example.com' },
	{ ip: '192.0.2.25', ptr: 'mail.example.com' },
	{ ip: '192.0.2.26', ptr: 'mx2.example.com' },
	{ ip: '2001:db8:0:321::2', ptr: 'web1.example.com' },
];

/** Addresses without traffic data: the server being set up, and a spare mail address. */
const SILENT = ['203.0.113.99', '2001:db8:0:499::', '192.0.2.27'];

export function seedIps(servers: Server[], start: Date): SingleIp[] {
	const main = servers
		.filter((server): server is Server & { server_ip: string } => server.server_ip !== null)
		.map((server) => singleIp(server.server_ip, server.server_number, null, false, start));
	const additional = ADDITIONAL_IPS.map(({ ip, server, mac }) => singleIp(ip, server, mac, true, start));
	return [...main, ...additional];
}

/** Only additional addresses can have a MAC address of their own, and only they can be cancelled on their own. */
export function singleIp(ip: string, server: number, mac: string | null, additional: boolean, start: Date): SingleIp {
	const [a, b, c, last] = ip.split('.').map(Number) as [number, number, number, number];
	const first = last - (last % 64);
	return {
		ip,
		gateway: `${a}.${b}.${c}.${first + 1}`,
		mask: 26,
		broadcast: `${a}.${b}.${c}.${first + 63}`,
		server_number: server,
		locked: false,
		separate_mac: mac,
		mac_available: additional,
		...WARNINGS,
		cancellation: cancellation(additional, start),
	};
}

export function seedSubnets(servers: Server[], macs: Record<number, string>, start: Date): Subnet[] {
	const main = servers.map((server) => ({ ip: server.server_ipv6_net, mask: 64, gateway: 'fe80::1', server: server.server_number, failover: false }));
	return [...main, ...ADDITIONAL_SUBNETS].map((net, index) => subnet(net, macs[net.server]!, index >= main.length, start));
}

/** Only a server's main IPv6 net is routed to a MAC address, its server's at first; only the others can be cancelled on their own. */
export function subnet(net: (typeof ADDITIONAL_SUBNETS)[number], serverMac: string, additional: boolean, start: Date): Subnet {
	const { ip, mask, gateway, server, failover } = net;
	return {
		ip,
		mask,
		gateway,
		server_number: server,
		failover,
		locked: false,
		mac: mask === 64 && !failover ? serverMac : null,
		...WARNINGS,
		cancellation: cancellation(additional, start),
	};
}

function cancellation(possible: boolean, start: Date): AddressCancellation {
	return { earliest_cancellation_date: possible ? day(daysAfter(start, 3)) : null, cancellation_date: null, immediate: false };
}

export const seedFailovers = (): Failover[] => structuredClone(FAILOVERS);
export const seedSilent = (): string[] => [...SILENT];

/** Server 321's card has 00:21:85:00:03:21, server 1234567's 00:21:85:23:45:67. */
export function seedMacs(servers: Server[]): Record<number, string> {
	return Object.fromEntries(servers.map(({ server_number: number }) => [number, macOf(number)]));
}

export function macOf(number: number): string {
	const digits = String(number).padStart(6, '0').slice(-6);
	return `00:21:85:${digits.match(/../g)!.join(':')}`;
}

export function seedRdns(servers: Server[]): ReverseDns[] {
	const unnamed = servers.map(({ server_ip }) => server_ip).filter((ip) => ip !== null && !NAMED.some((entry) => entry.ip === ip));
	return [...structuredClone(NAMED), ...unnamed.map((ip) => defaultRdns(ip!))];
}

/** A new server's main address comes with a name, static.99.113.0.203.clients.your-server.de for one. */
export function defaultRdns(ip: string): ReverseDns {
	return { ip, ptr: `static.${ip.split('.').reverse().join('.')}.clients.your-server.de` };
}
