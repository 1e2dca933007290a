import { wordOf } from '../../common/operation/values';

const GIGABYTES: Record<string, number> = { gb: 1, tb: 1000 };

/** One spelling for each number: "1.000 GB" may be one GB or a thousand, and so is neither. */
const QUOTA = /^(\d+(?:\.\d{1,2})?) ?(GB|TB)$/i;

/**
 * How many GB of traffic are free in a month, out of what Robot says of a server: "5 TB". One TB counts as 1000 GB, which
 * is less than 1024 and so never too late. `undefined` for "unlimited", and for what cannot be read.
 */
export function quotaOf(traffic: unknown): number | undefined {
	const [, amount = '', unit = ''] = QUOTA.exec(wordOf(traffic ?? '').trim()) ?? [];
	const quota = Number(amount) * (GIGABYTES[unit.toLowerCase()] ?? 0);
	return quota > 0 ? quota : undefined;
}
