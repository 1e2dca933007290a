import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { InputError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import { labelled, matching, type Parts } from '../../common/operation/editorList';
import { chosenIn, wordOf } from '../../common/operation/values';
import { ORDER_KINDS, type OrderKind } from '../endpoints/order';
import { server } from '../resources/fields/server';
import { languageInWords } from '../robot/bootWords';
import { dependentList, entriesOf, listOf, text, valueOf } from './editorList';

/** The searchable lists of products, and of what the chosen one offers. */
export const offeredByProduct = {
	searchProductAddons: ofProduct(({ orderable_addons: addons }) => records(addons).map(({ id, name }) => ({ name: labelled([text(name) || text(id), id]), value: text(id) }))),
	searchProductDistributions: ofProduct(({ dist }) => entriesOf(dist)),
	searchProductLanguages: ofProduct(({ lang }) => entriesOf(lang).map(({ value }) => ({ name: languageInWords(text(value)), value }))),
	searchProductLocations: ofProduct(({ location }) => entriesOf(location)),
	searchProducts: dependentList(async (context, client, filter) => matching(await productsOf(context, client), entryOfProduct, filter), 'By ID'),
};

/** What the chosen product offers. */
function ofProduct(offered: (product: JsonRecord) => INodeListSearchItems[]) {
	return dependentList(async (context, client, filter) => {
		const id = wordOf(chosenIn(context.getCurrentNodeParameter('productId')) ?? '').trim();
		const product = id === '' ? undefined : (await productsOf(context, client)).find((entry) => text(entry.id) === id);
		if (!product) throw new InputError('productId', 'is none that is offered');
		return matching(offered(product), (entry) => entry, filter);
	});
}

/** The products of the kind that the node is about to get or to order. */
async function productsOf(context: ILoadOptionsFunctions, client: ApiClient): Promise<JsonRecord[]> {
	const ordered: Record<string, OrderKind> = { orderAddon: 'addon', orderMarketServer: 'market', orderServer: 'server' };
	const kind = ordered[String(context.getCurrentNodeParameter('operation'))] ?? kindOf(context.getCurrentNodeParameter('kind'));
	return await listOf(client, ORDER_KINDS[kind].listProducts, kind === 'addon' ? { serverNumber: await valueOf(context, client, server) } : undefined);
}

export const kindOf = (given: unknown): OrderKind => (given === 'market' || given === 'addon' ? given : 'server');

const entryOfProduct = (product: JsonRecord): INodeListSearchItems => ({ name: labelled([product.name, product.id, ...pricesOf(product)]), value: text(product.id) });

/** The monthly net prices of a product, which the three kinds of products spell in three ways. */
function pricesOf({ price, prices, location, cpu, datacenter }: JsonRecord): Parts {
	const offers = Array.isArray(prices) ? prices : [price];
	const net = offers.map((offer) => (isRecord(offer) ? text(isRecord(offer.price) ? offer.price.net : undefined) : text(offer)));
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

const records = (value: JsonRecord[string] | undefined): JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : []);
