import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import type { Run, Sort } from '../../common/operation/operation';
import { numberIn } from '../../common/operation/readers';
import { isId } from '../robot/ids';
import { withFacts } from '../robot/marketFacts';
import { isWanted, readMarketFilters } from '../robot/marketFilters';
import { monthlyPrice } from '../robot/marketPrices';

/** The offers of the server market that match the filters, with what is read from their words. One without an ID cannot be ordered. */
export async function findMarketOffers(run: Run): Promise<IDataObject[]> {
	const filters = readMarketFilters(run.parameter('filters') ?? {});
	const offers = (await run.send()) as JsonRecord[];
	return offers.filter((offer) => isId(offer.id) && isWanted(offer, filters)).map((offer) => withFacts(offer) as IDataObject);
}

const numberOf = (field: string) => (offer: IDataObject) => numberIn(offer[field]);

/** What offers that were found can be sorted by. */
export const MARKET_SORTS: Sort[] = [
	{ name: 'Monthly Price', value: 'price', of: (offer) => monthlyPrice(offer as JsonRecord, { priceKind: 'gross' }) },
	{ name: 'CPU Benchmark', value: 'benchmark', of: numberOf('cpu_benchmark'), descending: true },
	{ name: 'Memory', value: 'memory', of: numberOf('memory_size'), descending: true },
	{ name: 'Next Price Reduction', value: 'nextReduction', of: ({ fixed_price, next_reduce_date: date }) => (fixed_price !== true && typeof date === 'string' ? date : undefined) },
	{ name: 'Price per GB of Drives', value: 'pricePerGb', of: numberOf('price_per_gb') },
	{ name: 'Price per GB of Memory', value: 'pricePerGbMemory', of: numberOf('price_per_gb_memory') },
	{ name: 'Total Drive Size', value: 'totalDriveSize', of: numberOf('total_drive_size'), descending: true },
];
