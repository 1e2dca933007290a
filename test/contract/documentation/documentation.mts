import { readFileSync } from 'node:fs';

/** One documented endpoint (`endpoints.json`). */
export interface DocumentedEndpoint {
	method: string;
	/** As the documentation writes it: `/server/{server-number}`. */
	path: string;
	resource: string;
	operation: string;
	/** The parameter value that selects the endpoint where one operation serves several: `system=rescue`. */
	when?: string;
	limit: string;
	inputs: string[];
	errors: Array<[status: number, code: string]>;
	fields: Array<[name: string, type: string]>;
}

/** One documented exchange (`examples.json`). */
export interface DocumentedExample {
	method: string;
	path: string;
	/** Tells the examples of one endpoint apart. */
	variant?: string;
	/** The decoded form, in order. */
	request: Array<[name: string, value: string]>;
	query?: Array<[name: string, value: string]>;
	/** The parsed body, `null` for none. */
	response: unknown;
	notes?: string;
}

export const ENDPOINTS_FILE = 'test/contract/documentation/endpoints.json';
export const EXAMPLES_FILE = 'test/contract/documentation/examples.json';

const read = <T,>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

export const endpoints = read<DocumentedEndpoint[]>(ENDPOINTS_FILE);
export const examples = read<DocumentedExample[]>(EXAMPLES_FILE);

export const nameOf = ({ method, path, variant }: { method: string; path: string; variant?: string }) =>
	variant === undefined ? `${method} ${path}` : `${method} ${path} (${variant})`;

/** `system=rescue` as the parameter that it is. */
export const choiceOf = ({ when }: DocumentedEndpoint): Record<string, string> => (when === undefined ? {} : Object.fromEntries([when.split('=')]));

/** `1 request per 5 seconds` is at most 1 in 5 seconds. */
export const limitInNumbers = (limit: string) => {
	const [, max, count, unit] = /^(\d+) requests? per (\d* ?)(\w+?)s?$/.exec(limit)!;
	return { max: Number(max), seconds: Number(count || 1) * { second: 1, hour: 3600, day: 86_400 }[unit as 'hour'] };
};

/** The parts of a path that are the same whoever names its parameters: `/server/{}`. */
export const withoutNames = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
