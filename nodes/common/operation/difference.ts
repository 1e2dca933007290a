import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../http/endpoint';
import { ApiError } from '../http/errors';
import type { Inputs, RequestValues } from '../http/request';
import type { Change, Comparison, Difference } from './operation';
import { isEmpty } from './values';

interface Details {
	/** What of the values counts; all of them unless told. */
	wanted?: (values: RequestValues) => IDataObject;
	/** What stands for the object under the names that are wanted; the object itself unless told. */
	now?: (object: IDataObject) => IDataObject;
	/** The codes of the refusals that mean that there is nothing. */
	absent?: string[];
	/** What is put out where there is nothing, and nothing is wanted. */
	gone?: IDataObject;
}

/** Compares what is wanted with what an endpoint of the same path shows. */
export const comparedWith = (
	look: Endpoint,
	{ wanted = (values) => values as IDataObject, now = (object) => object, absent = [], gone = { success: true } }: Details = {},
): Comparison => ({
	difference: async ({ call }, { path, values }) => {
		const [object] = await call(look, path, {}, { fresh: true }).catch((error: unknown) => {
			if (error instanceof ApiError && error.details.outcome === 'refused' && absent.includes(error.details.code)) return [];
			throw error;
		});
		return differenceOf(object && now(object), wanted(values), object ?? gone);
	},
});

/** Whether an object says that it is another one than the path has asked for. */
type IsAnother = (path: Inputs['path'], there: IDataObject) => boolean;

/** The comparisons by the endpoint of the change; each goes by what is read of its own thing only. */
export const byEndpoint = (isAnother: IsAnother, comparisons: Array<readonly [Endpoint, Comparison]>): ReadonlyMap<Endpoint, Comparison> =>
	new Map(comparisons.map(([endpoint, comparison]) => [endpoint, ofThisThing(comparison, isAnother)]));

/** What is read of another thing says nothing of this one: it may or may not be so already. */
const ofThisThing = (comparison: Comparison, isAnother: IsAnother): Comparison => ({
	...comparison,
	difference: async (run, inputs) => {
		const difference = await comparison.difference(run, inputs);
		return isAnother(inputs.path, difference.there) ? { ...difference, changes: [], isUnclear: true } : difference;
	},
});

/** For a deletion: it is there under this name, or nothing is. Of what has no name nobody can tell. */
export const takenAway = (look: Endpoint, name: string, absent: string[], gone: IDataObject = { deleted: true }): Comparison =>
	comparedWith(look, { wanted: () => ({ [name]: null }), now: (object) => ({ [name]: isEmpty(object[name]) ? undefined : object[name] }), absent, gone });

const NEW = 'new';

/** For what happens anew each time, e.g. a reset. */
export const occurring = (field: string, bare = NEW): Comparison => ({
	isCertain: true,
	difference: async (_run, { values }) => await Promise.resolve({ there: {}, changes: [anew(field, values, bare)], isUnclear: false }),
});

/** @param bare what it becomes, where no value that is sent says so */
export const anew = (field: string, values: RequestValues, bare = NEW): Change => ({ field, from: null, to: Object.keys(values).length > 0 ? (values as IDataObject) : bare });

/** @param now what is there; nothing where there is no such thing */
export function differenceOf(now: IDataObject | undefined, wanted: IDataObject, there: IDataObject): Difference {
	const want = Object.entries(wanted).filter(([, to]) => to !== undefined);
	const isKnown = (field: string) => now === undefined || now[field] !== undefined;
	const changes = want.filter(([field, to]) => isKnown(field) && !isSame(now?.[field], to)).map(([field, to]): Change => ({ field, from: now?.[field] ?? null, to: to ?? null }));
	return { there, changes, isUnclear: !want.every(([field]) => isKnown(field)) };
}

/** Texts and what they say are the same, since APIs put out numbers and switches in either form; an empty text is nothing, but a key is one: labels need no value. */
export function isSame(one: unknown, other: unknown): boolean {
	if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]));
	if (isObject(one) && isObject(other)) return isSame(Object.keys(one).sort(), Object.keys(other).sort()) && Object.keys(one).every((key) => isSame(one[key], other[key]));
	return !isObject(one) && !isObject(other) && textOf(one) === textOf(other);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value as string | number | boolean));
