import { by, type Case } from '../case.mts';

const server321 = { resource: 'server', serverNumber: by('id', '321') };

export const server: Case[] = [
	{ endpoint: 'GET /server', path: '/server', parameters: { resource: 'server', operation: 'getAll' }, key: 'server' },
	{ endpoint: 'GET /server/{server-number}', path: '/server/321', parameters: { ...server321, operation: 'get' }, key: 'server' },
	{
		endpoint: 'POST /server/{server-number}',
		path: '/server/321',
		parameters: { ...server321, operation: 'rename', serverName: 'server1' },
		key: 'server',
	},
	{
		endpoint: 'GET /server/{server-number}/cancellation',
		path: '/server/321/cancellation',
		parameters: { ...server321, operation: 'getCancellation' },
		key: 'cancellation',
	},
	{
		endpoint: 'POST /server/{server-number}/cancellation',
		path: '/server/321/cancellation',
		parameters: { ...server321, operation: 'cancel', cancellationDate: '2014-04-15' },
		key: 'cancellation',
	},
	{
		endpoint: 'DELETE /server/{server-number}/cancellation',
		path: '/server/321/cancellation',
		parameters: { ...server321, operation: 'withdrawCancellation' },
		key: null,
		items: { why: 'no output is documented', expected: [{ success: true }] },
	},
];
