import { Project } from './console/state/project.mts';
import { day, daysAfter } from './dates.mts';
import type { Fleet, FleetBox, FleetServer } from './fleet.mts';
import { seedWorld, type World } from './sections.mts';
import type { Failover, SingleIp, Subnet } from './state/network.mts';
import type { BootSystemName, ResetType, Server } from './state/server.mts';
import type { StorageBox } from './state/storageBox.mts';
import { newStorageBox } from './state/storageBoxContents.mts';
import { newFirewall } from './seed/firewall.mts';
import { serverFrom } from './seed/fleet.mts';
import { defaultRdns, seedMacs, singleIp, subnet } from './seed/network.mts';

const BOOT_SYSTEMS: BootSystemName[] = ['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'];
const USUAL = new Set<BootSystemName>(['rescue', 'linux', 'vnc']);

/** The account with somebody's fleet: what is offered and the firewall templates are the built-in ones, nothing has been ordered yet. */
export function worldOf(fleet: Fleet, start: Date): World {
	const world = seedWorld(start);
	const servers = fleet.servers.map((server) => toServer(server, start));
	const macs = seedMacs(servers);
	const storageBoxes = fleet.storageboxes.map((box) => toBox(box, start));
	const ips = fleet.servers.flatMap((server) => toIps(server, start));
	const failovers = fleet.failovers.map((failover) => toFailover(failover, servers));
	return {
		...world,
		servers,
		macs,
		ips,
		subnets: [
			...fleet.servers.flatMap((server, index) => toSubnets(server, servers[index]!, fleet, macs, start)),
			...failovers.map((failover) => failoverNet(failover, servers, start)),
		],
		failovers,
		rdns: ips.map(({ ip }) => defaultRdns(ip)),
		silent: [],
		orders: { ...world.orders, transactions: { server: [], market: [], addon: [] } },
		storageBoxes,
		console: new Project(start, storageBoxes),
		firewalls: servers.map(({ server_number }) => newFirewall(server_number)),
		vSwitches: fleet.vswitches.map(({ id, name, vlan, cancelled, server = [] }) => ({
			id,
			name,
			vlan,
			cancellation_date: cancelled ? day(daysAfter(start, 10)) : null,
			server: server.map(({ server_number }) => ({ server_number, status: 'ready', listed: true })),
			subnet: [],
			cloud_network: [],
		})),
		withoutVSwitch: [],
	};
}

function toServer(given: FleetServer, start: Date): Server {
	const server = serverFrom(
		{
			number: given.server_number,
			ip: given.server_ip ?? null,
			name: given.server_name ?? '',
			product: given.product ?? 'AX41-NVMe',
			dc: given.dc ?? 'FSN1-DC14',
			traffic: given.traffic,
			status: given.status as Server['status'] | undefined,
			wol: given.wol,
			hot_swap: given.hot_swap,
			storagebox: given.linked_storagebox ?? undefined,
			cancelled: given.cancelled,
			reset: given.reset === false ? [] : given.reset === true ? undefined : (given.reset as ResetType[] | undefined),
			operating: given.operating_status as Server['reset']['operating_status'] | undefined,
			boot: BOOT_SYSTEMS.filter((name) => given[name] ?? USUAL.has(name)),
			addons: 'present',
		},
		start,
	);
	return {
		...server,
		...(given.server_ipv6_net !== undefined && { server_ipv6_net: given.server_ipv6_net }),
		...(given.paid_until !== undefined && { paid_until: given.paid_until }),
	};
}

/** Robot adds the usages up itself. */
function toBox({ disk_usage: _sum, disk_usage_snapshots: _snapshots, ...parts }: FleetBox, start: Date): StorageBox {
	return newStorageBox({ product: 'BX11', location: 'FSN1', linked_server: null, disk_quota: 1_048_576, disk_usage_data: 0, ...parts }, start);
}

function toIps({ server_ip: main, server_number: number, ip = [] }: FleetServer, start: Date): SingleIp[] {
	const all = new Set([...(main ? [main] : []), ...(ip ?? [])]);
	return [...all].map((address) => singleIp(address, number, null, address !== main, start));
}

/** Robot lists failover IPs among the nets of a server; those are made of the failover IPs. */
function toSubnets({ subnet: nets }: FleetServer, server: Server, { failovers }: Fleet, macs: World['macs'], start: Date): Subnet[] {
	const gateway = (ip: string) => (ip.includes(':') ? 'fe80::1' : (server.server_ip ?? ''));
	const further = (nets ?? []).filter(({ ip }) => ip !== server.server_ipv6_net && !failovers.some((failover) => failover.ip === ip));
	return [{ ip: server.server_ipv6_net, mask: 64 }, ...further].map(({ ip, mask }, index) =>
		subnet({ ip, mask: Number(mask), gateway: gateway(ip), server: server.server_number, failover: false }, macs[server.server_number]!, index > 0, start),
	);
}

function toFailover({ ip, netmask, server_number, active_server_ip }: Fleet['failovers'][number], servers: Server[]): Failover {
	const server = servers.find((candidate) => candidate.server_number === server_number)!;
	const is6 = ip.includes(':');
	return {
		ip,
		netmask: netmask ?? (is6 ? 'ffff:ffff:ffff:ffff::' : '255.255.255.255'),
		server_number,
		active_server_ip: active_server_ip === undefined ? (is6 ? server.server_ipv6_net : server.server_ip) : active_server_ip,
	};
}

function failoverNet({ ip, server_number }: Failover, servers: Server[], start: Date): Subnet {
	const server = servers.find((candidate) => candidate.server_number === server_number)!;
	const is6 = ip.includes(':');
	return subnet({ ip, mask: is6 ? 64 : 32, gateway: is6 ? 'fe80::1' : (server.server_ip ?? ''), server: server_number, failover: true }, '', true, start);
}
