import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { isRecord } from '../../common/http/json';
import type { RequestValues } from '../../common/http/request';
import { byEndpoint, comparedWith, differenceOf, occurring, takenAway } from '../../common/operation/difference';
import type { Comparison } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { BOOT_SYSTEMS } from '../endpoints/boot';
import { deleteFailoverRouting, getFailover, switchFailover } from '../endpoints/failover';
import { clearFirewall, createFirewallTemplate, deleteFirewallTemplate, getFirewall, getFirewallTemplate, setFirewall, updateFirewallTemplate } from '../endpoints/firewall';
import { cancelIp, deleteIpMac, getIp, getIpCancellation, getIpMac, updateIp, withdrawIpCancellation } from '../endpoints/ip';
import { ORDER_KINDS } from '../endpoints/order';
import { executeReset } from '../endpoints/reset';
import { createReverseDns, deleteReverseDns, getReverseDns, upsertReverseDns } from '../endpoints/reverseDns';
import { cancelServer, getServer, getServerCancellation, renameServer, withdrawServerCancellation } from '../endpoints/server';
import { deleteKey, getKey, renameKey } from '../endpoints/sshKey';
import * as storageBox from '../endpoints/storageBox';
import { cancelSubnet, getSubnet, getSubnetCancellation, getSubnetMac, setSubnetMac, updateSubnet, withdrawSubnetCancellation } from '../endpoints/subnet';
import { addVSwitchServers, cancelVSwitch, createVSwitch, getVSwitch, removeVSwitchServers, updateVSwitch } from '../endpoints/vSwitch';
import { sendWakeOnLan } from '../endpoints/wakeOnLan';
import { addressOf } from '../robot/addresses';
import { firewallNow, firewallWanted } from '../robot/sameRules';
import { isAboutAnother } from '../robot/sameThing';
import { fingerprintsOf } from './activeBoot';

/** An address in one spelling; nothing for none. */
const address = ({ active_server_ip: ip }: IDataObject | RequestValues): IDataObject => ({
	active_server_ip: ip === undefined ? undefined : (addressOf(wordOf(ip ?? '')) ?? null),
});

/** The reason is not put out as it was sent. */
const day = ({ cancellation_date }: RequestValues): IDataObject => ({ cancelled: true, cancellation_date: cancellation_date as string });
const dayAndReservation = (values: RequestValues): IDataObject => ({ ...day(values), reserved: values.reserve_location as boolean | undefined });
const isCancelled = (cancelled: boolean) => () => ({ cancelled });

/** What is active, under the names that activate it; what is not active only offers choices. */
const activeSystem = ({ active, authorized_key, ...system }: IDataObject): IDataObject =>
	active === true
		? { ...system, active, authorized_key: fingerprintsOf({ authorized_key }).sort() }
		: { active, dist: null, os: null, lang: null, arch: null, hostname: null, keyboard: null, authorized_key: [] };

/** In one order, in which Robot need not list the keys; without keys it makes a password. */
const keysOf = ({ authorized_key = [] }: RequestValues): string[] => [authorized_key].flat().map(String).sort();

const bootSystems = Object.values(BOOT_SYSTEMS).flatMap(
	({ get, activate, deactivate }): Array<[Endpoint, Comparison]> => [
		[activate, comparedWith(get, { wanted: (values) => ({ ...(values as IDataObject), active: true, authorized_key: keysOf(values) }), now: activeSystem })],
		[deactivate, comparedWith(get, { wanted: () => ({ active: false }) })],
	],
);

/** Robot applies a template as it is, so that what is in it is what is wanted. */
const firewall: Comparison = {
	difference: async ({ call }, { path, values: { template_id: templateId, ...values } }) => {
		const [now = {}] = await call(getFirewall, path, {}, { fresh: true });
		if (templateId === undefined) return differenceOf(firewallNow(now), firewallWanted(values), now);
		const [template = {}] = await call(getFirewallTemplate, { templateId: templateId as never }, {}, { fresh: true });
		const { input, output, filter_ipv6, whitelist_hos } = firewallNow(template);
		return differenceOf(firewallNow(now), { ...values, input, output, filter_ipv6, whitelist_hos } as IDataObject, now);
	},
};

/** Which of the servers are in it, whatever their state. */
const vSwitchServers = (isIn: boolean): Comparison => ({
	difference: async ({ call }, { path, values }) => {
		const [vSwitch = {}] = await call(getVSwitch, path, {}, { fresh: true });
		const { server } = vSwitch;
		// One that cannot be told from others may be the one.
		const numbers = Array.isArray(server)
			? server.map((entry) => (isRecord(entry) && Number(entry.server_number) > 0 ? String(Number(entry.server_number)) : undefined))
			: [undefined];
		const asked = [values.server ?? []].flat().map(wordOf);
		const now = Object.fromEntries(asked.map((number) => [`server ${number}`, numbers.includes(number) || (numbers.includes(undefined) ? undefined : false)]));
		return differenceOf(now, Object.fromEntries(asked.map((number) => [`server ${number}`, isIn])), vSwitch);
	},
});

/** How to tell whether a request changes anything, by its endpoint. Where nothing stands here, one read cannot tell. */
export const DIFFERENCES = byEndpoint(isAboutAnother, [
	...bootSystems,
	[switchFailover, comparedWith(getFailover, { wanted: address, now: address })],
	[deleteFailoverRouting, comparedWith(getFailover, { wanted: () => ({ active_server_ip: null }) })],
	[setFirewall, firewall],
	[clearFirewall, comparedWith(getFirewall, { wanted: () => ({ status: 'disabled', input: [], output: [] }), now: firewallNow })],
	[createFirewallTemplate, occurring('firewall_template')],
	[updateFirewallTemplate, comparedWith(getFirewallTemplate, { wanted: firewallWanted, now: firewallNow })],
	[deleteFirewallTemplate, takenAway(getFirewallTemplate, 'name', ['NOT_FOUND'])],
	[updateIp, comparedWith(getIp)],
	[deleteIpMac, takenAway(getIpMac, 'mac', ['MAC_NOT_FOUND'])],
	[cancelIp, comparedWith(getIpCancellation, { wanted: day })],
	[withdrawIpCancellation, comparedWith(getIpCancellation, { wanted: isCancelled(false) })],
	...Object.values(ORDER_KINDS).map(({ order }) => [order, occurring('order')] as const),
	[executeReset, occurring('reset')],
	[createReverseDns, comparedWith(getReverseDns, { absent: ['RDNS_NOT_FOUND'] })],
	[upsertReverseDns, comparedWith(getReverseDns, { absent: ['RDNS_NOT_FOUND'] })],
	[deleteReverseDns, takenAway(getReverseDns, 'ptr', ['RDNS_NOT_FOUND'])],
	[renameServer, comparedWith(getServer)],
	[cancelServer, comparedWith(getServerCancellation, { wanted: dayAndReservation })],
	[withdrawServerCancellation, comparedWith(getServerCancellation, { wanted: isCancelled(false) })],
	[renameKey, comparedWith(getKey)],
	[deleteKey, takenAway(getKey, 'name', ['NOT_FOUND'])],
	[storageBox.updateStorageBox, comparedWith(storageBox.getStorageBox, { now: ({ name, ...box }) => ({ ...box, storagebox_name: name }) })],
	[storageBox.resetStorageBoxPassword, occurring('password')],
	[storageBox.createSnapshot, occurring('snapshot')],
	[storageBox.revertToSnapshot, occurring('revert')],
	[storageBox.updateSnapshotPlan, comparedWith(storageBox.getSnapshotPlan)],
	[storageBox.createSubaccount, occurring('subaccount')],
	[storageBox.resetSubaccountPassword, occurring('password')],
	[updateSubnet, comparedWith(getSubnet)],
	[setSubnetMac, comparedWith(getSubnetMac)],
	[cancelSubnet, comparedWith(getSubnetCancellation, { wanted: day })],
	[withdrawSubnetCancellation, comparedWith(getSubnetCancellation, { wanted: isCancelled(false) })],
	[createVSwitch, occurring('vswitch')],
	[updateVSwitch, comparedWith(getVSwitch)],
	[cancelVSwitch, comparedWith(getVSwitch, { wanted: isCancelled(true) })],
	[addVSwitchServers, vSwitchServers(true)],
	[removeVSwitchServers, vSwitchServers(false)],
	[sendWakeOnLan, occurring('wake_on_lan', 'sent')],
]);
