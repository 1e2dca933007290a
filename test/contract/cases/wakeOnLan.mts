import { by, eachServer, server, type Case, type Given } from '../case.mts';

const server321 = { resource: 'wakeOnLan', serverNumber: by('id', '321') };

export const cases: Case[] = [
	{ endpoint: 'GET /wol/{server-number}', path: '/wol/321', parameters: { ...server321, operation: 'get' }, key: 'wol' },
	{ endpoint: 'POST /wol/{server-number}', path: '/wol/321', parameters: { ...server321, operation: 'send' }, key: 'wol' },
];

export const given: Record<string, Given> = {
	'GET /wol/{server-number}': eachServer('321'),
	'POST /wol/{server-number}': server('423'),
};
