import { InputError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import { toFlag, textIn } from '../../common/operation/readers';
import { noSuch, toAmount, toBoolean, toFilledList, toTrimmed } from '../../common/operation/values';
import { amountIn, DRIVE_KINDS, drivesOf, linesOf, type DriveKind, type Drives } from './marketDrives';
import { hasFeature, type Answer, type Feature } from './marketFeatures';
import { monthlyPrice } from './marketPrices';

/** What an offer of the server market has to be like, by the parameter that says it; what is left out does not matter. */
export type MarketFilters = Partial<Wanted>;

interface Wanted extends Record<Feature, boolean> {
	cpu: string;
	dataCenter: string[];
	driveKinds: DriveKind[];
	fixedPrice: boolean;
	hourly: boolean;
	/** Euros per month. */
	maximumPrice: number;
	minimumBenchmark: number;
	minimumDrives: number;
	/** GB. */
	minimumDriveSize: number;
	/** GB. */
	minimumMemory: number;
	/** GB. */
	minimumTotalDriveSize: number;
	priceKind: 'gross' | 'net';
	searchWords: string[];
	unknown: 'keep' | 'leaveOut';
	withIpv4: boolean;
}

interface Filter<T> {
	/** @throws InputError for what cannot be meant */
	read: (name: string, value: unknown) => T;
	/** Missing for a filter that only says how others are meant. */
	answer?: (offer: JsonRecord, wanted: T, all: MarketFilters) => Answer;
}

const answerOf = (isSo: boolean | undefined): Answer => (isSo === undefined ? 'unknown' : isSo ? 'yes' : 'no');

const atLeast = (field: string): Filter<number> => ({
	read: toAmount,
	answer: ({ [field]: said }, least) => {
		const amount = amountIn(said);
		return answerOf(amount === undefined ? undefined : amount >= least);
	},
});

const feature = (name: Feature): Filter<boolean> => ({
	read: toBoolean,
	answer: (offer, wanted) => {
		const has = hasFeature(offer, name);
		return has === 'unknown' ? has : answerOf((has === 'yes') === wanted);
	},
});

const oneOf = <T extends string>(...words: T[]): Filter<T> => ({
	read: (name, value) => {
		const word = toTrimmed(name, value);
		const known = words.find((possible) => possible === word);
		if (known !== undefined) return known;
		throw new InputError(name, `is none of ${words.join(', ')}`);
	},
});

const driveFilter = <T>(read: Filter<T>['read']): Filter<T> => ({ read, answer: (offer, _wanted, all) => hasDrives(drivesOf(offer), all) });

/** How each filter is read, and what an offer answers to it. */
const FILTERS: { [Name in keyof Wanted]: Filter<Wanted[Name]> } = {
	cpu: { read: toLower, answer: ({ cpu }, wanted) => answerOf(textIn(cpu)?.toLowerCase().includes(wanted)) },
	dataCenter: {
		read: (name, value) => toFilledList(name, value).map((place) => place.toLowerCase()),
		answer: ({ datacenter }, places) => answerOf(isSaid(datacenter) ? places.some((place) => isIn(datacenter.toLowerCase(), place)) : undefined),
	},
	driveKinds: driveFilter(toDriveKinds),
	ecc: feature('ecc'),
	fixedPrice: {
		read: toBoolean,
		answer: ({ fixed_price }, wanted) => {
			const isFixed = toFlag(fixed_price);
			return answerOf(isFixed === undefined ? undefined : isFixed === wanted);
		},
	},
	gpu: feature('gpu'),
	hardwareRaid: feature('hardwareRaid'),
	/** Robot says null of one that is billed by the month. */
	hourly: { read: toBoolean, answer: ({ price_hourly }, wanted) => answerOf(price_hourly === undefined ? undefined : (price_hourly !== null) === wanted) },
	intelNic: feature('intelNic'),
	/** An offer without a price is never one that costs little, whatever else the unknown means. */
	maximumPrice: { read: toAmount, answer: (offer, most, all) => answerOf((monthlyPrice(offer, all) ?? Infinity) <= most) },
	minimumBenchmark: atLeast('cpu_benchmark'),
	minimumDrives: driveFilter(toAmount),
	minimumDriveSize: driveFilter(toAmount),
	minimumMemory: atLeast('memory_size'),
	minimumTotalDriveSize: driveFilter(toAmount),
	priceKind: oneOf('gross', 'net'),
	redundantPsu: feature('redundantPsu'),
	searchWords: {
		read: (name, value) => toFilledList(name, value).flatMap((words) => words.toLowerCase().split(/\s+/)),
		answer: (offer, words) => answerOf(words.every((word) => wordsOf(offer).includes(word))),
	},
	unknown: oneOf('keep', 'leaveOut'),
	withIpv4: { read: toBoolean },
};

const isFilter = (name: string): name is keyof Wanted => Object.hasOwn(FILTERS, name);

/** Checks a filter before anything is sent. */
export const checkMarketFilter =
	(name: keyof Wanted) =>
	(value: unknown): undefined =>
		void FILTERS[name].read(name, value);

/**
 * Reads the filters, also those that were read and kept before.
 *
 * @param label what people call a parameter
 * @throws InputError for what is no filter, and for what cannot be meant: neither may let everything through
 */
export function readMarketFilters(given: unknown, label = (name: string): string => name): MarketFilters {
	if (!isRecord(given)) throw new InputError(label('filters'), 'resolved to nothing', 'Correct the expression. Nothing was sent.');
	const read = Object.entries(given).map(([name, value]) => {
		if (!isFilter(name)) throw noSuch(label('filters'), 'filter', name, Object.keys(FILTERS));
		return [name, FILTERS[name].read(label(name), value)];
	});
	return Object.fromEntries(read) as MarketFilters;
}

/** Whether these are filters as they were read, which may have been kept for long. */
export function isMarketFilters(value: unknown): value is MarketFilters {
	try {
		return readMarketFilters(value) !== undefined;
	} catch {
		return false;
	}
}

/** Whether an offer is what was asked for. What it does not say counts only where that was chosen. */
export const isWanted = (offer: JsonRecord, filters: MarketFilters): boolean =>
	Object.entries(filters).every(([name, wanted]) => {
		const { answer } = FILTERS[name as keyof Wanted] as Filter<unknown>;
		const said = answer?.(offer, wanted, filters) ?? 'yes';
		return said === 'yes' || (said === 'unknown' && filters.unknown === 'keep');
	});

/** The filters of drives count together: so many of these kinds, of this size, and all that in total. */
function hasDrives(drives: Drives[], { driveKinds, minimumDrives = 0, minimumDriveSize = 0, minimumTotalDriveSize = 0 }: MarketFilters): Answer {
	const judged = drives.map((some) => ({ some, suits: suits(some, driveKinds, minimumDriveSize) }));
	const sure = judged.filter(({ suits: isSo }) => isSo === 'yes').map(({ some }) => some);
	const possible = judged.filter(({ suits: isSo }) => isSo !== 'no').map(({ some }) => some);
	const least = driveKinds || minimumDriveSize > 0 ? Math.max(1, minimumDrives) : minimumDrives;
	if (counted(possible, Infinity) < least || sized(possible, Infinity) < minimumTotalDriveSize) return 'no';
	return counted(sure, 0) >= least && sized(sure, 0) >= minimumTotalDriveSize ? 'yes' : 'unknown';
}

function suits({ kinds, size }: Drives, wanted: DriveKind[] | undefined, least: number): Answer {
	const isPossible = wanted === undefined || kinds.some((kind) => wanted.includes(kind));
	if (!isPossible || (size ?? Infinity) < least) return 'no';
	const isSure = wanted === undefined || kinds.every((kind) => wanted.includes(kind));
	return isSure && (size ?? 0) >= least ? 'yes' : 'unknown';
}

const counted = (drives: Drives[], unknown: number): number => drives.reduce((total, { count = unknown }) => total + count, 0);

const sized = (drives: Drives[], unknown: number): number => drives.reduce((total, { count = unknown, size = unknown }) => total + (count === 0 ? 0 : count * size), 0);

/** `fsn1` for all of a location, `fsn1-dc1` for that one and not for `fsn1-dc14`. */
const isIn = (dataCenter: string, place: string): boolean => dataCenter.startsWith(place) && !/\d\d/.test(dataCenter.slice(place.length - 1, place.length + 1));

const isSaid = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Everything that Robot says of an offer in words. */
const wordsOf = (offer: JsonRecord): string =>
	[offer.name, offer.cpu, ...linesOf(offer), offer.hdd_text]
		.map((said) => textIn(said) ?? '')
		.join('\n')
		.toLowerCase();

function toLower(name: string, value: unknown): string {
	return toTrimmed(name, value).toLowerCase();
}

/** By name or by label, in any spelling. */
function toDriveKinds(name: string, value: unknown): DriveKind[] {
	const plain = (word: string) => word.toLowerCase().replace(/\s/g, '');
	const kinds = Object.entries(DRIVE_KINDS) as Array<[DriveKind, string]>;
	return toFilledList(name, value).map((given) => {
		const found = kinds.find((words) => words.some((word) => plain(word) === plain(given)));
		if (found) return found[0];
		throw noSuch(name, 'kind', given, Object.keys(DRIVE_KINDS));
	});
}
