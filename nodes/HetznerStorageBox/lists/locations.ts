import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { isRecord, type JsonRecord } from '../../common/http/json';
import { labelled, text } from '../../common/operation/editorList';
import { chosenIn, wordOf } from '../../common/operation/values';
import { listStorageBoxTypes } from '../endpoints/storageBoxType';
import { all } from './editorList';

export const types = async (client: ApiClient) => await all(client, listStorageBoxTypes);

/** Where the chosen type is offered, with its price there; where any type is, as long as nobody knows which. */
export async function locationsOf(context: ILoadOptionsFunctions, client: ApiClient): Promise<INodeListSearchItems[]> {
	const chosen = wordOf(chosenIn(context.getCurrentNodeParameter('storageBoxType')) ?? '').trim();
	const listed = await types(client);
	const type = listed.find(({ id, name }) => chosen !== '' && [text(id), text(name)].includes(chosen));
	const prices = (type ? [type] : listed).flatMap((entry) => (Array.isArray(entry.prices) ? entry.prices.filter(isRecord) : []));
	const names = [...new Set(prices.map(({ location }) => text(location)))];
	return names.map((name) => ({ name: labelOf(name, type && prices.find(({ location }) => location === name)), value: name }));
}

const labelOf = (name: string, price: JsonRecord | undefined): string => {
	const monthly = price && isRecord(price.price_monthly) ? text(price.price_monthly.gross) : '';
	return labelled([name, monthly && `${monthly} per month with VAT`]);
};
