import { isRecord, type JsonRecord } from '../../common/http/json';
import { text } from '../../common/operation/editorList';
import { toLocator } from '../../common/operation/values';
import { choices } from './editorList';
import { types } from './listSearch';

/** The choices that depend on the project. */
export const loadOptions = {
	/** Where the chosen type is offered, with its price there; where any type is, as long as none is chosen. */
	getLocations: choices(async (context, client) => {
		const { value } = toLocator('storageBoxType', context.getCurrentNodeParameter('storageBoxType'));
		const offered = (await types(client)).filter(({ id, name }) => value === '' || text(id) === value || text(name) === value);
		const prices = offered.flatMap(({ prices: listed }) => (Array.isArray(listed) ? listed.filter(isRecord) : []));
		const names = [...new Set(prices.map(({ location }) => text(location)))].sort();
		return names.map((name) => ({ name: labelOf(name, value === '' ? undefined : prices.find(({ location }) => location === name)), value: name }));
	}),
};

const labelOf = (location: string, price: JsonRecord | undefined): string => {
	const monthly = price && isRecord(price.price_monthly) ? text(price.price_monthly.gross) : '';
	return monthly === '' ? location : `${location} (${monthly} per month with VAT)`;
};
