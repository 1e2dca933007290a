import { by, each, type Case, type Given } from '../case.mts';

const ipv4 = { resource: 'failover', failoverIp: by('ip', '123.123.123.123') };
const ipv6 = { resource: 'failover', failoverIp: by('ip', '2a01:4f8:fff1::') };

export const cases: Case[] = [
	{ endpoint: 'GET /failover', path: '/failover', parameters: { resource: 'failover', operation: 'getAll' }, key: 'failover', emptyCode: 'NOT_FOUND' },
	{
		endpoint: 'GET /failover/{failover-ip}',
		variant: 'IPv4',
		path: '/failover/123.123.123.123',
		parameters: { ...ipv4, operation: 'get' },
		key: 'failover',
	},
	{
		endpoint: 'GET /failover/{failover-ip}',
		variant: 'IPv6',
		path: '/failover/2a01:4f8:fff1::',
		parameters: { ...ipv6, operation: 'get' },
		key: 'failover',
	},
	{
		endpoint: 'POST /failover/{failover-ip}',
		variant: 'IPv4',
		path: '/failover/123.123.123.123',
		parameters: { ...ipv4, operation: 'switch', activeServerIp: by('ip', '124.124.124.124') },
		key: 'failover',
	},
	{
		endpoint: 'POST /failover/{failover-ip}',
		variant: 'IPv6',
		path: '/failover/2a01:4f8:fff1::',
		parameters: { ...ipv6, operation: 'switch', activeServerIp: by('ip', '2a01:4f8:0:5176::') },
		key: 'failover',
	},
	{
		endpoint: 'DELETE /failover/{failover-ip}',
		variant: 'IPv4',
		path: '/failover/123.123.123.123',
		parameters: { ...ipv4, operation: 'deleteRouting' },
		key: 'failover',
	},
	{
		endpoint: 'DELETE /failover/{failover-ip}',
		variant: 'IPv6',
		path: '/failover/2a01:4f8:fff1::',
		parameters: { ...ipv6, operation: 'deleteRouting' },
		key: 'failover',
	},
];

const failoverIp = { failoverIp: by('ip', '198.51.100.200') };

export const given: Record<string, Given> = {
	'GET /failover': {},
	'GET /failover/{failover-ip}': each({ resource: 'failover', operation: 'getAll' }, ({ ip }) => ({ failoverIp: by('ip', String(ip)) }))(failoverIp),
	'POST /failover/{failover-ip}': { ...failoverIp, activeServerIp: by('ip', '203.0.113.11') },
	'DELETE /failover/{failover-ip}': failoverIp,
};
