import { by, each, NEXT_YEAR, type Case, type Given } from '../case.mts';

const ipv4 = { resource: 'subnet', netIp: by('ip', '123.123.123.123') };
const ipv6 = { resource: 'subnet', netIp: by('ip', '2a01:4f8:111:4221::') };

export const cases: Case[] = [
	{ endpoint: 'GET /subnet', path: '/subnet', parameters: { resource: 'subnet', operation: 'getAll' }, key: 'subnet', emptyCode: 'NOT_FOUND' },
	{ endpoint: 'GET /subnet/{net-ip}', path: '/subnet/123.123.123.123', parameters: { ...ipv4, operation: 'get' }, key: 'subnet' },
	{
		endpoint: 'POST /subnet/{net-ip}',
		path: '/subnet/123.123.123.123',
		parameters: { ...ipv4, operation: 'updateTrafficWarnings', updateFields: { trafficWarnings: true } },
		key: 'subnet',
	},
	{ endpoint: 'GET /subnet/{net-ip}/mac', path: '/subnet/2a01:4f8:111:4221::/mac', parameters: { ...ipv6, operation: 'getMac' }, key: 'mac' },
	{
		endpoint: 'PUT /subnet/{net-ip}/mac',
		path: '/subnet/2a01:4f8:111:4221::/mac',
		parameters: { ...ipv6, operation: 'setMac', mac: '00:21:85:62:3e:9d' },
		key: 'mac',
	},
	{ endpoint: 'DELETE /subnet/{net-ip}/mac', path: '/subnet/2a01:4f8:111:4221::/mac', parameters: { ...ipv6, operation: 'resetMac' }, key: 'mac' },
	{
		endpoint: 'GET /subnet/{net-ip}/cancellation',
		path: '/subnet/123.123.123.123/cancellation',
		parameters: { ...ipv4, operation: 'getCancellation' },
		key: 'cancellation',
	},
	{
		endpoint: 'POST /subnet/{net-ip}/cancellation',
		path: '/subnet/123.123.123.123/cancellation',
		parameters: { ...ipv4, operation: 'cancel', cancellationDate: '2022-02-11' },
		key: 'cancellation',
	},
	{
		endpoint: 'DELETE /subnet/{ip}/cancellation',
		path: '/subnet/123.123.123.123/cancellation',
		parameters: { ...ipv4, operation: 'withdrawCancellation' },
		key: 'cancellation',
	},
];

const netIp = (address: string) => ({ netIp: by('ip', address) });
const eachSubnet = each({ resource: 'subnet', operation: 'getAll' }, ({ ip }) => netIp(String(ip)));

export const given: Record<string, Given> = {
	'GET /subnet': {},
	'GET /subnet/{net-ip}': eachSubnet(netIp('203.0.113.160')),
	'POST /subnet/{net-ip}': { ...netIp('203.0.113.160'), updateFields: { trafficMonthly: 30 } },
	'GET /subnet/{net-ip}/mac': eachSubnet(netIp('2001:db8:0:401::')),
	'PUT /subnet/{net-ip}/mac': { ...netIp('2001:db8:0:401::'), mac: '00:50:56:00:4b:27' },
	'DELETE /subnet/{net-ip}/mac': netIp('2001:db8:0:401::'),
	'GET /subnet/{net-ip}/cancellation': eachSubnet(netIp('203.0.113.160')),
	'POST /subnet/{net-ip}/cancellation': { ...netIp('203.0.113.160'), cancellationDate: NEXT_YEAR },
	'DELETE /subnet/{ip}/cancellation': (world) => {
		world.subnets.find((known) => known.ip === '203.0.113.160')!.cancellation.cancellation_date = NEXT_YEAR;
		return netIp('203.0.113.160');
	},
};
