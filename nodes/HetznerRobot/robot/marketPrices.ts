import { isRecord, type JsonRecord } from '../../common/http/json';
import { textIn } from '../../common/operation/readers';
import { isSameId } from './ids';
import { priceIn } from './prices';

/** Which of the prices of an offer is meant. */
export interface PriceKind {
	/** With VAT, or without. */
	priceKind?: 'gross' | 'net';
	/** Whether the primary IPv4 address counts, which every server can be ordered without. */
	withIpv4?: boolean;
}

/** The addon that gives a server its IPv4 address. */
const PRIMARY_IPV4 = 'primary_ipv4';

/** Euros per month, without VAT unless told; `undefined` where Robot does not say it. Robot gives no server away: 0 is no price. */
export function monthlyPrice(offer: JsonRecord, { priceKind = 'net', withIpv4 = false }: PriceKind): number | undefined {
	const price = priceIn(priceKind === 'gross' ? offer.price_vat : offer.price) || undefined;
	if (!withIpv4 || price === undefined) return price;
	const address = addressPrice(offer, priceKind);
	return address === undefined ? undefined : rounded(price + address);
}

/** What the IPv4 address costs where the server stands; the most that it may cost, where Robot does not say where that is. */
function addressPrice({ orderable_addons: addons, datacenter }: JsonRecord, kind: 'gross' | 'net'): number | undefined {
	const [location] = (textIn(datacenter) ?? '').split('-');
	const offered = recordsIn(addons).filter(({ id }) => isSameId(id, PRIMARY_IPV4));
	const prices = offered
		.flatMap(({ prices: listed }) => recordsIn(listed))
		.filter((price) => location === '' || isSameId(price.location, location))
		.map(({ price }) => (isRecord(price) ? priceIn(price[kind]) : undefined));
	return prices.length === 0 || prices.includes(undefined) ? undefined : Math.max(...(prices as number[]));
}

const recordsIn = (list: unknown): JsonRecord[] => (Array.isArray(list) ? list.filter(isRecord) : []);

/** To the four decimals that Robot's prices have. */
export const rounded = (amount: number): number => Math.round(amount * 10_000) / 10_000;
