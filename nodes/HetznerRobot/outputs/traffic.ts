import type { Output } from '../../common/operation/operation';
import { id, number, text } from '../../common/operation/readers';

/** The row of a server in a report. */
export const TRAFFIC_REPORT: Output = {
	simplified: {
		server_number: id(),
		server_name: text(),
		month: text(undefined, 'e.g. 2026-11'),
		in: number(undefined, 'GB of the days that are over'),
		out: number(undefined, 'GB of the days that are over'),
		sum: number(undefined, 'GB of the days that are over; null where Robot has no data'),
		quota: number(undefined, 'GB that are free in a month, as Robot says; null where it is unlimited, or cannot be read'),
		share: number(undefined, 'percent of the quota, of the traffic that counts'),
		projected: number(undefined, 'GB of the traffic that counts at the end of the month, by the average of the known days'),
		projected_share: number(undefined, 'percent of the quota'),
		days_counted: number(undefined, 'the days that are in the sums'),
		note: text(undefined, 'what is missing in the numbers; null where nothing is'),
	},
	raw: [
		'server_number',
		'server_name',
		'server_ip',
		'product',
		'month',
		'traffic',
		'quota',
		'in',
		'out',
		'sum',
		'share',
		'projected',
		'projected_share',
		'days_counted',
		'days_in_month',
		'without_data',
		'note',
	],
};
