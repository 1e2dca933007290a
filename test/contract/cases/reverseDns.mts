import { by, type Case } from '../case.mts';

const ip = { resource: 'reverseDns', ip: by('ip', '123.123.123.123') };
const path = '/rdns/123.123.123.123';

export const reverseDns: Case[] = [
	{ endpoint: 'GET /rdns', path: '/rdns', parameters: { resource: 'reverseDns', operation: 'getAll' }, key: 'rdns' },
	{ endpoint: 'GET /rdns/{ip}', path, parameters: { ...ip, operation: 'get' }, key: 'rdns' },
	{ endpoint: 'PUT /rdns/{ip}', path, parameters: { ...ip, operation: 'create', ptr: 'testen.de' }, key: 'rdns' },
	{ endpoint: 'POST /rdns/{ip}', path, parameters: { ...ip, operation: 'upsert', ptr: 'testen.de' }, key: 'rdns' },
	{
		endpoint: 'DELETE /rdns/{ip}',
		path,
		parameters: { ...ip, operation: 'delete' },
		key: null,
		items: { why: 'no output is documented', expected: [{ deleted: true }] },
	},
];
