/**
 * What the simulated Robot is made of: the account, and every endpoint. To add a section of the documentation:
 *
 * 1. `routes/<section>.mts` holds all of it: an interface for what the account has, `seed<Section>(start)` that makes it
 *    (dates relative to `start`), and `<section>Routes: Route[]`, one entry per endpoint in the order of the documentation,
 *    with its path spelled as there. What grows beyond a screen or two goes to `state/` and `seed/`, as most of it did.
 * 2. Add the seed and the routes below. The order of the routes does not matter: a path with fewer parameters wins
 *    (`/firewall/template` over `/firewall/{server-id}`).
 * 3. A handler takes a `Context`: `params['server-number']`, `input.text/list/flag/nested` (query of a GET, form of
 *    the rest), `world`, `clock`. It returns `ok(body)`, `created(body)`, `accepted(body)` or `empty()`, or throws
 *    `notFound(code, message)`, `conflict(code, message)`, `invalidInput(missing, invalid)` or any `RobotError`;
 *    `InputCheck` gathers missing and invalid inputs. `serverOf(context)` finds the server or throws SERVER_NOT_FOUND,
 *    `listOrNotFound(list, message)` throws the 404 of an empty list.
 * 4. What takes time changes the state at once and finishes in `clock.after(seconds, () => …)`.
 * 5. Where the documentation's table and its example disagree about keys, the reply follows the example.
 */
import { seedBuiltIn } from './console/seed/project.mts';
import { Project } from './console/state/project.mts';
import type { Route } from './route.mts';
import { bootRoutes } from './routes/boot.mts';
import { failoverRoutes } from './routes/failover.mts';
import { firewallRoutes } from './routes/firewall.mts';
import { firewallTemplateRoutes } from './routes/firewallTemplate.mts';
import { ipRoutes } from './routes/ip.mts';
import { keyRoutes } from './routes/key.mts';
import { orderAddonRoutes } from './routes/orderAddon.mts';
import { orderMarketRoutes } from './routes/orderMarket.mts';
import { orderServerRoutes } from './routes/orderServer.mts';
import { rdnsRoutes } from './routes/rdns.mts';
import { resetRoutes } from './routes/reset.mts';
import { serverRoutes } from './routes/server.mts';
import { storageBoxRoutes } from './routes/storageBox.mts';
import { subnetRoutes } from './routes/subnet.mts';
import { trafficRoutes } from './routes/traffic.mts';
import { vSwitchRoutes } from './routes/vSwitch.mts';
import { wolRoutes } from './routes/wol.mts';
import { seedFirewalls, seedFirewallTemplates } from './seed/firewall.mts';
import { seedServers } from './seed/fleet.mts';
import { seedKeys } from './seed/keys.mts';
import { seedFailovers, seedIps, seedMacs, seedRdns, seedSilent, seedSubnets } from './seed/network.mts';
import { seedOrders } from './seed/orders.mts';
import { seedStorageBoxes } from './seed/storageBox.mts';
import { seedVSwitches, seedWithoutVSwitch } from './seed/vSwitch.mts';

/** A fresh account. Every date in it is relative to `start`. */
export function seedWorld(start: Date) {
	const servers = seedServers(start);
	const macs = seedMacs(servers);
	const keys = seedKeys(start);
	const storageBoxes = seedStorageBoxes(start);
	return {
		/** Whether an activation is refused while a boot system is active, as reported from the live service; else it takes its place. */
		refusesActiveBoot: false,
		/** How many seconds after a reset a server starts, and uses its boot system up; a system that hangs ignores a software reset, for which Infinity stands. */
		startsAfter: { sw: 0, hw: 0 },
		servers,
		ips: seedIps(servers, start),
		subnets: seedSubnets(servers, macs, start),
		failovers: seedFailovers(),
		rdns: seedRdns(servers),
		keys,
		/** MAC address of each server's main network card, by server number. */
		macs,
		/** Addresses and nets that have never had any traffic. */
		silent: seedSilent(),
		orders: seedOrders({ servers, keys }, start),
		storageBoxes,
		/** What Hetzner Console has beyond that. */
		console: seedBuiltIn(new Project(start, storageBoxes), storageBoxes, start),
		/** A server without one is behind no firewall. */
		firewalls: seedFirewalls(servers),
		firewallTemplates: seedFirewallTemplates(),
		vSwitches: seedVSwitches(start),
		/** Numbers of the servers that cannot be in a vSwitch. */
		withoutVSwitch: seedWithoutVSwitch(),
	};
}

/** Everything that the simulated account holds. Plain data, so that it can be printed, compared and changed by a test. */
export type World = ReturnType<typeof seedWorld>;

export const routes: Route[] = [
	...serverRoutes,
	...ipRoutes,
	...subnetRoutes,
	...resetRoutes,
	...failoverRoutes,
	...wolRoutes,
	...bootRoutes,
	...rdnsRoutes,
	...trafficRoutes,
	...keyRoutes,
	...orderServerRoutes,
	...orderMarketRoutes,
	...orderAddonRoutes,
	...storageBoxRoutes,
	...firewallRoutes,
	...firewallTemplateRoutes,
	...vSwitchRoutes,
];
