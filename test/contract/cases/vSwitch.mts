import { by, each, several, type Case, type Given } from '../case.mts';

const vSwitch4321 = { resource: 'vSwitch', vSwitchId: by('id', '4321') };
const servers = { server: several(123123, 123124) };
const form = {
	why: 'the example names the servers by their main addresses, which the node looks up: it sends the numbers, which Robot takes as well',
	expected: [
		['server[]', '123123'],
		['server[]', '123124'],
	] as Array<[string, string]>,
};
const WHY = 'no output is documented';
const items = { why: WHY, expected: [{ id: 4321, success: true }] };
const changed = [{ server_number: 123123 }, { server_number: 123124 }];

export const cases: Case[] = [
	{ endpoint: 'GET /vswitch', path: '/vswitch', parameters: { resource: 'vSwitch', operation: 'getAll' }, key: null },
	{ endpoint: 'POST /vswitch', path: '/vswitch', parameters: { resource: 'vSwitch', operation: 'create', name: 'my vSwitch', vlan: 4000 }, key: null },
	{ endpoint: 'GET /vswitch/{vswitch-id}', path: '/vswitch/4321', parameters: { ...vSwitch4321, operation: 'get' }, key: null },
	{
		endpoint: 'POST /vswitch/{vswitch-id}',
		path: '/vswitch/4321',
		parameters: { ...vSwitch4321, operation: 'update', updateFields: { name: 'my new name', vlan: 4001 } },
		key: null,
		items,
	},
	{
		endpoint: 'DELETE /vswitch/{vswitch-id}',
		path: '/vswitch/4321',
		parameters: { ...vSwitch4321, operation: 'cancel', cancellationDate: '2018-06-30' },
		key: null,
		items,
	},
	{
		endpoint: 'POST /vswitch/{vswitch-id}/server',
		path: '/vswitch/4321/server',
		parameters: { ...vSwitch4321, operation: 'addServers', ...servers },
		key: null,
		form,
		items: { why: WHY, expected: [{ id: 4321, added_servers: changed, success: true }] },
	},
	{
		endpoint: 'DELETE /vswitch/{vswitch-id}/server',
		path: '/vswitch/4321/server',
		parameters: { ...vSwitch4321, operation: 'removeServers', ...servers },
		key: null,
		form,
		items: { why: WHY, expected: [{ id: 4321, removed_servers: changed, success: true }] },
	},
];

const vSwitchId = (id: string) => ({ vSwitchId: by('id', id) });

export const given: Record<string, Given> = {
	'GET /vswitch': {},
	'POST /vswitch': { name: 'private', vlan: 4005 },
	'GET /vswitch/{vswitch-id}': each({ resource: 'vSwitch', operation: 'getAll' }, ({ id }) => vSwitchId(String(id)))(vSwitchId('4321')),
	'POST /vswitch/{vswitch-id}': { ...vSwitchId('4321'), updateFields: { name: 'k8s' } },
	'DELETE /vswitch/{vswitch-id}': { ...vSwitchId('4321'), cancellationDate: 'now' },
	'POST /vswitch/{vswitch-id}/server': { ...vSwitchId('4321'), server: by('list', '321') },
	'DELETE /vswitch/{vswitch-id}/server': { ...vSwitchId('4321'), server: by('list', '421') },
};
