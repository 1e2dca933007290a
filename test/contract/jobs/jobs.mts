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

/**
 * What the operations put out that no endpoint of Robot's documentation stands for, by `resource: operation`. Written by
 * hand: all keys, and every kind of value that each may have.
 */
export const JOBS: Record<string, IDataObject[]> = {
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
};
