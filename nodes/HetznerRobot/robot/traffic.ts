import type { JsonRecord } from '../../common/http/json';
import type { ServerAddresses } from './serverAddresses';

/** Hours, days and months, as far as each query type of Robot names them (documentation: "POST /traffic"). */
export type QueryType = 'day' | 'month' | 'year';

/** Addresses as the documentation sends them: one bare, several as a list. */
export const asSent = (addresses: string[]): string | string[] => (addresses.length === 1 ? (addresses[0] as string) : addresses);

/** Both kinds of addresses, of which one may be missing. */
export const addressesAsSent = ({ ip, subnet }: ServerAddresses): Record<string, string | string[]> => ({
	...(ip.length > 0 && { ip: asSent(ip) }),
	...(subnet.length > 0 && { subnet: asSent(subnet) }),
});

/**
 * One item for each address, or for each interval of each address where the traffic is grouped: `in`, `out` and `sum`
 * in GB, and for an interval its start as `timestamp`, on Robot's clock, whose time zone is not documented.
 */
export function trafficItems({ type = null, from = null, to = null, data }: JsonRecord): JsonRecord[] {
	const addresses = Object.entries((data ?? {}) as Record<string, JsonRecord>);
	return addresses.flatMap(([address, traffic]) => {
		if (typeof traffic.sum === 'number') return [{ address, type, from, to, ...traffic }];
		const intervals = Object.entries(traffic as Record<string, JsonRecord>).sort(([a], [b]) => a.localeCompare(b));
		return intervals
			.map(([interval, sums]) => ({ address, type, from, to, interval, timestamp: startOf(interval, type as QueryType, String(from)), ...sums }))
			.sort((a, b) => a.timestamp.localeCompare(b.timestamp));
	});
}

/** When an interval begins. Its key is only the hour, day or month: one before that of `from` is in the next day, month or year. */
function startOf(interval: string, type: QueryType, from: string): string {
	const [year = 0, month = 1, day = 1, hour = 0] = from.split(/[-T]/).map(Number);
	const given = Number(interval);
	if (type === 'year') return at(Date.UTC(given < month ? year + 1 : year, given - 1, 1));
	if (type === 'month') return at(Date.UTC(year, given < day ? month : month - 1, given));
	return at(Date.UTC(year, month - 1, given < hour ? day + 1 : day, given));
}

const at = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 19);
