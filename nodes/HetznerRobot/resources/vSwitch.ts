import { waitForAddedServers, waitForRemovedServers, waitForVSwitch } from '../jobs/vSwitch';
import { done, field, many, one, operation, resource, updateFields } from '../operation';
import { del, get, perHour, post } from '../robot/endpoint';
import { toNumericId } from '../values';
import { cancellationDate } from './fields/cancellation';
import { loadedMany } from './fields/loaded';
import { pathLocator } from './fields/locator';
import { waitFields } from './fields/wait';

const vSwitchId = pathLocator(
	'vSwitchId',
	{
		displayName: 'vSwitch',
		description: 'A vSwitch of the account',
		list: { method: 'searchVSwitches', placeholder: 'Select a vSwitch...' },
		by: [{ displayName: 'By ID', name: 'id', placeholder: 'e.g. 4321' }],
	},
	toNumericId,
);

const name = field('name', { displayName: 'Name', type: 'string', default: '', required: true, description: 'The name of the vSwitch' });

const vlan = field('vlan', {
	displayName: 'VLAN ID',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 4094 },
	default: 4000,
	required: true,
	description: 'The VLAN ID, unique among the vSwitches of each of its servers',
});

const servers = loadedMany('server', {
	displayName: 'Server',
	method: 'getServerNumbers',
	required: true,
	description: 'The servers, by number or main IP address',
});

const READS = perHour(500);
const WRITES = perHour(100);

/** A vSwitch change takes up to 20 minutes. */
const wait = waitFields(20 * 60);

/** Documentation: "vSwitch". */
export const vSwitchResource = resource('vSwitch', 'vSwitch', [
	operation('addServers', {
		name: 'Add Servers',
		action: 'Add servers to a vSwitch',
		description: 'Add servers to a vSwitch, which takes up to 20 minutes',
		fields: [vSwitchId, servers, ...wait],
		request: { endpoint: post('/vswitch/{vSwitchId}/server', WRITES), output: done() },
		job: waitForAddedServers,
	}),
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel a vSwitch',
		description: 'Cancel a vSwitch: it is lost at the given date, and its servers lose their connection',
		fields: [vSwitchId, ...cancellationDate('vSwitch')],
		request: { endpoint: del('/vswitch/{vSwitchId}', WRITES, { effect: 'destroy' }), output: done() },
		alreadyDone: [{ code: 'CONFLICT' }],
	}),
	operation('create', {
		name: 'Create',
		action: 'Create a vSwitch',
		description: 'Create a vSwitch',
		fields: [name, vlan],
		request: { endpoint: post('/vswitch', WRITES), output: one(null) },
	}),
	operation('get', {
		name: 'Get',
		action: 'Get a vSwitch',
		description: 'Get a vSwitch with its servers, subnets and cloud networks',
		fields: [vSwitchId],
		request: { endpoint: get('/vswitch/{vSwitchId}', READS), output: one(null) },
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many vSwitches',
		description: 'Get many vSwitches of the account',
		request: { endpoint: get('/vswitch', READS), output: many(null) },
	}),
	operation('removeServers', {
		name: 'Remove Servers',
		action: 'Remove servers from a vSwitch',
		description: 'Remove servers from a vSwitch: they lose their connection to it',
		fields: [vSwitchId, servers, ...wait],
		request: { endpoint: del('/vswitch/{vSwitchId}/server', WRITES), output: done() },
		job: waitForRemovedServers,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update a vSwitch',
		description: 'Change name or VLAN ID of a vSwitch',
		fields: [vSwitchId, updateFields(name, vlan), ...wait],
		request: { endpoint: post('/vswitch/{vSwitchId}', WRITES), output: done() },
		job: waitForVSwitch,
	}),
]);
