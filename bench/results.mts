import { readFileSync, writeFileSync } from 'node:fs';
import type { Measured, Ratio } from './rounds.mts';

/** What one part has measured, as the page shows it. */
export interface Table {
	columns: string[];
	rows: string[][];
	/** What was measured on what. */
	machine: Machine;
}

export interface Machine {
	cores: number;
	node: string;
	n8nCore: string;
	/** The day, as `2026-11-27`. */
	day: string;
	/** How many rounds; each side ran once in each. */
	rounds: number;
}

/** What a part gives: how many rounds it has run, and what is on the page. */
export type Part = Pick<Table, 'columns' | 'rows'> & { rounds: number };

/** How a part is to measure. */
export interface Measuring {
	/** Only for a glance: few rounds. */
	short: boolean;
}

/** What the last run of each part found, by the name of the part. */
export type Results = Record<string, Table>;

export const RESULTS_FILE = 'bench/results.json';

export const readResults = (): Results => JSON.parse(readFileSync(RESULTS_FILE, 'utf8')) as Results;

export const writeResults = (results: Results): void => writeFileSync(RESULTS_FILE, `${JSON.stringify(results, null, '\t')}\n`);

export const COMPARISON = ['What', 'Time', 'Beside', 'Its time', 'Ratio', 'Ratio of work', 'A regression'];

/** One comparison of times. */
export interface Compared extends Measured {
	what: string;
	beside: string;
	/** The other's time, in milliseconds. */
	other: number;
	/** Above this ratio it is a regression. */
	most?: number;
	/** Both wait for the same; only the time counts. */
	isWaiting?: true;
}

/** A comparison as a row of the page. */
export const comparison = ({ what, milliseconds, beside, other, time, work, most, isWaiting }: Compared): string[] => [
	what,
	inMilliseconds(milliseconds),
	beside,
	inMilliseconds(other),
	ratioInWords(time),
	isWaiting ? '' : ratioInWords(work),
	most === undefined ? '' : `above ${most.toFixed(2)}`,
];

/** A ratio as the page shows it. */
export const ratioInWords = ({ median, from, to }: Ratio): string => `**${median.toFixed(2)}** (${from.toFixed(2)} – ${to.toFixed(2)})`;

const inMilliseconds = (time: number): string => `${Math.round(time)} ms`;

export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(bytes < 100 * 1024 ? 2 : 0)} KB`;

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
