/**
 * What the simplified output makes of the documented examples: written by hand from the documentation, one for each
 * endpoint whose replies have more than a few fields.
 */
export interface Simplified {
	/** The documented endpoint, and which of its examples. */
	endpoint: string;
	variant?: string;
	items: Array<Record<string, unknown>>;
}

const server321 = { server_number: 321, server_ip: '123.123.123.123' };

const rule1 = 'rule 1: accept IPv4 from 1.1.1.1 to port 80';
const mySql = 'Allow MySQL: accept IPv4 to port 3306';
const https = 'Allow HTTPS: accept IPv4 TCP to port 443';

const firewall = { ...server321, filter_ipv6: false, whitelist_hos: true, port: 'main', output_rules: ['Allow all: accept everything'] };
/** The documentation's examples of templates with rules leave the name out. */
const template = { id: 123, name: null, filter_ipv6: false, whitelist_hos: true, is_default: false, output_rules: ['Allow all: accept everything'] };

const server1 = {
	server_number: 321,
	server_name: 'server1',
	server_ip: '123.123.123.123',
	product: 'EQ 8',
	dc: 'NBG1-DC1',
	status: 'ready',
	cancelled: false,
	paid_until: '2010-08-04',
	ip: ['123.123.123.123'],
	nets: ['2a01:4f8:111:4221::/64'],
	features: ['reset', 'rescue', 'vnc', 'windows', 'plesk', 'cpanel', 'wol', 'hot_swap'],
};

const noNet = { failover: false, locked: false, traffic_warnings: false };
const subnet29 = { ip: '123.123.123.123', mask: 29, gateway: '123.123.123.123', server_number: 321, server_ip: '88.198.123.123', ...noNet };

const failoverSubnet = { product_id: 'failover_subnet_ipv4_29', product_name: 'Failover subnet /29', price_vat: 15.1261, price_setup_vat: 152 };
const addonOrder = { id: 'B20220210-1843193-S33055', date: '2022-02-10T12:20:11+01:00', status: 'in process', server_number: 123, addresses: [] };

const vServer = {
	id: 'B20150121-344957-251478',
	date: '2015-01-21T12:30:43+01:00',
	status: 'in process',
	server_number: null,
	server_ip: null,
	product_id: 'VX6',
	product_name: 'vServer VX6',
	location: null,
	dist: 'Rescue system',
	addons: ['primary_ipv4'],
	comment: null,
};
const done = { status: 'ready', server_number: 107239, server_ip: '188.40.1.1' };
const ex40 = {
	...vServer,
	id: 'B20150121-344958-251479',
	date: '2015-01-21T12:54:01+01:00',
	product_id: 'EX40',
	product_name: 'Dedicated Server EX40',
	location: 'FSN1',
	dist: 'Debian 7.7 minimal',
};
const sb110 = { ...vServer, product_id: 283693, product_name: 'SB110', location: 'FSN1-DC5' };
const sb110Order = { ...sb110, id: 'B20150121-344958-251479', date: '2015-01-21T12:54:01+01:00' };

const ex = {
	price_setup_vat: 0,
	location: ['FSN1', 'NBG1'],
	traffic: '30 TB',
	addons: ['primary_ipv4'],
};

const ex40Product = {
	...ex,
	id: 'EX40',
	name: 'Dedicated Server EX40',
	price_vat: 84.03,
	price_setup_vat: 41.18,
	hardware: 'Intel® Core™ i7-4770 Quad-Core Haswell, 32 GB DDR3 RAM, 2 x 2 TB SATA 6 Gb/s Enterprise HDD; 7200 rpm(Software-RAID 1), 1 Gbit/s bandwidth',
	prices_vat: ['FSN1: 84.03 per month, 41.18 once', 'NBG1: 84.03 per month, 41.18 once'],
};

const sb109 = {
	id: 282323,
	name: 'SB109',
	cpu: 'Intel Core i7 980x',
	memory_size: 24,
	drives: '2x SSD 120 GB SATA',
	datacenter: 'FSN1-DC4',
	price_vat: 91.6,
	price_setup_vat: 0,
	fixed_price: false,
	next_reduce_date: '2018-05-01 12:22:00',
	traffic: '20 TB',
	extras: ['NIC 1000Mbit PCI - Intel Pro1000GT PWLA8391GT', 'RAID Controller 4-Port SATA PCI-E - Adaptec 5405'],
	addons: ['primary_ipv4'],
};

const storageBox = {
	id: 123456,
	login: 'u12345',
	name: 'Backup Server 1',
	product: 'BX60',
	location: 'FSN1',
	server: 'u12345.your-storagebox.de',
	cancelled: false,
	locked: false,
	paid_until: '2015-10-23',
	disk_quota: 10240000,
	disk_usage: 900,
	access: ['external', 'samba', 'ssh', 'webdav'],
};

/** The documented reply to an order says no price, where a product is asked for. */
const PRICE_NOT_READ = { monthly: null, setup: null };

export const simplified: Simplified[] = [
	{
		endpoint: 'GET /server',
		items: [
			{
				server_number: 321,
				server_name: 'server1',
				server_ip: '123.123.123.123',
				server_ipv6_net: '2a01:f48:111:4221::',
				product: 'DS 3000',
				dc: 'NBG1-DC1',
				status: 'ready',
				cancelled: false,
				paid_until: '2010-09-02',
				ip: ['123.123.123.123'],
				nets: ['2a01:4f8:111:4221::/64'],
			},
			{
				server_number: 421,
				server_name: 'server2',
				server_ip: '123.123.123.124',
				server_ipv6_net: '2a01:f48:111:4221::',
				product: 'X5',
				dc: 'FSN1-DC10',
				status: 'ready',
				cancelled: false,
				paid_until: '2010-06-11',
				ip: ['123.123.123.124'],
				nets: [],
			},
		],
	},
	{ endpoint: 'GET /server/{server-number}', items: [{ ...server1, server_ipv6_net: '2a01:f48:111:4221::' }] },
	{ endpoint: 'POST /server/{server-number}', items: [{ ...server1, server_ipv6_net: '2a01:4f8:111:4221::' }] },
	{
		endpoint: 'GET /ip/{ip}',
		items: [
			{
				ip: '123.123.123.123',
				mask: 27,
				gateway: '123.123.123.97',
				broadcast: '123.123.123.127',
				...server321,
				locked: false,
				separate_mac: null,
				traffic_warnings: false,
			},
		],
	},
	{ endpoint: 'POST /ip/{ip}', items: [{ ip: '123.123.123.123', ...server321, traffic_warnings: true, traffic_hourly: 50, traffic_daily: 50, traffic_monthly: 8 }] },
	{
		endpoint: 'GET /subnet',
		items: [subnet29, { ip: '178.63.123.123', mask: 25, gateway: '178.63.123.124', server_number: 421, server_ip: null, ...noNet }],
	},
	{ endpoint: 'GET /subnet/{net-ip}', items: [subnet29] },
	{
		endpoint: 'POST /subnet/{net-ip}',
		items: [
			{ ip: '123.123.123.123', mask: 29, server_number: 321, server_ip: '88.198.123.123', traffic_warnings: true, traffic_hourly: 100, traffic_daily: 500, traffic_monthly: 2 },
		],
	},
	{
		endpoint: 'GET /boot/{server-number}',
		items: [
			{
				...server321,
				server_ipv6_net: '2a01:4f8:111:4221::',
				systems: ['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'],
				active_system: null,
				active_os: null,
				password: null,
				authorized_key: null,
				host_key: null,
			},
		],
	},
	{ endpoint: 'GET /firewall/{server-id}', items: [{ ...firewall, status: 'active', input_rules: [rule1] }] },
	{ endpoint: 'POST /firewall/{server-id}', items: [{ ...firewall, status: 'in process', input_rules: [rule1, mySql] }] },
	{ endpoint: 'DELETE /firewall/{server-id}', items: [{ ...firewall, status: 'in process', input_rules: [], output_rules: [] }] },
	{ endpoint: 'POST /firewall/template', items: [{ ...template, input_rules: [rule1, mySql] }] },
	{ endpoint: 'GET /firewall/template/{template-id}', items: [{ ...template, input_rules: [rule1, mySql] }] },
	{ endpoint: 'POST /firewall/template/{template-id}', items: [{ ...template, input_rules: [rule1, mySql, https] }] },
	{
		endpoint: 'GET /vswitch/{vswitch-id}',
		items: [
			{
				id: 4321,
				name: 'my vSwitch',
				vlan: 4000,
				cancelled: false,
				server_numbers: [321, 421],
				servers: ['321 (123.123.123.123): ready', '421 (123.123.123.124): ready'],
				nets: ['213.239.252.48/29'],
				cloud_nets: ['10.0.2.0/24'],
			},
		],
	},
	{ endpoint: 'POST /vswitch', items: [{ id: 4321, name: 'my vSwitch', vlan: 4000, cancelled: false, server_numbers: [], servers: [], nets: [], cloud_nets: [] }] },
	{
		endpoint: 'GET /order/server/product',
		items: [
			{
				...ex,
				id: 'EX60',
				name: 'Dedicated Server EX60',
				price_vat: 49.58,
				hardware: 'Intel® Core™ i7-920 Quad-Core, 48 GB DDR3 RAM, 2 x 2 TB SATA 3 Gb/s Enterprise HDD; 7200 rpm(Software-RAID 1), 1 Gbit/s bandwidth',
				prices_vat: ['FSN1: 49.58 per month, 0 once', 'NBG1: 49.58 per month, 0 once'],
			},
			ex40Product,
		],
	},
	{
		endpoint: 'GET /order/server/product/{product-id}',
		items: [
			{
				...ex40Product,
				dist: [
					'Rescue system',
					'CentOS 6.6 minimal',
					'CentOS 7.0 minimal',
					'Debian 7.7 LAMP',
					'Debian 7.7 minimal',
					'openSUSE 13.2 minimal',
					'Ubuntu 14.04.1 LTS minimal',
					'Ubuntu 14.10 minimal',
				],
				lang: ['en'],
			},
		],
	},
	{
		endpoint: 'GET /order/server_market/product',
		items: [
			{
				...sb109,
				id: 276112,
				name: 'SB34',
				cpu: 'AMD Athlon 64 6000+ X2',
				memory_size: 8,
				drives: '2x HDD 750 GB SATA',
				datacenter: 'NBG1-DC1',
				price_vat: 28.57,
				extras: ['RAID Controller 2-Port SATA PCI - 3ware 8006-2LP'],
			},
			sb109,
		],
	},
	{ endpoint: 'GET /order/server_market/product/{product-id}', items: [{ ...sb109, dist: ['Rescue system'], lang: ['en'] }] },
	{
		endpoint: 'GET /order/server_addon/{server-number}/product',
		items: [
			{ server_number: 123, id: 'additional_ipv4', name: 'Additional IP address', type: 'ip_ipv4', price_vat: 0.8403, price_setup_vat: 19 },
			{ server_number: 123, id: 'subnet_ipv4_29', name: 'Additional subnet /29 (monthly charge)', type: 'subnet_ipv4', price_vat: 6.7227, price_setup_vat: 152 },
		],
	},
	{
		endpoint: 'GET /order/server_addon/transaction',
		items: [
			{ ...addonOrder, ...failoverSubnet },
			{ ...addonOrder, ...failoverSubnet, id: 'B20220210-1843192-S33051', date: '2022-02-10T11:20:13+01:00', status: 'ready', addresses: ['10.0.0.0'] },
		],
	},
	{ endpoint: 'GET /order/server_addon/transaction/{id}', items: [{ ...addonOrder, ...failoverSubnet }] },
	{
		endpoint: 'POST /order/server_addon/transaction',
		variant: 'single additional IPv4',
		items: [{ ...addonOrder, product_id: 'additional_ipv4', product_name: 'Additional IP address', price_vat: 0.8403, price_setup_vat: 19, price: PRICE_NOT_READ }],
	},
	{ endpoint: 'GET /order/server/transaction', items: [vServer, { ...ex40, ...done, addons: [] }] },
	{ endpoint: 'GET /order/server/transaction/{id}', items: [{ ...ex40, ...done }] },
	{ endpoint: 'POST /order/server/transaction', variant: 'with Primary IPv4 addon', items: [{ ...ex40, price: PRICE_NOT_READ }] },
	{
		endpoint: 'GET /order/server_market/transaction',
		// The documented list says nothing of addons.
		items: [
			{ ...sb110, addons: null },
			{ ...sb110Order, ...done, addons: null, product_id: 277254, product_name: 'SB114' },
		],
	},
	{ endpoint: 'GET /order/server_market/transaction/{id}', items: [sb110Order] },
	{ endpoint: 'POST /order/server_market/transaction', variant: 'IPv6-only server', items: [{ ...sb110Order, addons: [], price: PRICE_NOT_READ }] },
	{ endpoint: 'GET /storagebox/{storagebox-id}', items: [storageBox] },
	{ endpoint: 'POST /storagebox/{storagebox-id}', items: [storageBox] },
	{
		endpoint: 'GET /storagebox/{storagebox-id}/subaccount',
		items: [
			{
				username: 'u2342-sub1',
				accountid: 'u2342',
				server: 'u12345-sub1.your-storagebox.de',
				homedirectory: 'test',
				readonly: false,
				access: ['external', 'samba', 'ssh'],
				createtime: '2017-05-24 13:16:45',
				comment: 'Test-comment',
			},
		],
	},
];
