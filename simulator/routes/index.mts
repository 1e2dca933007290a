/**
 * Every endpoint of the simulated Robot. To add a section of the documentation:
 *
 * 1. `state/<section>.mts`   interfaces for what the account holds; add the lists to `World` in `state/world.mts`.
 * 2. `seed/<section>.mts`    a function that makes them (dates relative to `start`); call it in `seed/world.mts`.
 * 3. `routes/<section>.mts`  `export const <section>Routes: Route[]`, one entry per endpoint in the order of the
 *    documentation, with its path spelled as there; add the list below. The order of the lists does not matter:
 *    a path with fewer parameters wins (`/firewall/template` over `/firewall/{server-id}`).
 * 4. A handler takes a `Context`: `params['server-number']`, `input.text/list/flag/nested` (query of a GET, form of
 *    the rest), `world`, `clock`. It returns `ok(body)`, `created(body)`, `accepted(body)` or `empty()`, or throws
 *    `notFound(code, message)`, `conflict(code, message)`, `invalidInput(missing, invalid)` or any `RobotError`;
 *    `InputCheck` gathers missing and invalid inputs. `serverOf(context)` finds the server or throws SERVER_NOT_FOUND.
 * 5. What takes time changes the state at once and finishes in `clock.after(seconds, () => …)`.
 * 6. Where the documentation's table and its example disagree about keys, the reply follows the example.
 */
import type { Route } from '../route.mts';
import { bootRoutes } from './boot.mts';
import { failoverRoutes } from './failover.mts';
import { firewallRoutes } from './firewall.mts';
import { firewallTemplateRoutes } from './firewallTemplate.mts';
import { ipRoutes } from './ip.mts';
import { keyRoutes } from './key.mts';
import { orderAddonRoutes } from './orderAddon.mts';
import { orderMarketRoutes } from './orderMarket.mts';
import { orderServerRoutes } from './orderServer.mts';
import { rdnsRoutes } from './rdns.mts';
import { resetRoutes } from './reset.mts';
import { serverRoutes } from './server.mts';
import { storageBoxRoutes } from './storageBox.mts';
import { subnetRoutes } from './subnet.mts';
import { trafficRoutes } from './traffic.mts';
import { vSwitchRoutes } from './vSwitch.mts';
import { wolRoutes } from './wol.mts';

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
