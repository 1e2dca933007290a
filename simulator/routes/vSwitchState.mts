/** What the vSwitch routes share: finding one, printing one, and how its changes take their time. */
import type { Clock } from '../clock.mts';
import { conflict, notFound } from '../errors.mts';
import type { Context } from '../route.mts';
import type { VSwitch, VSwitchServer } from '../state/vSwitch.mts';
import type { World } from '../sections.mts';
import { serverByNumber, serverKeys } from './lookup.mts';

/** How long the switches take for a change. */
export const PROCESS_SECONDS = 60;

export function vSwitchOf({ params, world }: Context): VSwitch {
	const vSwitch = world.vSwitches.find(({ id }) => String(id) === params['vswitch-id']);
	if (vSwitch === undefined) throw notFound('NOT_FOUND', 'vSwitch not found');
	return vSwitch;
}

export function refuseInProcess({ server }: VSwitch): void {
	if (server.some(({ status }) => status === 'processing')) {
		throw conflict('VSWITCH_IN_PROCESS', 'The vSwitch cannot be updated because a update is currently running');
	}
}

/** A server can be in several vSwitches, but only in one with the same VLAN ID. */
export function refuseSameVlan(vSwitch: VSwitch, vlan: number, numbers: number[], world: World): void {
	const others = world.vSwitches.filter((other) => other !== vSwitch && other.vlan === vlan);
	if (others.some((other) => other.server.some(({ server_number }) => numbers.includes(server_number)))) {
		throw conflict('VSWITCH_VLAN_NOT_UNIQUE', 'The vSwitch cannot be updated because of a conflicting VLAN ID');
	}
}

/** The servers are busy for a while, and ready after that, or whatever else `done` makes of them. */
export function keepBusy(servers: VSwitchServer[], clock: Clock, done: () => void = () => setStatus(servers, 'ready')): void {
	setStatus(servers, 'processing');
	clock.after(PROCESS_SECONDS, done);
}

function setStatus(servers: VSwitchServer[], status: VSwitchServer['status']): void {
	for (const server of servers) server.status = status;
}

export function dissolve(vSwitch: VSwitch, world: World): void {
	world.vSwitches = world.vSwitches.filter((other) => other !== vSwitch);
}

/** A cancelled vSwitch is there until the end of its last day. */
export function dissolveInTime(vSwitch: VSwitch, world: World, clock: Clock): void {
	const end = Date.parse(`${vSwitch.cancellation_date}T24:00:00Z`);
	clock.after((end - clock.milliseconds()) / 1000, () => dissolve(vSwitch, world));
}

export function vSwitchReply({ id, name, vlan, cancellation_date, server, subnet, cloud_network }: VSwitch, world: World) {
	return {
		id,
		name,
		vlan,
		cancelled: cancellation_date !== null,
		server: server.filter(({ listed }) => listed).map(({ server_number, status }) => ({ ...serverKeys(serverByNumber(world, server_number)!), status })),
		subnet,
		cloud_network,
	};
}
