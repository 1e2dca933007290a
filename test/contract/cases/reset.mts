import { by, eachServer, server, type Case, type Given } from '../case.mts';

export const cases: Case[] = [
	{ endpoint: 'GET /reset', path: '/reset', parameters: { resource: 'reset', operation: 'getAll' }, key: 'reset', emptyCode: 'NOT_FOUND' },
	{
		endpoint: 'GET /reset/{server-number}',
		variant: 'software reboot server',
		path: '/reset/321',
		parameters: { resource: 'reset', operation: 'get', serverNumber: by('id', '321') },
		key: 'reset',
	},
	{
		endpoint: 'GET /reset/{server-number}',
		variant: 'power button / operating status server',
		path: '/reset/111',
		parameters: { resource: 'reset', operation: 'get', serverNumber: by('id', '111') },
		key: 'reset',
	},
	{
		endpoint: 'POST /reset/{server-number}',
		path: '/reset/321',
		parameters: { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' },
		key: 'reset',
		told: { server_number: 321, performed: true },
	},
];

export const given: Record<string, Given> = {
	'GET /reset': {},
	'GET /reset/{server-number}': eachServer('321'),
	'POST /reset/{server-number}': { ...server('321'), type: 'hw' },
};
