import { by, each, type Case, type Given } from '../case.mts';

const ip = { resource: 'reverseDns', ip: by('ip', '123.123.123.123') };
const path = '/rdns/123.123.123.123';

export const cases: Case[] = [
	{ endpoint: 'GET /rdns', path: '/rdns', parameters: { resource: 'reverseDns', operation: 'getAll' }, key: 'rdns', emptyCode: 'NOT_FOUND' },
	{ endpoint: 'GET /rdns/{ip}', path, parameters: { ...ip, operation: 'get' }, key: 'rdns' },
	{ endpoint: 'PUT /rdns/{ip}', path, parameters: { ...ip, operation: 'create', ptr: 'testen.de' }, key: 'rdns' },
	{ endpoint: 'POST /rdns/{ip}', path, parameters: { ...ip, operation: 'upsert', ptr: 'testen.de' }, key: 'rdns' },
	{
		endpoint: 'DELETE /rdns/{ip}',
		path,
		parameters: { ...ip, operation: 'delete' },
		key: null,
		items: { why: 'no output is documented', expected: [{ ip: '123.123.123.123', deleted: true }] },
	},
];

const entry = (known: string) => ({ ip: by('ip', known) });

export const given: Record<string, Given> = {
	'GET /rdns': {},
	'GET /rdns/{ip}': each({ resource: 'reverseDns', operation: 'getAll' }, (item) => entry(String(item.ip)))(entry('203.0.113.10')),
	'PUT /rdns/{ip}': { ...entry('203.0.113.12'), ptr: 'spare.example.com' },
	'POST /rdns/{ip}': { ...entry('203.0.113.10'), ptr: 'www.example.com' },
	'DELETE /rdns/{ip}': entry('203.0.113.10'),
};
