import type { JsonRecord } from '../../common/http/json';
import { numberIn, textIn } from '../../common/operation/readers';

/** What a drive can be, as people call it. */
export const DRIVE_KINDS = { hdd: 'HDD', nvme: 'NVMe SSD', sataSsd: 'SATA SSD' } as const;

export type DriveKind = keyof typeof DRIVE_KINDS;

const ANY = Object.keys(DRIVE_KINDS) as DriveKind[];

/** Some equal drives of an offer. */
export interface Drives {
	count?: number;
	/** GB of each. */
	size?: number;
	/** Each kind that they may be, as far as Robot says it. */
	kinds: DriveKind[];
}

/** What the description says, line by line; what is no text says nothing. */
export const linesOf = ({ description }: JsonRecord): string[] => (Array.isArray(description) ? description.flatMap((line) => textIn(line) ?? []) : []);

/** `4x SSD M.2 NVMe 512 GB`, `2 x 2 TB SATA Enterprise HDD`, but no `1x RAID Controller SAS`. */
export const isDriveLine = (line: string): boolean => /^\d+ ?x .*(HDD|SSD|NVMe|SAS)/i.test(line) && !/controller/i.test(line);

/**
 * The drives of an offer. Robot has fields for their number and size, but not for their kind, and only the description
 * tells drives of several kinds apart. The tags in `hdd_text` do not count: Robot documents "ENT.HDD" on an offer of SSDs.
 */
export function drivesOf(offer: JsonRecord): Drives[] {
	const told = linesOf(offer)
		.flatMap((line) => line.split(/\s*[+;]\s*/))
		.filter(isDriveLine)
		.map(drivesIn);
	if (told.length > 1) return told;
	const [only] = told;
	const count = numberIn(offer.hdd_count) ?? only?.count;
	return [{ count, size: amountIn(offer.hdd_size) ?? only?.size, kinds: only?.count === count ? (only?.kinds ?? ANY) : ANY }];
}

/** A size or a number of something; 0 says as little as nothing. */
export function amountIn(value: unknown): number | undefined {
	const amount = numberIn(value);
	return amount !== undefined && amount > 0 ? amount : undefined;
}

/** GB of all drives, `undefined` where it cannot be told. */
export function totalSize(drives: Drives[]): number | undefined {
	const sizes = drives.map(({ count, size }) => (count === undefined || size === undefined ? undefined : count * size));
	return sizes.includes(undefined) ? undefined : (sizes as number[]).reduce((total, size) => total + size, 0);
}

const drivesIn = (line: string): Drives => ({ count: Number.parseInt(line, 10), size: sizeIn(line), kinds: kindsIn(line) });

/** `512 GB`, `1,92 TB`, but no speed as `6 Gb/s`. In `1.024 GB` the point may stand for either. */
function sizeIn(line: string): number | undefined {
	const [, amount, unit] = /(?<![\d.,])(\d+(?:[.,]\d{1,2})?) ?([GT])B(?![\w/])/i.exec(line) ?? [];
	return amount === undefined ? undefined : Math.round(Number(amount.replace(',', '.')) * (unit?.toUpperCase() === 'T' ? 1000 : 1));
}

function kindsIn(line: string): DriveKind[] {
	if (/NVMe/i.test(line)) return ['nvme'];
	if (/HDD/i.test(line)) return ['hdd'];
	if (!/SSD/i.test(line)) return ANY;
	if (/\bSAS\b/i.test(line)) return [];
	return /\bSATA\b/i.test(line) ? ['sataSsd'] : ['nvme', 'sataSsd'];
}
