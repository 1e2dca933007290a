import { by, eachServer, NEXT_YEAR, server, type Case, type Given } from '../case.mts';

const server321 = { resource: 'server', serverNumber: by('id', '321') };

export const cases: Case[] = [
	{ endpoint: 'GET /server', path: '/server', parameters: { resource: 'server', operation: 'getAll' }, key: 'server', emptyCode: 'SERVER_NOT_FOUND' },
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
		items: { why: 'no output is documented', expected: [{ server_number: 321, success: true }] },
	},
];

export const given: Record<string, Given> = {
	'GET /server': {},
	'GET /server/{server-number}': eachServer('321'),
	'POST /server/{server-number}': { ...server('321'), serverName: 'web-1' },
	'GET /server/{server-number}/cancellation': eachServer('321'),
	'POST /server/{server-number}/cancellation': { ...server('321'), cancellationDate: NEXT_YEAR },
	'DELETE /server/{server-number}/cancellation': server('470'),
};
