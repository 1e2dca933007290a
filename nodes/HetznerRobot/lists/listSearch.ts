import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';
import { entryOf, labelled, matching, type Parts } from '../../common/operation/editorList';
import { toLocator } from '../../common/operation/values';
import { listFailovers } from '../endpoints/failover';
import { listFirewallTemplates } from '../endpoints/firewall';
import { listIps } from '../endpoints/ip';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { listReverseDns } from '../endpoints/reverseDns';
import { listKeys } from '../endpoints/sshKey';
import { listSnapshots, listStorageBoxes, listSubaccounts } from '../endpoints/storageBox';
import { listSubnets } from '../endpoints/subnet';
import { listVSwitches } from '../endpoints/vSwitch';
import { destinationKey } from '../resources/failover';
import { server } from '../resources/fields/server';
import { storageBoxId } from '../resources/fields/storageBox';
import { editorList, listOf, servers, text, valueOf } from './editorList';

/** The searchable lists of the resource locators. */
export const listSearch = {
	searchServers: editorList(async (_context, client, filter?: string) =>
		matching(await servers(client), (entry) => ({ name: nameOfServer(entry), value: text(entry.server_number) }), filter),
	),

	/** A failover IPv4 address leads to a main IPv4 address, a failover IPv6 net to a main IPv6 net. */
	searchFailoverDestinations: editorList(async (context, client, filter?: string) => {
		const key = destinationKey(toLocator('failoverIp', context.getCurrentNodeParameter('failoverIp')).value);
		const reachable = (await servers(client)).filter((entry) => text(entry[key]) !== '');
		return matching(reachable, (entry) => ({ name: nameOfServer(entry), value: text(entry[key]) }), filter);
	}),

	searchFailoverIps: simpleList(listFailovers, ({ ip, active_server_ip }) => [ip, active_server_ip === null ? 'not routed' : `leads to ${text(active_server_ip)}`]),
	searchFirewallTemplates: simpleList(listFirewallTemplates, ({ id, name, is_default }) => [id, name, is_default === true && 'default']),
	searchIps: simpleList(listIps, ({ ip, server_number }) => [ip, server_number]),
	searchProducts: editorList(async (context, client, filter?: string) => {
		const products = await productsOf(context, client);
		return matching(products, (product) => ({ name: labelled([product.name, product.id, ...pricesOf(product)]), value: text(product.id) }), filter);
	}),
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
	return editorList(async (context, client, filter?: string) => {
		const path = { storageBoxId: await valueOf(context, client, storageBoxId) };
		const objects = await listOf(client, endpoint, path);
		return matching(objects, (object) => entryOf(parts(object)), filter);
	});
}

/** The products of the kind that the node is about to get or to order. */
export async function productsOf(context: ILoadOptionsFunctions, client: ApiClient): Promise<JsonRecord[]> {
	const ordered: Record<string, OrderKind> = { orderAddon: 'addon', orderMarketServer: 'market', orderServer: 'server' };
	const kind = ordered[String(context.getCurrentNodeParameter('operation'))] ?? kindOf(context.getCurrentNodeParameter('kind'));
	return await listOf(client, ORDER_KINDS[kind].listProducts, kind === 'addon' ? { serverNumber: await valueOf(context, client, server) } : undefined);
}

const kindOf = (given: unknown): OrderKind => (given === 'market' || given === 'addon' ? given : 'server');

/** The monthly net prices of a product, which the three kinds of products spell in three ways. */
function pricesOf({ price, prices, location, cpu, datacenter }: JsonRecord): Parts {
	const offers = (Array.isArray(prices) ? prices : [price]) as Array<JsonRecord | string | undefined>;
	const net = offers.map((offer) => (typeof offer === 'object' ? text((offer.price as JsonRecord | undefined)?.net) : text(offer)));
	return [
		[...new Set(net)]
			.filter(Boolean)
			.map((amount) => `${amount} net`)
			.join(' or '),
		cpu,
		datacenter,
		Array.isArray(location) ? location.join(' ') : null,
	];
}

/** "web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)". */
function nameOfServer(entry: JsonRecord): string {
	const address = text(entry.server_ip) || entry.server_ipv6_net;
	const { server_name, server_number, product, dc, cancelled } = entry;
	return labelled([text(server_name) || 'No name', server_number, product, dc, address, cancelled === true && 'cancelled']);
}
