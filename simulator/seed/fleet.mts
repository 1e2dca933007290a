import { day, daysAfter } from '../dates.mts';
import type { BootSystemName, OperatingStatus, ResetType, Server } from '../state/server.mts';
import { bootSystems } from './bootOptions.mts';

/** What distinguishes a seeded server. Everything else is what most servers have. */
export interface Seeded {
	number: number;
	ip: string | null;
	name: string;
	product: string;
	dc: string;
	traffic?: string;
	status?: Server['status'];
	wol?: boolean;
	hot_swap?: boolean;
	storagebox?: number;
	reservable?: boolean;
	cancelled?: boolean;
	reset?: ResetType[];
	operating?: OperatingStatus;
	boot?: BootSystemName[];
	/** Windows, Plesk and cPanel: bought, not bought, or a Windows that is too old. */
	addons?: 'present' | 'missing' | 'outdated';
	/** Its Windows is chosen by `os`, as on newer servers. */
	windowsByOs?: boolean;
}

const BUTTONS: ResetType[] = ['power', 'power_long', 'hw', 'man'];
const CONTROL_ALT_DELETE: ResetType[] = ['sw', 'hw', 'man'];
const USUAL: BootSystemName[] = ['rescue', 'linux', 'vnc'];
const EVERYTHING: BootSystemName[] = ['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'];

/**
 * The account's servers. Among them one of each kind that a client has to cope with: without IPv4 (412),
 * switched off (423), with a Windows chosen by `os` (346), without a name (480), without reset (485), cancelled (470), being set up (499).
 */
const FLEET: Seeded[] = [
	{ number: 321, ip: '203.0.113.10', name: 'web1', product: 'AX41-NVMe', dc: 'FSN1-DC14', boot: EVERYTHING, wol: true },
	{ number: 322, ip: '203.0.113.11', name: 'web2', product: 'AX41-NVMe', dc: 'FSN1-DC14', wol: true },
	{ number: 345, ip: '203.0.113.20', name: 'db1', product: 'AX102', dc: 'FSN1-DC14', reservable: true, hot_swap: true },
	{ number: 346, ip: '198.51.100.20', name: 'db-replica', product: 'AX102', dc: 'HEL1-DC6', hot_swap: true, boot: [...USUAL, 'windows'], addons: 'present', windowsByOs: true },
	{ number: 401, ip: '192.0.2.25', name: 'mail', product: 'EX44', dc: 'NBG1-DC3' },
	{ number: 412, ip: null, name: 'build-runner', product: 'SB-i7-8700', dc: 'HEL1-DC6' },
	{ number: 421, ip: '198.51.100.31', name: 'k8s-node-1', product: 'EX44', dc: 'HEL1-DC6' },
	{ number: 422, ip: '198.51.100.32', name: 'k8s-node-2', product: 'EX44', dc: 'HEL1-DC6' },
	{ number: 423, ip: '198.51.100.33', name: 'k8s-node-3', product: 'EX44', dc: 'HEL1-DC6', operating: 'shut off', wol: true },
	{ number: 450, ip: '192.0.2.50', name: 'backup', product: 'SX64', dc: 'NBG1-DC3', traffic: 'unlimited', hot_swap: true, storagebox: 12345 },
	{ number: 460, ip: '192.0.2.60', name: 'panel', product: 'EX44', dc: 'NBG1-DC3', boot: EVERYTHING, addons: 'present' },
	{
		number: 465,
		ip: '192.0.2.65',
		name: 'erp-windows',
		product: 'SB-E3-1246',
		dc: 'NBG1-DC3',
		boot: ['rescue', 'windows', 'plesk'],
		addons: 'outdated',
		reset: CONTROL_ALT_DELETE,
	},
	{ number: 470, ip: '203.0.113.70', name: 'staging', product: 'SB-Ryzen-3600', dc: 'FSN1-DC14', cancelled: true, reset: CONTROL_ALT_DELETE },
	{ number: 480, ip: '203.0.113.80', name: '', product: 'SB-i7-6700', dc: 'FSN1-DC14', reset: CONTROL_ALT_DELETE },
	{ number: 485, ip: '198.51.100.85', name: 'monitoring', product: 'SB-i7-3770', dc: 'HEL1-DC6', reset: [], boot: ['rescue'] },
	{ number: 499, ip: '203.0.113.99', name: '', product: 'EX44', dc: 'FSN1-DC14', status: 'in process', reset: [], boot: [] },
];

export function seedServers(start: Date): Server[] {
	return FLEET.map((seeded) => serverFrom(seeded, start));
}

export function serverFrom(seeded: Seeded, start: Date): Server {
	const reset = seeded.reset ?? BUTTONS;
	const observable = reset.includes('power');
	return {
		server_ip: seeded.ip,
		server_ipv6_net: ipv6Net(seeded.number),
		server_number: seeded.number,
		server_name: seeded.name,
		product: seeded.product,
		dc: seeded.dc,
		traffic: seeded.traffic ?? '20 TB',
		status: seeded.status ?? 'ready',
		paid_until: day(daysAfter(start, 5 + (seeded.number % 25))),
		wol: seeded.wol ?? false,
		hot_swap: seeded.hot_swap ?? false,
		linked_storagebox: seeded.storagebox ?? null,
		cancellation: cancellationFrom(seeded, start),
		reset: { type: [...reset], operating_status: observable ? (seeded.operating ?? 'running') : 'not supported', manual_active: false },
		boot: bootSystems(seeded.boot ?? USUAL, seeded.addons ?? 'missing', seeded.windowsByOs),
	};
}

function cancellationFrom({ cancelled, reservable }: Seeded, start: Date): Server['cancellation'] {
	return {
		earliest_cancellation_date: day(daysAfter(start, 3)),
		reservation_possible: reservable ?? false,
		reserved: false,
		cancellation_date: cancelled ? day(daysAfter(start, 20)) : null,
		cancellation_reason: cancelled ? 'Server no longer necessary due to project ending' : null,
		immediate: false,
		transfer: false,
	};
}

/** Server 321 has the net 2001:db8:0:321::/64, server 1234567 2001:db8:123:4567::/64. */
function ipv6Net(number: number): string {
	return `2001:db8:${Math.floor(number / 10_000) % 10_000}:${number % 10_000}::`;
}
