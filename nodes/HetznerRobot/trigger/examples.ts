import type { JsonRecord } from '../../common/http/json';
import type { OrderKind } from '../endpoints/order';

// What the test event shows where the account has nothing of the kind, as Robot would list it. Every id is 0, which
// nothing in Robot has and no operation takes; names say "example", and addresses are those for documentation.

const TIME = '2026-01-15T10:00:00';

/** A server, and one more for what is switched between two. */
export const EXAMPLE_SERVER: JsonRecord = {
	server_ip: '203.0.113.10',
	server_ipv6_net: '2001:db8:0:10::',
	server_number: 0,
	server_name: 'example-server',
	product: 'AX41-NVMe',
	dc: 'FSN1-DC1',
	traffic: 'unlimited',
	status: 'ready',
	cancelled: false,
	paid_until: '2026-02-14',
	ip: ['203.0.113.10'],
	subnet: [{ ip: '2001:db8:0:10::', mask: '64' }],
};

export const OTHER_EXAMPLE_SERVER: JsonRecord = { ...EXAMPLE_SERVER, server_ip: '203.0.113.11', server_ipv6_net: '2001:db8:0:11::', server_name: 'other-example-server' };

/** Leads to the other server. */
export const EXAMPLE_FAILOVER: JsonRecord = {
	ip: '203.0.113.200',
	netmask: '255.255.255.255',
	server_ip: '203.0.113.10',
	server_ipv6_net: '2001:db8:0:10::',
	server_number: 0,
	active_server_ip: '203.0.113.11',
};

const INSTALLED = { dist: 'Rescue system', arch: '64', lang: 'en' };

const HARDWARE = {
	cpu: 'Example CPU',
	cpu_benchmark: 8000,
	memory_size: 64,
	hdd_size: 512,
	hdd_text: 'ECC',
	hdd_count: 2,
	datacenter: 'FSN1-DC1',
	network_speed: '1 Gbit/s',
};

const MARKET_SERVER = { id: 0, name: 'Example Server', description: ['Example CPU', '2x RAM 32768 MB DDR4', '2x SSD M.2 NVMe 512 GB'], traffic: 'unlimited' };
const FIXED = { fixed_price: true, next_reduce: 0, next_reduce_date: '2026-01-15 10:00:00' };

const ADDON_PRICE = {
	location: 'FSN1',
	price: { net: '1.7000', gross: '2.0230', hourly_net: '0.0027', hourly_gross: '0.0032' },
	price_setup: { net: '0.0000', gross: '0.0000' },
};

/** An offer of the server market. */
export const EXAMPLE_OFFER: JsonRecord = {
	...MARKET_SERVER,
	dist: ['Rescue system'],
	arch: [64],
	lang: ['en'],
	...HARDWARE,
	price: '36.00',
	price_hourly: '0.0577',
	price_setup: '0.00',
	price_vat: '42.84',
	price_hourly_vat: '0.0687',
	price_setup_vat: '0.00',
	...FIXED,
	orderable_addons: [{ id: 'primary_ipv4', name: 'Primary IPv4', min: 0, max: 1, prices: [ADDON_PRICE] }],
};

/** An order of each kind, with what only one that is ready has. */
export function exampleTransaction(kind: OrderKind, status: string): JsonRecord {
	const isReady = status === 'ready';
	const head = { id: `B00000000-0000000-${kind === 'addon' ? 'S00000' : '000000'}`, date: `${TIME}+00:00`, status };
	if (kind === 'addon') return { ...head, server_number: 0, product: ADDON, resources: isReady ? [{ type: 'ip', id: '203.0.113.12' }] : [] };
	const server = { server_number: isReady ? 0 : null, server_ip: isReady ? '203.0.113.10' : null };
	const access = { authorized_key: [{ key: { name: 'example-key', ...KEY } }], host_key: isReady ? [{ key: KEY }] : [], comment: null };
	return { ...head, ...server, ...access, ...(kind === 'server' ? STANDARD_ORDER : { product: { ...MARKET_SERVER, ...INSTALLED, ...HARDWARE, ...FIXED } }) };
}

const KEY = { fingerprint: '00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00', type: 'ED25519', size: 256 };
const ADDON = { id: 'additional_ipv4', name: 'Additional IP address', price: ADDON_PRICE };

const STANDARD_ORDER = {
	product: { id: 'EXAMPLE', name: 'Example Server', description: ['Example CPU', '64 GB DDR4 RAM'], traffic: 'unlimited', ...INSTALLED, location: 'FSN1' },
	addons: ['primary_ipv4'],
};

/** A Storage Box, as Robot had them until July 2025, with one snapshot. */
export const EXAMPLE_BOX: JsonRecord = { id: 0, name: 'Example Storage Box' };

export const exampleSnapshot = (automatic: boolean): JsonRecord => ({
	name: TIME.replaceAll(':', '-'),
	timestamp: `${TIME}+00:00`,
	size: 400,
	filesystem_size: 12345,
	automatic,
	comment: '',
});
