import type { World } from '../state/world.mts';
import { seedFirewalls, seedFirewallTemplates } from './firewall.mts';
import { seedServers } from './fleet.mts';
import { seedKeys } from './keys.mts';
import { seedFailovers, seedIps, seedMacs, seedRdns, seedSilent, seedSubnets } from './network.mts';
import { seedOrders } from './orders.mts';
import { seedStorageBoxes } from './storageBox.mts';
import { seedVSwitches, seedWithoutVSwitch } from './vSwitch.mts';

/** A fresh account. Every date in it is relative to `start`. */
export function seedWorld(start: Date): World {
	const servers = seedServers(start);
	const macs = seedMacs(servers);
	const keys = seedKeys(start);
	return {
		servers,
		ips: seedIps(servers, start),
		subnets: seedSubnets(servers, macs, start),
		failovers: seedFailovers(),
		rdns: seedRdns(servers),
		keys,
		macs,
		silent: seedSilent(),
		orders: seedOrders({ servers, keys }, start),
		storageBoxes: seedStorageBoxes(start),
		firewalls: seedFirewalls(servers),
		firewallTemplates: seedFirewallTemplates(),
		vSwitches: seedVSwitches(start),
		withoutVSwitch: seedWithoutVSwitch(),
	};
}
