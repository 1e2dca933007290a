import type { ApiClient } from '../../common/http/client';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { later } from '../../common/operation/later';
import { field, operation, resource, updateFields, whatIsAt } from '../../common/operation/operation';
import { toNumber } from '../../common/operation/values';
import { addVSwitchServers, cancelVSwitch, createVSwitch, getVSwitch, listVSwitches, removeVSwitchServers, updateVSwitch } from '../endpoints/vSwitch';
import { VSWITCH } from '../lookups/things';
import { cancellationDate } from './fields/cancellation';
import { telling, type Telling } from '../../common/operation/tells';
import { serverName } from './fields/server';
import { thingInPath } from '../../common/operation/thingField';
import { severalServers, toServers } from './fields/servers';
import { waitFields } from './fields/wait';
import { ADDED } from '../../common/operation/conditions';
import { interruptsService, warning } from '../../common/operation/warning';

const rehearseServers = later(async () => (await import('../jobs/setServers')).rehearseServers);
const setServers = later(async () => (await import('../jobs/setServers')).setServers);
const waitForAddedServers = later(async () => (await import('../jobs/vSwitch')).waitForAddedServers);
const waitForRemovedServers = later(async () => (await import('../jobs/vSwitch')).waitForRemovedServers);
const waitForVSwitch = later(async () => (await import('../jobs/vSwitch')).waitForVSwitch);

const vSwitchId = thingInPath('vSwitchId', VSWITCH, {
	displayName: 'vSwitch',
	description: 'A vSwitch of the account',
	list: { method: 'searchVSwitches', placeholder: 'Select a vSwitch...' },
	examples: ['4321', 'k8s-private'],
});

const name = field('name', { displayName: 'Name', type: 'string', default: '', required: true, description: 'The name of the vSwitch' });

/** What Hetzner's vSwitches take, of the 4094 that there are. */
const FIRST_VLAN = 4000;
const LAST_VLAN = 4091;

function toVlan(value: unknown): number {
	const id = toNumber('vlan', value);
	if (Number.isInteger(id) && id >= FIRST_VLAN && id <= LAST_VLAN) return id;
	throw new InputError('vlan', `is not between ${FIRST_VLAN} and ${LAST_VLAN}`, "Nothing was sent. Hetzner's vSwitches take these VLAN IDs only.");
}

const vlan = field('vlan', {
	displayName: 'VLAN ID',
	type: 'number',
	typeOptions: { minValue: FIRST_VLAN, maxValue: LAST_VLAN },
	default: FIRST_VLAN,
	required: true,
	description: 'The VLAN ID, 4000 to 4091, unique among the vSwitches of each of its servers',
	encode: toVlan,
});

const servers = field('server', { ...severalServers('The servers that the vSwitch gets or loses'), encode: (given) => toServers('server', given) });

/** Which servers were added or removed; those that the vSwitch has are Robot's `server`. */
const asServers: Telling = {
	isDone: true,
	example: [{ server_number: 321, server_name: 'web1' }, { server_number: 322 }],
	of: async (numbers, client) => await Promise.all([numbers].flat().map(async (number) => await toldServer(String(number), client))),
};

async function toldServer(number: string, client: ApiClient): Promise<JsonRecord> {
	const name = await serverName.of(number, client);
	return { server_number: Number(number), ...(name !== undefined && { server_name: name }) };
}

/** A vSwitch change takes up to 20 minutes. */
const wait = waitFields(20 * 60);

/** Documentation: "vSwitch". */
export const vSwitchResource = resource('vSwitch', 'vSwitch', [
	operation('addServers', {
		name: 'Add Servers',
		action: 'Add servers to vSwitch',
		description: 'Add servers to a vSwitch, which takes up to 20 minutes',
		fields: [vSwitchId, telling(servers, { added_servers: asServers }), ...wait],
		endpoint: addVSwitchServers,
		job: waitForAddedServers,
	}),
	operation('cancel', {
		name: 'Cancel',
		action: 'Cancel vSwitch (disconnects its servers)',
		description: 'Cancel a vSwitch: it is lost at the given date, and its servers lose their connection',
		warnings: [warning('Deletes vSwitch', 'its servers lose their connection over it at the date')],
		fields: [vSwitchId, ...cancellationDate],
		endpoint: cancelVSwitch,
		alreadyDone: [{ code: 'CONFLICT', shows: whatIsAt(getVSwitch, ({ cancelled }) => cancelled === true) }],
	}),
	operation('create', {
		name: 'Create',
		action: 'Create vSwitch',
		description: 'Create a vSwitch',
		fields: [name, vlan],
		endpoint: createVSwitch,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get vSwitch',
		description: 'Get a vSwitch with its servers, subnets and cloud networks',
		fields: [vSwitchId],
		endpoint: getVSwitch,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many vSwitches',
		description: 'Get many vSwitches of the account',
		endpoint: listVSwitches,
	}),
	operation('removeServers', {
		name: 'Remove Servers',
		action: 'Remove servers from vSwitch (disconnects them)',
		description: 'Remove servers from a vSwitch: they lose their connection to it',
		warnings: [interruptsService('the servers lose their connection over the vSwitch')],
		fields: [vSwitchId, telling(servers, { removed_servers: asServers }), ...wait],
		endpoint: removeVSwitchServers,
		job: waitForRemovedServers,
	}),
	operation('setServers', {
		name: 'Set Servers',
		action: 'Set servers of vSwitch (disconnects all others)',
		description: 'Give a vSwitch exactly these servers: those that are missing are added, and all others are removed and lose their connection to it',
		warnings: [interruptsService('all servers that are not named lose their connection over the vSwitch')],
		fields: [vSwitchId, servers, ...waitFields(20 * 60, true)],
		endpoint: removeVSwitchServers,
		job: setServers,
		rehearsal: rehearseServers,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update vSwitch',
		description: 'Change name or VLAN ID of a vSwitch; another VLAN ID cuts its servers off until they use it',
		warnings: [interruptsService('another VLAN ID cuts the servers off until they use it', { 'updateFields.vlan': [ADDED] })],
		fields: [vSwitchId, updateFields(name, { ...vlan, brings: { effect: 'interrupt' } }), ...wait],
		endpoint: updateVSwitch,
		job: waitForVSwitch,
	}),
]);
