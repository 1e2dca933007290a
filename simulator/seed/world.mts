import type { World } from '../state/world.mts';
import { seedServers } from './fleet.mts';
import { seedKeys } from './keys.mts';
import { seedFailovers, seedIps, seedMacs, seedRdns, seedSilent, seedSubnets } from './network.mts';

/** A fresh account. Every date in it is relative to `start`. */
export function seedWorld(start: Date): World {
	const servers = seedServers(start);
	const macs = seedMacs(servers);
	return {
		servers,
		ips: seedIps(servers, start),
		subnets: seedSubnets(servers, macs, start),
		failovers: seedFailovers(),
		rdns: seedRdns(servers),
		keys: seedKeys(start),
		macs,
		silent: seedSilent(),
	};
}
