import type { ApiClient } from '../http/client';
import { InputError } from '../http/errors';
import type { JsonRecord } from '../http/json';
import type { Slot } from '../http/memory';
import type { PathValue } from '../http/path';
import { entriesByName, entryByName, labels, NOT_SENT, type Listed } from './names';
import type { Parameter, PathPart } from './operation';
import { toLocator, toText } from './values';
import { idOfPage, isWebAddress, type WebPages } from './webPage';

/** A kind of thing that people give by its id, its name, or the address of its page. */
export interface Kind {
	listed: Listed;
	/** All that there are, to look for a name. */
	entries: (client: ApiClient, parameter: Parameter) => Promise<JsonRecord[]>;
	ids: Ids;
	pages?: WebPages;
}

/** The ids of an API. */
export interface Ids {
	isId: (text: string) => boolean;
	toId: (name: string, value: string) => PathValue;
	/** The only way from an entry of a list into a path. */
	idIn: (name: string, thing: string, entry: JsonRecord) => PathValue;
}

/**
 * The id of what was picked or typed, in whichever way.
 *
 * @throws InputError for what can be neither an id nor a name
 */
export function toThing(kind: Kind, name: string, locatorOrBare: unknown, parameter: Parameter): PathPart {
	const { mode, value, given } = toLocator(name, locatorOrBare);
	const { ids, pages, listed } = kind;
	if (value === '') throw new InputError(name, 'is empty');
	if (isWebAddress(value)) return ids.toId(name, idOfPage(name, value, listed.thing, pages));
	if (mode === 'name' || (mode === '' && !ids.isId(value))) return byName(kind, name, toText(name, given), parameter);
	// A bare number may be somebody's name as well.
	return mode === '' && typeof given === 'string' ? byNumberOrName(kind, name, value, given, parameter) : ids.toId(name, value);
}

/** What was found by its name, which the execution may tell of later on. */
const lookedUp: Slot<Map<string, JsonRecord>> = { begin: () => new Map() };

const keyOf = ({ listed: { thing } }: Kind, id: string) => `${thing} ${id}`;

/** What the execution has found by its name. */
export const knownBy =
	(kind: Kind) =>
	async (client: ApiClient, id: string): Promise<JsonRecord | undefined> =>
		await Promise.resolve(client.executionMemory.of(lookedUp).get(keyOf(kind, id)));

const byName = (kind: Kind, name: string, typed: string, parameter: Parameter): PathPart => ({
	lookUp: async (client) => {
		const { listed, ids, entries } = kind;
		const entry = entryByName(listed, name, await entries(client, parameter), typed);
		const id = ids.idIn(name, listed.thing, entry);
		client.executionMemory.of(lookedUp).set(keyOf(kind, id), entry);
		return id;
	},
});

const byNumberOrName = ({ listed, ids, entries }: Kind, name: string, number: string, typed: string, parameter: Parameter): PathPart => ({
	lookUp: async (client) => {
		const id = ids.toId(name, number);
		const named = entriesByName(listed, await entries(client, parameter), typed).filter((entry) => String(entry[listed.id]) !== id);
		if (named.length === 0) return id;
		const advice = `Choose the ${listed.thing} from the list, or say whether it is the ID or the name. ${NOT_SENT}`;
		throw new InputError(name, `: ${typed.slice(0, 60)} is an ID, and the name of ${labels(listed, named).join(', ')}`, advice);
	},
});
