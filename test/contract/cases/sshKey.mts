import { by, each, type Case, type Given } from '../case.mts';

const FINGERPRINT = '15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb';
const key = { resource: 'sshKey', fingerprint: by('id', FINGERPRINT) };

export const cases: Case[] = [
	{ endpoint: 'GET /key', path: '/key', parameters: { resource: 'sshKey', operation: 'getAll' }, key: 'key', emptyCode: 'NOT_FOUND' },
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
		items: { why: 'no output is documented', expected: [{ fingerprint: FINGERPRINT, deleted: true }] },
	},
];

const deployKey = { fingerprint: by('id', '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16') };
const NEW_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPn+/ghiJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs';

export const given: Record<string, Given> = {
	'GET /key': {},
	'POST /key': { name: 'new', data: NEW_KEY },
	'GET /key/{fingerprint}': each({ resource: 'sshKey', operation: 'getAll' }, ({ fingerprint }) => ({ fingerprint: by('id', String(fingerprint)) }))(deployKey),
	'POST /key/{fingerprint}': { ...deployKey, name: 'deploy-2' },
	'DELETE /key/{fingerprint}': deployKey,
};
