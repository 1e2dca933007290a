import type { IDataObject } from 'n8n-workflow';

/** A server of which Robot says as little as it may, without any part. */
const BARE: IDataObject = {
	server_ip: null,
	server_number: 412,
	server_name: '',
	product: '',
	dc: '',
	traffic: '',
	status: '',
	cancelled: false,
	paid_until: '',
	ip: null,
	subnet: null,
};

/** What is added to a market offer of which Robot says everything. */
const FACTS: IDataObject = {
	drive_kinds: ['SATA SSD'],
	total_drive_size: 240,
	ecc: 'yes',
	gpu: 'unknown',
	intel_nic: 'yes',
	hardware_raid: 'yes',
	redundant_psu: 'no',
	price_with_ipv4: 93.3,
	price_with_ipv4_vat: 93.3,
	price_per_gb: 0.3817,
	price_per_gb_memory: 3.8167,
};

const OFFER: IDataObject = {
	id: 282323,
	name: 'SB109',
	description: ['Intel Core i7 980x', '6x RAM 4096 MB DDR3', '2x SSD 120 GB SATA'],
	traffic: '20 TB',
	dist: ['Rescue system'],
	'@deprecated arch': [64],
	lang: ['en'],
	cpu: 'Intel Core i7 980x',
	cpu_benchmark: 8944,
	memory_size: 24,
	hdd_size: 120,
	hdd_text: 'ECC INIC HWR',
	hdd_count: 2,
	datacenter: 'FSN1-DC4',
	network_speed: '200 Mbit/s',
	price: '91.60',
	price_hourly: '0.1468',
	price_setup: '0.00',
	price_vat: '91.60',
	price_hourly_vat: '0.1468',
	price_setup_vat: '0.00',
	fixed_price: false,
	next_reduce: -10800,
	next_reduce_date: '2018-05-01 12:22:00',
	orderable_addons: [
		{
			id: 'primary_ipv4',
			name: 'Primary IPv4',
			min: 0,
			max: 1,
			prices: [
				{
					location: 'FSN1',
					price: { net: '1.7000', gross: '1.7000', hourly_net: '0.0027', hourly_gross: '0.0027' },
					price_setup: { net: '0.0000', gross: '0.0000' },
				},
			],
		},
	],
	...FACTS,
};

/** A system that a server has begun to start, without any key. */
const BOOTED: IDataObject = {
	server_number: 321,
	server_name: 'web1',
	server_ip: '203.0.113.10',
	password: 'jEt0dtUvomlyOwRr',
	authorized_key: ['alice@laptop (15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb)'],
	host_key: ['c1:e4:08:73:dd:f7:e9:d1:94:ab:e9:0f:28:b2:d2:ed'],
	login: 'ssh root@203.0.113.10',
	used_up: true,
	message: 'The server has used the activation up: it has begun to start the rescue system.',
};

/** Of a server without IPv4, and with a key instead of a password. */
const BOOTED_WITHOUT: IDataObject = { ...BOOTED, server_ip: null, password: null, login: null };

const anything = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null };

/** A firewall whose rules were changed, one whose rules were not, and a server that has none. */
const FIREWALLS: IDataObject[] = [
	{
		server_ip: '203.0.113.10',
		server_number: 321,
		server_name: 'web1',
		status: 'active',
		filter_ipv6: false,
		whitelist_hos: true,
		port: 'main',
		rules: {
			input: [
				{
					...anything,
					ip_version: 'ipv4',
					name: 'ssh',
					src_ip: '198.51.100.7',
					dst_ip: '203.0.113.10',
					dst_port: '22',
					src_port: '1024-65535',
					protocol: 'tcp',
					tcp_flags: 'syn',
					action: 'accept',
				},
			],
			output: [{ ...anything, name: 'Allow all', action: 'accept' }],
		},
		changed: true,
		message: 'Added: ssh: accept IPv4 TCP from 198.51.100.7 to port 22',
	},
	{ server_number: 485, changed: false, message: 'Firewall configuration is not available for this server [FIREWALL_NOT_AVAILABLE]' },
];

/** The row of a server in a report of traffic. */
const REPORTED: IDataObject = {
	server_number: 321,
	server_name: 'web1',
	server_ip: '203.0.113.10',
	product: 'AX41-NVMe',
	month: '2026-11',
	traffic: '20 TB',
	quota: 20_000,
	in: 100.5,
	out: 2500,
	sum: 2600.5,
	share: 13,
	projected: 3000.5769,
	projected_share: 15,
	days_counted: 26,
	days_in_month: 30,
	without_data: ['2001:db8:0:321::'],
	note: '1 of 2 addresses are not in the sums: Robot has no traffic data for them.',
};

/**
 * What the operations put out that no endpoint of Robot's documentation stands for, by `resource: operation`. Written by
 * hand: all keys, and every kind of value that each may have.
 */
export const JOBS: Record<string, IDataObject[]> = {
	'order: findMarketOffers': [
		OFFER,
		// Billed by the month, and of which Robot says as little as it may.
		{
			...OFFER,
			price_hourly: null,
			price_hourly_vat: null,
			total_drive_size: null,
			price_with_ipv4: null,
			price_with_ipv4_vat: null,
			price_per_gb: null,
			price_per_gb_memory: null,
		},
	],
	'boot: bootIntoRescue': [
		{ ...BOOTED, os: 'linux' },
		{ ...BOOTED_WITHOUT, os: null },
	],
	'boot: reinstall': [
		{ ...BOOTED, dist: 'Debian 13 minimal' },
		{ ...BOOTED_WITHOUT, dist: null },
	],
	'firewall: addRules': FIREWALLS,
	'firewall: blockIp': FIREWALLS,
	'firewall: copyFromServer': FIREWALLS,
	'firewall: removeRules': FIREWALLS,
	'firewall: replaceRule': FIREWALLS,
	'server: getInventory': [
		{
			server_ip: '203.0.113.10',
			server_ipv6_net: '2001:db8:0:321::',
			server_number: 321,
			server_name: 'web1',
			product: 'AX41-NVMe',
			dc: 'FSN1-DC14',
			traffic: '20 TB',
			status: 'ready',
			cancelled: false,
			paid_until: '2026-12-23',
			addresses: [{ ip: '203.0.113.10', locked: false, separate_mac: '00:21:85:62:3e:9c' }],
			subnets: [{ subnet: '203.0.113.160/29', gateway: '203.0.113.10', failover: false }],
			failover_ips: [{ ip: '198.51.100.200', active_server_ip: '203.0.113.10', leads_to: 'web1' }],
			routed_here: ['198.51.100.200'],
			reverse_dns: [{ ip: '203.0.113.10', ptr: 'web1.example.com' }],
			reset_types: ['sw', 'hw', 'man'],
			cancellation: { cancellation_date: '2026-12-23', cancellation_reason: 'Server too expensive', reserved: false },
		},
		// A server without IPv4, cancelled without a reason, and the parts that were not asked for.
		{
			server_ip: null,
			server_ipv6_net: null,
			server_number: 412,
			server_name: '',
			product: 'AX41-NVMe',
			dc: 'FSN1-DC14',
			traffic: '20 TB',
			status: 'in process',
			cancelled: true,
			paid_until: '2026-12-23',
			ip: ['203.0.113.10'],
			subnet: [{ ip: '2001:db8:0:321::', mask: '64' }],
			addresses: [{ ip: '203.0.113.10', locked: false, separate_mac: null }],
			failover_ips: [{ ip: '198.51.100.200', active_server_ip: null, leads_to: null }],
			cancellation: { cancellation_date: null, cancellation_reason: null, reserved: null },
		},
		BARE,
		{ ...BARE, cancellation: null },
	],
	'traffic: report': [
		REPORTED,
		{ ...REPORTED, note: null },
		// A server without IPv4 or a quota, of which Robot has no data.
		{
			...REPORTED,
			server_name: '',
			server_ip: null,
			traffic: 'unlimited',
			quota: null,
			in: null,
			out: null,
			sum: null,
			share: null,
			projected: null,
			projected_share: null,
			days_counted: 0,
			note: "Robot has no traffic data for this server's addresses.",
		},
	],
	'vSwitch: setServers': [
		{
			id: 4321,
			name: 'my vSwitch',
			vlan: 4000,
			cancelled: false,
			server: [{ server_ip: '123.123.123.123', server_ipv6_net: '2a01:4f8:111:4221::', server_number: 321, status: 'ready' }],
			subnet: [{ ip: '213.239.252.48', mask: 29, gateway: '213.239.252.49' }],
			cloud_network: [{ id: 123, ip: '10.0.2.0', mask: 24, gateway: '10.0.2.1' }],
			changed: true,
			message: 'Added: "web1" (321). Removed: "db1" (345)',
		},
		// Without a wait.
		{ id: 4321, success: true, changed: true, message: 'Added: "web1" (321). Removed: "db1" (345)' },
	],
};
