import type { Reply } from './request';

/** No API of Hetzner's has limits of more than a day: a mistaken reply must not hold requests back for longer. */
const LONGEST_SECONDS = 24 * 3600;

/**
 * How long a reply asks to wait before the next attempt, in seconds: `Retry-After` holds seconds or a date (RFC 9110).
 * A second at least, a day at most; `undefined` where the reply does not say.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds({ headers }: Reply, now: number): number | undefined {
	const [value] = [headers['retry-after']].flat();
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now);
	return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 1), LONGEST_SECONDS);
}

/** NaN for what is no date with a name in it, as all HTTP dates have: `Date.parse` takes "-1" for a year. */
const secondsUntil = (date: string, now: number): number => (/[a-z]{3}/i.test(date) ? Math.ceil((Date.parse(date) - now) / 1000) : NaN);
