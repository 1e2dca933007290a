import { describe, expect, it } from '@jest/globals';
import type { Effect } from '../../nodes/common/http/endpoint.ts';
import { consequencesOf, effectOf, consequenceOf, ownEffectOf } from '../../nodes/common/operation/effects.ts';
import { parameter, type Resource } from '../../nodes/common/operation/operation.ts';
import { resources as ofRobot } from '../../nodes/HetznerRobot/resources/index.ts';
import { resources as ofConsole } from '../../nodes/HetznerStorageBox/resources/index.ts';

/**
 * What every operation of both APIs does, by hand: who may do it follows from this. After the operation's own request
 * stands what its parameters add: `!false` is any value but false.
 */

const ROBOT = `
boot: activateCpanel        destroy     resetNow!false interrupt
boot: activateLinux         destroy     resetNow!false interrupt
boot: activatePlesk         destroy     resetNow!false interrupt
boot: activateRescue        change      resetNow!false interrupt
boot: activateVnc           destroy     resetNow!false interrupt
boot: activateWindows       destroy     resetNow!false interrupt
boot: bootIntoRescue        change      firstReset interrupt
boot: deactivate            change
boot: get                   read
boot: getLast               read
boot: reinstall             destroy     firstReset interrupt
failover: deleteRouting     interrupt
failover: get               read
failover: getAll            read
failover: switch            interrupt
firewall: addRules          interrupt
firewall: blockIp           interrupt
firewall: clear             destroy
firewall: copyFromServer    interrupt   copied destroy
firewall: get               read
firewall: removeRules       interrupt   ruleNames destroy
firewall: replaceRule       interrupt
firewall: set               interrupt   rules!keep destroy
firewallTemplate: create    change
firewallTemplate: delete    destroy
firewallTemplate: get       read
firewallTemplate: getAll    read
firewallTemplate: update    change      rules!keep destroy
ip: cancel                  destroy
ip: deleteMac               destroy
ip: generateMac             interrupt
ip: get                     read
ip: getCancellation         read
ip: getMac                  read
ip: getAll                  read
ip: updateTrafficWarnings   change
ip: withdrawCancellation    change
order: getCurrency          read
order: findMarketOffers     read
order: getAllProducts       read
order: getAllTransactions   read
order: getProduct           read
order: getTransaction       read
order: orderAddon           buy
order: orderMarketServer    buy
order: orderServer          buy
reset: execute              interrupt
reset: get                  read
reset: getAll               read
reverseDns: create          change
reverseDns: upsert          change
reverseDns: delete          destroy
reverseDns: get             read
reverseDns: getAll          read
server: cancel              destroy
server: get                 read
server: getCancellation     read
server: getInventory        read
server: getAll              read
server: rename              change
server: withdrawCancellation change
sshKey: create              change
sshKey: delete              destroy
sshKey: get                 read
sshKey: getAll              read
sshKey: rename              change
storageBox: get             read
storageBox: getAll          read
storageBox: getSnapshotPlan read
storageBox: resetPassword   interrupt
storageBox: update          change      updateFields.externalReachability interrupt, updateFields.samba interrupt, updateFields.ssh interrupt, updateFields.webdav interrupt, updateFields.zfs interrupt
storageBox: updateSnapshotPlan change   status!disabled destroy
storageBoxSnapshot: create  change
storageBoxSnapshot: delete  destroy
storageBoxSnapshot: getAll  read
storageBoxSnapshot: revert  destroy
storageBoxSnapshot: setComment change
storageBoxSubaccount: create change
storageBoxSubaccount: delete destroy
storageBoxSubaccount: getAll read
storageBoxSubaccount: resetPassword interrupt
storageBoxSubaccount: update change     updateFields.externalReachability interrupt, updateFields.homedirectory interrupt, updateFields.readonly interrupt, updateFields.samba interrupt, updateFields.ssh interrupt, updateFields.webdav interrupt
subnet: cancel              destroy
subnet: get                 read
subnet: getCancellation     read
subnet: getMac              read
subnet: getAll              read
subnet: resetMac            interrupt
subnet: setMac              interrupt
subnet: updateTrafficWarnings change
subnet: withdrawCancellation change
traffic: get                read
traffic: report             read
vSwitch: addServers         change
vSwitch: cancel             destroy
vSwitch: create             change
vSwitch: get                read
vSwitch: getAll             read
vSwitch: removeServers      interrupt
vSwitch: setServers         interrupt
vSwitch: update             change      updateFields.vlan interrupt
wakeOnLan: get              read
wakeOnLan: send             change
`;

const CONSOLE = `
action: get                     read
action: getAll                  read
snapshot: create                change
snapshot: createAndRotate       destroy
snapshot: delete                destroy
snapshot: get                   read
snapshot: getAll                read
snapshot: prune                 destroy
snapshot: update                change
storageBox: changeProtection    change    delete!true destroy
storageBox: changeType          buy
storageBox: create              buy
storageBox: delete              destroy
storageBox: disableSnapshotPlan change
storageBox: enableSnapshotPlan  destroy
storageBox: get                 read
storageBox: getActions          read
storageBox: getFolders          read
storageBox: getAll              read
storageBox: resetPassword       interrupt
storageBox: rollbackSnapshot    destroy
storageBox: update              change
storageBox: updateAccessSettings interrupt
storageBoxType: get             read
storageBoxType: getAll          read
subaccount: changeHomeDirectory interrupt
subaccount: create              change
subaccount: delete              destroy
subaccount: get                 read
subaccount: getAll              read
subaccount: resetPassword       interrupt
subaccount: update              change
subaccount: updateAccessSettings interrupt
`;

const rowsOf = (table: string) =>
	table
		.trim()
		.split('\n')
		.map((row) => row.replace(/ +/g, ' '));

const stated = (resources: Resource[]) =>
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => {
			const added = consequencesOf(operation).map(({ name, brings: { effect, unless = [] } }) => `${name}${unless.map((harmless) => `!${String(harmless)}`).join('')} ${effect}`);
			return `${value}: ${operation.value} ${ownEffectOf(operation)} ${added.join(', ')}`.trim();
		}),
	);

describe.each([
	{ api: 'Robot', table: ROBOT, resources: ofRobot },
	{ api: 'Hetzner Console', table: CONSOLE, resources: ofConsole },
])('the operations of $api', ({ table, resources }) => {
	it('do what the table says', () => {
		expect(stated(resources).sort()).toEqual(rowsOf(table).sort());
	});

	it('may do the most that the table says of them', () => {
		const order: Effect[] = ['buy', 'destroy', 'interrupt', 'change', 'read'];
		const most = rowsOf(table).map((row) => `${/^\w+: \w+/.exec(row)?.[0]} ${order.find((effect) => new RegExp(` ${effect}\\b`).test(row))}`);
		expect(resources.flatMap(({ value, operations }) => operations.map((operation) => `${value}: ${operation.value} ${effectOf(operation)}`)).sort()).toEqual(most.sort());
	});
});

describe('a field that does more than the request', () => {
	const field = parameter('resetNow', { displayName: 'Reset Now', type: 'boolean', default: false, brings: { effect: 'interrupt', unless: [false] } });

	it.each([false, 'false', '', undefined, null, []])('does nothing with %p', (value) => {
		expect(consequenceOf(field, value)).toBeUndefined();
	});

	it.each([true, 'true', 'False', ' false', 0, 'no', {}, [false], '={{ false }}'])('does it with %p: what is not understood may be anything', (value) => {
		expect(consequenceOf(field, value)?.effect).toBe('interrupt');
	});

	it('does it with any value, where none is harmless', () => {
		const always = parameter('vlan', { displayName: 'VLAN ID', type: 'number', default: 4000, brings: { effect: 'interrupt' } });
		expect([4000, 0, 'x', undefined, ''].map((value) => consequenceOf(always, value)?.effect)).toEqual(['interrupt', 'interrupt', 'interrupt', undefined, undefined]);
	});
});
