import { by, type Case } from '../case.mts';

const ipv4 = { resource: 'subnet', netIp: by('ip', '123.123.123.123') };
const ipv6 = { resource: 'subnet', netIp: by('ip', '2a01:4f8:111:4221::') };

export const subnet: Case[] = [
	{ endpoint: 'GET /subnet', path: '/subnet', parameters: { resource: 'subnet', operation: 'getAll' }, key: 'subnet' },
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
