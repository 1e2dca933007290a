/** Documentation: "vSwitch". The only section whose replies have no key around them, and whose empty list is `[]`. */
import { day } from '../dates.mts';
import { conflict, InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import { perHour } from '../limits.mts';
import { created, empty, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { VSwitch } from '../state/vSwitch.mts';
import { cancellationDay, checkCancellationDate } from './cancellationDate.mts';
import { addServers, removeServers } from './vSwitchServers.mts';
import { dissolve, dissolveInTime, keepBusy, refuseInProcess, refuseSameVlan, vSwitchOf, vSwitchReply } from './vSwitchState.mts';

const VSWITCHES_PER_ACCOUNT = 100;

export const vSwitchRoutes: Route[] = [
	{ method: 'GET', path: '/vswitch', limit: perHour(500), handle: listVSwitches },
	{ method: 'POST', path: '/vswitch', limit: perHour(100), handle: createVSwitch },
	{ method: 'GET', path: '/vswitch/{vswitch-id}', limit: perHour(500), handle: (context) => ok(vSwitchReply(vSwitchOf(context), context.world)) },
	{ method: 'POST', path: '/vswitch/{vswitch-id}', limit: perHour(100), handle: updateVSwitch },
	{ method: 'DELETE', path: '/vswitch/{vswitch-id}', limit: perHour(100), handle: cancelVSwitch },
	{ method: 'POST', path: '/vswitch/{vswitch-id}/server', limit: perHour(100), handle: addServers },
	{ method: 'DELETE', path: '/vswitch/{vswitch-id}/server', limit: perHour(100), handle: removeServers },
];

function listVSwitches({ world }: Context): Reply {
	return ok(world.vSwitches.map(({ id, name, vlan, cancellation_date }) => ({ id, name, vlan, cancelled: cancellation_date !== null })));
}

function createVSwitch({ input, world }: Context): Reply {
	const check = new InputCheck();
	const { name, vlan } = nameAndVlan(input, check, true);
	check.done();
	if (world.vSwitches.length >= VSWITCHES_PER_ACCOUNT) {
		throw conflict('VSWITCH_LIMIT_REACHED', 'The maximum count of vSwitches is reached');
	}
	const id = Math.max(4320, ...world.vSwitches.map((other) => other.id)) + 1;
	const vSwitch: VSwitch = { id, name: name!, vlan: vlan!, cancellation_date: null, server: [], subnet: [], cloud_network: [] };
	world.vSwitches.push(vSwitch);
	return created(vSwitchReply(vSwitch, world));
}

/** Changes what is sent. Another VLAN ID has to reach every server's switch; another name does not. */
function updateVSwitch(context: Context): Reply {
	const vSwitch = vSwitchOf(context);
	const { input, world, clock } = context;
	const check = new InputCheck();
	const { name = vSwitch.name, vlan = vSwitch.vlan } = nameAndVlan(input, check, !input.has('name') && !input.has('vlan'));
	check.done();
	refuseInProcess(vSwitch);
	refuseSameVlan(
		vSwitch,
		vlan,
		vSwitch.server.map(({ server_number }) => server_number),
		world,
	);
	if (vlan !== vSwitch.vlan) keepBusy(vSwitch.server, clock);
	Object.assign(vSwitch, { name, vlan });
	return empty();
}

function cancelVSwitch(context: Context): Reply {
	const vSwitch = vSwitchOf(context);
	const { input, world, clock } = context;
	if (vSwitch.cancellation_date !== null) throw conflict('CONFLICT', 'The vSwitch is already cancelled');
	const date = input.text('cancellation_date');
	const check = new InputCheck();
	checkCancellationDate(check, date, day(clock.now()));
	check.done();
	vSwitch.cancellation_date = cancellationDay(date!, clock.now());
	if (date === 'now') dissolve(vSwitch, world);
	else dissolveInTime(vSwitch, world, clock);
	return empty();
}

/** VLAN IDs are 4000 to 4091. */
function nameAndVlan(input: Input, check: InputCheck, required: boolean): { name?: string; vlan?: number } {
	const name = input.text('name');
	const vlan = input.text('vlan');
	if (required || input.has('name')) check.require('name', name);
	if (required || input.has('vlan')) check.require('vlan', vlan, (text) => /^4\d{3}$/.test(text) && Number(text) <= 4091);
	return { name, vlan: vlan === undefined ? undefined : Number(vlan) };
}
