import { by, each, NEXT_YEAR, type Case, type Given } from '../case.mts';

const address = { resource: 'ip', ip: by('ip', '123.123.123.123') };

export const cases: Case[] = [
	{ endpoint: 'GET /ip', path: '/ip', parameters: { resource: 'ip', operation: 'getAll' }, key: 'ip', emptyCode: 'NOT_FOUND' },
	{ endpoint: 'GET /ip/{ip}', path: '/ip/123.123.123.123', parameters: { ...address, operation: 'get' }, key: 'ip' },
	{
		endpoint: 'POST /ip/{ip}',
		path: '/ip/123.123.123.123',
		parameters: { ...address, operation: 'updateTrafficWarnings', updateFields: { trafficWarnings: true } },
		key: 'ip',
	},
	{ endpoint: 'GET /ip/{ip}/mac', path: '/ip/123.123.123.123/mac', parameters: { ...address, operation: 'getMac' }, key: 'mac' },
	{ endpoint: 'PUT /ip/{ip}/mac', path: '/ip/123.123.123.123/mac', parameters: { ...address, operation: 'generateMac' }, key: 'mac' },
	{ endpoint: 'DELETE /ip/{ip}/mac', path: '/ip/123.123.123.123/mac', parameters: { ...address, operation: 'deleteMac' }, key: 'mac' },
	{
		endpoint: 'GET /ip/{ip}/cancellation',
		path: '/ip/123.123.123.123/cancellation',
		parameters: { ...address, operation: 'getCancellation' },
		key: 'cancellation',
	},
	{
		endpoint: 'POST /ip/{ip}/cancellation',
		path: '/ip/123.123.123.123/cancellation',
		parameters: { ...address, operation: 'cancel', cancellationDate: '2022-02-11' },
		key: 'cancellation',
	},
	{
		endpoint: 'DELETE /ip/{ip}/cancellation',
		path: '/ip/123.123.123.123/cancellation',
		parameters: { ...address, operation: 'withdrawCancellation' },
		key: 'cancellation',
	},
];

const ip = (known: string) => ({ ip: by('ip', known) });
const eachIp = each({ resource: 'ip', operation: 'getAll' }, (item) => ip(String(item.ip)));

export const given: Record<string, Given> = {
	'GET /ip': {},
	'GET /ip/{ip}': eachIp(ip('203.0.113.12')),
	'POST /ip/{ip}': { ...ip('203.0.113.12'), updateFields: { trafficWarnings: true } },
	'GET /ip/{ip}/mac': eachIp(ip('192.0.2.27')),
	'PUT /ip/{ip}/mac': ip('192.0.2.26'),
	'DELETE /ip/{ip}/mac': ip('192.0.2.27'),
	'GET /ip/{ip}/cancellation': eachIp(ip('192.0.2.26')),
	'POST /ip/{ip}/cancellation': { ...ip('192.0.2.26'), cancellationDate: NEXT_YEAR },
	'DELETE /ip/{ip}/cancellation': (world) => {
		world.ips.find((known) => known.ip === '192.0.2.26')!.cancellation.cancellation_date = NEXT_YEAR;
		return ip('192.0.2.26');
	},
};
