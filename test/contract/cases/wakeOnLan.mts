import { by, type Case } from '../case.mts';

const server321 = { resource: 'wakeOnLan', serverNumber: by('id', '321') };

export const wakeOnLan: Case[] = [
	{ endpoint: 'GET /wol/{server-number}', path: '/wol/321', parameters: { ...server321, operation: 'get' }, key: 'wol' },
	{ endpoint: 'POST /wol/{server-number}', path: '/wol/321', parameters: { ...server321, operation: 'send' }, key: 'wol' },
];
