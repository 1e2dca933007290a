import type { Case } from '../case.mts';
import { boot } from './boot.mts';
import { failover } from './failover.mts';
import { firewall } from './firewall.mts';
import { firewallTemplate } from './firewallTemplate.mts';
import { ip } from './ip.mts';
import { order } from './order.mts';
import { reset } from './reset.mts';
import { reverseDns } from './reverseDns.mts';
import { server } from './server.mts';
import { sshKey } from './sshKey.mts';
import { storageBox } from './storageBox.mts';
import { storageBoxSnapshot } from './storageBoxSnapshot.mts';
import { storageBoxSubaccount } from './storageBoxSubaccount.mts';
import { subnet } from './subnet.mts';
import { traffic } from './traffic.mts';
import { vSwitch } from './vSwitch.mts';
import { wakeOnLan } from './wakeOnLan.mts';

/** Where a case is added. */
export const CASES_FOLDER = 'test/contract/cases';

export const cases: Case[] = [
	...boot,
	...failover,
	...firewall,
	...firewallTemplate,
	...ip,
	...order,
	...reset,
	...reverseDns,
	...server,
	...sshKey,
	...storageBox,
	...storageBoxSnapshot,
	...storageBoxSubaccount,
	...subnet,
	...traffic,
	...vSwitch,
	...wakeOnLan,
];
