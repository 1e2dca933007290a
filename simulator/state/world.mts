import type { Firewall, FirewallTemplate } from './firewall.mts';
import type { Key } from './key.mts';
import type { Failover, ReverseDns, SingleIp, Subnet } from './network.mts';
import type { Orders } from './order.mts';
import type { Server } from './server.mts';
import type { StorageBox } from './storageBox.mts';
import type { VSwitch } from './vSwitch.mts';

/** Everything that the simulated account holds. Plain data, so that it can be printed, compared and changed by a test. */
export interface World {
	servers: Server[];
	ips: SingleIp[];
	subnets: Subnet[];
	failovers: Failover[];
	rdns: ReverseDns[];
	keys: Key[];
	/** MAC address of each server's main network card, by server number. */
	macs: Record<number, string>;
	/** Addresses and nets that have never had any traffic. */
	silent: string[];
	orders: Orders;
	storageBoxes: StorageBox[];
	/** A server without one is behind no firewall. */
	firewalls: Firewall[];
	firewallTemplates: FirewallTemplate[];
	vSwitches: VSwitch[];
	/** Numbers of the servers that cannot be in a vSwitch. */
	withoutVSwitch: number[];
}
