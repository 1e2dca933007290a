import { by, type Case } from '../case.mts';

const address = { resource: 'ip', ip: by('ip', '123.123.123.123') };

export const ip: Case[] = [
	{ endpoint: 'GET /ip', path: '/ip', parameters: { resource: 'ip', operation: 'getAll' }, key: 'ip' },
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
