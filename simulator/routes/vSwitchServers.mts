/** Documentation: "vSwitch", its servers. `server` is one identifier or an array: a server number or a main IP address. */
import { conflict, InputCheck, notFound } from '../errors.mts';
import { created, empty, type Reply } from '../reply.mts';
import type { Context } from '../route.mts';
import type { Server } from '../state/server.mts';
import type { VSwitch, VSwitchServer } from '../state/vSwitch.mts';
import type { World } from '../sections.mts';
import { findServer } from './lookup.mts';
import { keepBusy, refuseInProcess, refuseSameVlan, vSwitchOf } from './vSwitchState.mts';

const SERVERS_PER_VSWITCH = 100;
const VSWITCHES_PER_SERVER = 5;
/** How long a server that was just added is missing from the reply. */
const UNLISTED_SECONDS = 5;

/** Servers that are in the vSwitch already stay as they are. */
export function addServers(context: Context): Reply {
	const vSwitch = vSwitchOf(context);
	const { world, clock } = context;
	const servers = submittedServers(context);
	if (servers.some(({ server_number }) => world.withoutVSwitch.includes(server_number))) {
		throw notFound('VSWITCH_NOT_AVAILABLE', 'The vSwitch feature is not available for a submitted server');
	}
	refuseInProcess(vSwitch);
	const present = vSwitch.server.map(({ server_number }) => server_number);
	const numbers = servers.map(({ server_number }) => server_number).filter((number) => !present.includes(number));
	refuseTooMany(vSwitch, numbers, world);
	refuseSameVlan(vSwitch, vSwitch.vlan, numbers, world);
	const added = numbers.map((server_number): VSwitchServer => ({ server_number, status: 'processing', listed: false }));
	vSwitch.server.push(...added);
	clock.after(UNLISTED_SECONDS, () => added.forEach((server) => (server.listed = true)));
	keepBusy(added, clock);
	return created();
}

function refuseTooMany(vSwitch: VSwitch, numbers: number[], world: World): void {
	if (vSwitch.server.length + numbers.length > SERVERS_PER_VSWITCH) {
		throw conflict('VSWITCH_SERVER_LIMIT_REACHED', 'The maximum number of servers is reached for this vSwitch');
	}
	const of = (number: number) => world.vSwitches.filter(({ server }) => server.some(({ server_number }) => server_number === number));
	if (numbers.some((number) => of(number).length >= VSWITCHES_PER_SERVER)) {
		throw conflict('VSWITCH_PER_SERVER_LIMIT_REACHED', 'The maximum number of vSwitches is reached for a submitted server');
	}
}

/** The servers are listed as busy until they are gone. */
export function removeServers(context: Context): Reply {
	const vSwitch = vSwitchOf(context);
	const numbers = submittedServers(context).map(({ server_number }) => server_number);
	refuseInProcess(vSwitch);
	const leaving = vSwitch.server.filter(({ server_number }) => numbers.includes(server_number));
	if (leaving.length < numbers.length) throw serverNotFound();
	keepBusy(leaving, context.clock, () => {
		vSwitch.server = vSwitch.server.filter((server) => !leaving.includes(server));
	});
	return empty();
}

/** Each of them once. */
function submittedServers({ input, world }: Context): Server[] {
	const ids = input.list('server');
	const check = new InputCheck();
	check.require('server', ids[0]);
	check.done();
	const servers = ids.map((id) => findServer(world, id));
	if (servers.includes(undefined)) throw serverNotFound();
	return [...new Set(servers as Server[])];
}

const serverNotFound = () => notFound('SERVER_NOT_FOUND', 'A submitted server is not found');
