import { daysAfter } from '../../dates.mts';
import type { Location, StorageBoxType } from '../state/catalogue.mts';
import { isoTime } from '../state/time.mts';

export const seedLocations = (): Location[] => [
	{ id: 1, name: 'fsn1', description: 'Falkenstein DC Park 1', country: 'DE', city: 'Falkenstein', latitude: 50.47612, longitude: 12.370071, network_zone: 'eu-central' },
	{ id: 2, name: 'nbg1', description: 'Nuremberg DC Park 1', country: 'DE', city: 'Nuremberg', latitude: 49.452102, longitude: 11.076665, network_zone: 'eu-central' },
	{ id: 3, name: 'hel1', description: 'Helsinki DC Park 1', country: 'FI', city: 'Helsinki', latitude: 60.169855, longitude: 24.938379, network_zone: 'eu-central' },
];

const TIB = 1024 ** 4;

/** Prices differ by location, bx41 is not to be had everywhere, bx10 not at all any more, and bx20 not for much longer. */
export const seedTypes = (start: Date): StorageBoxType[] => [
	{ ...type(1333, 'bx11', 1, [10, 10]), prices: [price('fsn1', 320), price('nbg1', 340), price('hel1', 320)] },
	{ ...type(1334, 'bx21', 5, [20, 20]), prices: [price('fsn1', 1090), price('nbg1', 1150), price('hel1', 1090)] },
	{ ...type(1335, 'bx31', 10, [30, 30]), prices: [price('fsn1', 2080), price('nbg1', 2190), price('hel1', 2080)] },
	{ ...type(1336, 'bx41', 20, [40, 40]), prices: [price('fsn1', 4060, 900), price('hel1', 4060, 900)] },
	{ ...type(1201, 'bx10', 0.5, [null, null]), prices: [price('fsn1', 290)], deprecation: deprecation(start, -400, -30) },
	{ ...type(1202, 'bx20', 2, [10, 10]), prices: [price('fsn1', 560), price('hel1', 560)], deprecation: deprecation(start, -10, 80) },
];

function type(id: number, name: string, tebibytes: number, [snapshot_limit, automatic_snapshot_limit]: [number | null, number | null]): Omit<StorageBoxType, 'prices'> {
	return { id, name, description: name.toUpperCase(), size: tebibytes * TIB, snapshot_limit, automatic_snapshot_limit, subaccounts_limit: 100, deprecation: null };
}

/** Net, in cents a month; gross is 19 % more, and an hour the 624th part. */
function price(location: string, monthly: number, setup = 0): StorageBoxType['prices'][number] {
	const amount = (cents: number) => ({ net: (cents / 100).toFixed(4), gross: ((cents * 1.19) / 100).toFixed(4) });
	return { location, price_hourly: amount(monthly / 624), price_monthly: amount(monthly), setup_fee: amount(setup) };
}

function deprecation(start: Date, announced: number, unavailable: number): StorageBoxType['deprecation'] {
	return { announced: isoTime(daysAfter(start, announced)), unavailable_after: isoTime(daysAfter(start, unavailable)) };
}
