import type { ApiClient } from '../../common/http/client';
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
import type { MainAddress } from '../resources/fields/mainAddress';
import { storageBoxId } from '../resources/fields/storageBox';
import { addressOf } from '../robot/addresses';
import { dependentList, editorList, listOf, servers, text, valueOf } from './editorList';
import { offered } from './offered';
import { kindOf, offeredByProduct } from './products';

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

	searchFailoverIps: simpleList(listFailovers, ({ ip, active_server_ip }) => [ip, active_server_ip === null ? 'not routed' : `leads to ${text(active_server_ip)}`]),
	searchFirewallTemplates: simpleList(listFirewallTemplates, ({ id, name, is_default }) => [id, name, is_default === true && 'default']),
	searchIps: simpleList(listIps, ({ ip, server_number }) => [ip, server_number]),
	searchReverseDns: simpleList(listReverseDns, ({ ip, ptr }) => [ip, ptr]),
	searchSnapshots: inStorageBox(listSnapshots, ({ name, size, automatic, comment }) => [name, `${text(size)} MB`, automatic === true && 'automatic', comment]),
	searchSshKeys: simpleList(listKeys, ({ fingerprint, name, type }) => [fingerprint, name, type]),
	searchStorageBoxes: simpleList(listStorageBoxes, ({ id, name, login, product, location }) => [id, name, login, product, location]),
	searchSubaccounts: inStorageBox(listSubaccounts, ({ username, homedirectory, comment }) => [username, homedirectory, comment]),
	searchSubnets: simpleList(listSubnets, ({ ip, mask, server_number, failover }) => [ip, `/${text(mask)}`, server_number, failover === true && 'failover']),
	searchTransactions: editorList(async (context, client, filter?: string) => {
		const transactions = await listOf(client, ORDER_KINDS[kindOf(context.getCurrentNodeParameter('kind'))].listTransactions);
		return matching(transactions, ({ id, date, status, product }) => entryOf([id, (product as JsonRecord | null)?.name ?? null, status, text(date).slice(0, 10)]), filter);
	}),
	searchVSwitches: simpleList(listVSwitches, ({ id, name, vlan, cancelled }) => [id, name, `VLAN ${text(vlan)}`, cancelled === true && 'cancelled']),
};

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

/** The servers that have something of their own to give them by. */
async function serversBy(client: ApiClient, key: MainAddress | 'server_number', filter?: string) {
	return matching(await servers(client), (entry) => ({ name: nameOfServer(entry), value: text(entry[key]) }), filter);
}

/** "web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)". */
function nameOfServer(entry: JsonRecord): string {
	const address = text(entry.server_ip) || entry.server_ipv6_net;
	const { server_name, server_number, product, dc, cancelled } = entry;
	return labelled([text(server_name) || 'No name', server_number, product, dc, address, cancelled === true && 'cancelled']);
}
