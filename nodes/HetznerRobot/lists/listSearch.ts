import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import { entryOf, labelled, matching, type Parts } from '../../common/operation/editorList';
import { chosenIn, wordOf } from '../../common/operation/values';
import { listFailovers } from '../endpoints/failover';
import { listFirewallTemplates } from '../endpoints/firewall';
import { listIps } from '../endpoints/ip';
import { ORDER_KINDS } from '../endpoints/order';
import { listReverseDns } from '../endpoints/reverseDns';
import { listKeys } from '../endpoints/sshKey';
import { listSnapshots, listStorageBoxes, listSubaccounts } from '../endpoints/storageBox';
import { listSubnets } from '../endpoints/subnet';
import { listVSwitches } from '../endpoints/vSwitch';
import { destinationKey } from '../resources/failover';
import { storageBoxId } from '../resources/fields/storageBox';
import { addressOf } from '../robot/addresses';
import { dependentList, editorList, listOf, text, valueOf } from './editorList';
import { offered } from './offered';
import { kindOf, offeredByProduct } from './products';
import { ofServers, serversBy, type NameOf } from './servers';

/** The searchable lists of the resource locators. */
export const listSearch = {
	...offered,
	...offeredByProduct,
	searchServers: editorList(async (_context, client, filter?: string) => await serversBy(client, 'server_number', filter)),

	searchServerAddresses: editorList(async (_context, client, filter?: string) => await serversBy(client, 'server_ip', filter)),

	/** A failover IPv4 address leads to a main IPv4 address, a failover IPv6 net to a main IPv6 net: which of them may be known later only. */
	searchFailoverDestinations: editorList(async (context, client, filter?: string) => {
		const failover = addressOf(wordOf(chosenIn(context.getCurrentNodeParameter('failoverIp')) ?? ''));
		return await serversBy(client, failover === undefined ? 'server_number' : destinationKey(failover), filter);
	}),

	searchFailoverIps: ofServers(listFailovers, ({ ip, active_server_ip }, nameOf) => ({ name: labelled([ip, ...destinationOf(active_server_ip, nameOf)]), value: text(ip) })),
	searchFirewallTemplates: simpleList(listFirewallTemplates, ({ id, name, is_default }) => [id, name, is_default === true && 'default']),
	searchIps: ofServers(listIps, ({ ip, server_number }, nameOf) => ({ name: labelled([ip, nameOf(server_number), server_number]), value: text(ip) })),
	searchReverseDns: simpleList(listReverseDns, ({ ip, ptr }) => [ip, null, ptr]),
	searchSnapshots: inStorageBox(listSnapshots, ({ name, size, automatic, comment }) => [name, null, `${text(size)} MB`, automatic === true && 'automatic', comment]),
	searchSshKeys: simpleList(listKeys, ({ fingerprint, name, type }) => [fingerprint, name, type]),
	searchStorageBoxes: simpleList(listStorageBoxes, ({ id, name, login, product, location, cancelled }) => [id, name, login, product, location, cancelled === true && 'cancelled']),
	searchSubaccounts: inStorageBox(listSubaccounts, ({ username, homedirectory, comment }) => [username, null, homedirectory, comment]),
	searchSubnets: ofServers(listSubnets, ({ ip, mask, server_number, failover }, nameOf) => ({
		name: labelled([`${text(ip)}/${text(mask)}`, nameOf(server_number), server_number, failover === true && 'failover']),
		value: text(ip),
	})),
	searchTransactions: editorList(async (context, client, filter?: string) => {
		const transactions = await listOf(client, ORDER_KINDS[kindOf(context.getCurrentNodeParameter('kind'))].listTransactions);
		return matching(transactions, ({ id, date, status, product }) => entryOf([id, (product as JsonRecord | null)?.name ?? null, status, text(date).slice(0, 10)]), filter);
	}),
	searchVSwitches: simpleList(listVSwitches, ({ id, name, vlan, cancelled }) => [id, name, `VLAN ${text(vlan)}`, cancelled === true && 'cancelled']),
};

/** Where a failover IP leads: Robot has `null` for nowhere. */
function destinationOf(address: JsonRecord[string] | undefined, nameOf: NameOf): Parts {
	if (address === null) return ['not routed'];
	const name = nameOf(address);
	return name === undefined ? [text(address) && `leads to ${text(address)}`] : [`leads to ${name}`, address];
}

function simpleList(endpoint: Endpoint, parts: (object: JsonRecord) => Parts) {
	return editorList(async (_context, client, filter?: string) => matching(await listOf(client, endpoint), (object) => entryOf(parts(object)), filter));
}

function inStorageBox(endpoint: Endpoint, parts: (object: JsonRecord) => Parts) {
	return dependentList(async (context, client, filter) => {
		const path = { storageBoxId: await valueOf(context, client, storageBoxId) };
		const objects = await listOf(client, endpoint, path);
		return matching(objects, (object) => entryOf(parts(object)), filter);
	}, 'Name');
}
