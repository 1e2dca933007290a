import type { Interval } from './trafficInterval.mts';

const HOUR = 3_600_000;

/** In GB, four decimals. */
export interface Traffic {
	in: number;
	out: number;
	sum: number;
}

/** The traffic of an address in an interval: the sum of its hours, so that days and months add up. */
export function trafficIn(address: string, { start, end }: Interval): Traffic {
	let received = 0;
	let sent = 0;
	for (let hour = start; hour < end; hour += HOUR) {
		received += gigabytes(`${address} in`, hour);
		sent += gigabytes(`${address} out`, hour);
	}
	return rounded(received, sent);
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

export function rounded(received: number, sent: number): Traffic {
	return { in: round(received), out: round(sent), sum: round(received + sent) };
}

/** Made up, but always the same for the same hour: more by day than by night, up to about 0.3 GB. */
function gigabytes(what: string, hour: number): number {
	const hourOfDay = (hour / HOUR) % 24;
	const daylight = 1 - Math.cos((2 * Math.PI * (hourOfDay - 3)) / 24);
	return round(0.01 + daylight * 0.15 * fraction(`${what} ${hour}`));
}

/** FNV-1a as a number from 0 to below 1. */
function fraction(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return (hash >>> 0) / 2 ** 32;
}
