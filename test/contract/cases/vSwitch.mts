import { by, type Case } from '../case.mts';

const vSwitch4321 = { resource: 'vSwitch', vSwitchId: by('id', '4321') };
const servers = { server: [123123, 123124] };
const form = {
	why: 'the example names the servers by their main addresses, which the node looks up: it sends the numbers, which Robot takes as well',
	expected: [['server[]', '123123'], ['server[]', '123124']] as Array<[string, string]>,
};
const items = { why: 'no output is documented', expected: [{ success: true }] };

export const vSwitch: Case[] = [
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
		items,
	},
	{
		endpoint: 'DELETE /vswitch/{vswitch-id}/server',
		path: '/vswitch/4321/server',
		parameters: { ...vSwitch4321, operation: 'removeServers', ...servers },
		key: null,
		form,
		items,
	},
];
