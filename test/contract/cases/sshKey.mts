import { by, type Case } from '../case.mts';

const FINGERPRINT = '15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb';
const key = { resource: 'sshKey', fingerprint: by('id', FINGERPRINT) };

export const sshKey: Case[] = [
	{ endpoint: 'GET /key', path: '/key', parameters: { resource: 'sshKey', operation: 'getAll' }, key: 'key' },
	{
		endpoint: 'POST /key',
		path: '/key',
		parameters: { resource: 'sshKey', operation: 'create', name: 'NewKey', data: 'ssh-rsa AAAAB3NzaC1yc+...' },
		key: 'key',
	},
	{ endpoint: 'GET /key/{fingerprint}', path: `/key/${FINGERPRINT}`, parameters: { ...key, operation: 'get' }, key: 'key' },
	{ endpoint: 'POST /key/{fingerprint}', path: `/key/${FINGERPRINT}`, parameters: { ...key, operation: 'rename', name: 'MyTestKey' }, key: 'key' },
	{
		endpoint: 'DELETE /key/{fingerprint}',
		path: `/key/${FINGERPRINT}`,
		parameters: { ...key, operation: 'delete' },
		key: null,
		items: { why: 'no output is documented', expected: [{ deleted: true }] },
	},
];
