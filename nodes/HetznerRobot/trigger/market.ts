import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { listMarketProducts } from '../endpoints/order';
import { priceIn } from '../robot/prices';
import type { MarketFilter } from './choice';
import type { TriggerEvent } from './events';
import type { Watch } from './watch';

interface Known {
	/** The ids of the offers that have matched, oldest first. */
	found: string[];
	/** What they have matched. */
	filter: MarketFilter;
}

/** How many offers that are no longer listed are remembered, should they come back. */
const REMEMBERED = 500;

/**
 * Documentation: "Server ordering", server market. An offer is found once, when it first matches: when it is new, or
 * when its price has fallen. When the filters are changed, what they let in by that counts as known.
 */
export const market: Watch<Known> = {
	nothing: 'no offer that matches the filters',

	async look({ requests, choice: { market: filter } }, known) {
		const listed = await requests.list(listMarketProducts, known === undefined);
		if (listed === undefined) return { known: known as Known, events: [] };
		const matching = listed.filter((product) => matches(product, filter));
		const before = new Set(known?.found);
		const fresh = matching.filter((product) => !before.has(idOf(product)));
		const isSame = JSON.stringify(known?.filter) === JSON.stringify(filter);
		const events = known === undefined ? [] : fresh.filter((product) => isSame || matches(product, known.filter)).map(eventOf);
		return { known: { found: remembered([...before, ...fresh.map(idOf)], listed), filter }, events };
	},

	async sample({ requests, choice }) {
		const [cheapest] = (await requests.ask(listMarketProducts))
			.filter((product) => matches(product, choice.market))
			.sort((a, b) => (priceIn(a.price) ?? Infinity) - (priceIn(b.price) ?? Infinity));
		return cheapest && eventOf(cheapest);
	},
};

function remembered(ids: string[], listed: JsonRecord[]): string[] {
	const offered = new Set(listed.map(idOf));
	const forgotten = new Set(ids.filter((id) => !offered.has(id)).slice(0, -REMEMBERED));
	return ids.filter((id) => !forgotten.has(id));
}

/** Whether an offer is what was asked for. Robot's prices are texts. */
function matches(product: JsonRecord, filter: MarketFilter): boolean {
	const price = priceIn(filter.gross ? product.price_vat : product.price);
	const checks: Array<[unknown, boolean]> = [
		[filter.maximumPrice, price !== undefined && price <= Number(filter.maximumPrice)],
		[filter.minimumMemory, Number(product.memory_size) >= Number(filter.minimumMemory)],
		[filter.minimumDrives, Number(product.hdd_count) >= Number(filter.minimumDrives)],
		[filter.minimumDriveSize, Number(product.hdd_size) >= Number(filter.minimumDriveSize)],
		[filter.cpu, lower(product.cpu).includes(filter.cpu ?? '')],
		[filter.minimumBenchmark, Number(product.cpu_benchmark) >= Number(filter.minimumBenchmark)],
		[filter.dataCenter, lower(product.datacenter).startsWith(filter.dataCenter ?? '')],
		[filter.hourly, (product.price_hourly !== null && product.price_hourly !== undefined) === filter.hourly],
	];
	return checks.every(([wanted, isSo]) => wanted === undefined || isSo);
}

const lower = (value: unknown) => String(value ?? '').toLowerCase();
const idOf = ({ id }: JsonRecord) => String(id);

const eventOf = (product: JsonRecord): TriggerEvent => ({
	event: 'marketOfferFound',
	eventId: `market:${idOf(product)}`,
	product: product as IDataObject,
});
