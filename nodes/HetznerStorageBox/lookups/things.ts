import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import type { PathValue } from '../../common/http/path';
import { entriesByName, entryByName, labels, NOT_SENT, type Listed } from '../../common/operation/names';
import { found, type Parameter, type PathPart } from '../../common/operation/operation';
import { toLocator, toText } from '../../common/operation/values';
import { idIn, isId, toId } from '../console/ids';
import { listSnapshots } from '../endpoints/snapshot';
import { listStorageBoxes } from '../endpoints/storageBox';
import { listStorageBoxTypes } from '../endpoints/storageBoxType';
import { listSubaccounts } from '../endpoints/subaccount';
import { listed } from './pages';

/** Something that can be given by its id or by its name. */
interface Thing {
	listed: Listed;
	endpoint: Endpoint;
	/** What it belongs to, whose path has to be filled first. */
	within?: { name: string; toPart: (given: unknown, parameter: Parameter) => PathPart };
}

const thingOf = (thing: string): Listed => ({ thing, name: 'name', id: 'id', advice: `Choose the ${thing} from the list, or give its ID.` });

const withinBox = { name: 'storageBoxId', toPart: (given: unknown, parameter: Parameter) => toPart(BOX, 'storageBoxId', given, parameter) };

export const BOX: Thing = { listed: { ...thingOf('Storage Box'), things: 'Storage Boxes', otherName: 'username' }, endpoint: listStorageBoxes };
export const SNAPSHOT: Thing = { listed: thingOf('snapshot'), endpoint: listSnapshots, within: withinBox };
export const SUBACCOUNT: Thing = { listed: { ...thingOf('sub-account'), otherName: 'username' }, endpoint: listSubaccounts, within: withinBox };
export const TYPE: Thing = { listed: thingOf('Storage Box type'), endpoint: listStorageBoxTypes };

/**
 * The id of what was picked or typed, in whichever way.
 *
 * @throws InputError for what can be neither an id nor a name
 */
export function toPart(thing: Thing, name: string, locatorOrBare: unknown, parameter: Parameter): PathPart {
	const { mode, value, given } = toLocator(name, locatorOrBare);
	if (value === '') throw new InputError(name, 'is empty');
	if (mode === 'name' || (mode === '' && !isId(value))) return byName(thing, name, toText(name, given), parameter);
	// A bare number may be somebody's name as well.
	return mode === '' && typeof given === 'string' ? byNumberOrName(thing, name, value, given, parameter) : toId(name, value);
}

/** What was found by its name, which the execution may tell of later on. */
const lookedUp: Slot<Map<string, JsonRecord>> = { begin: () => new Map() };

const keyOf = ({ listed: { thing } }: Thing, id: string) => `${thing} ${id}`;

/** What the execution has found by its name. */
export const knownBy =
	(thing: Thing) =>
	async (client: ApiClient, id: string): Promise<JsonRecord | undefined> =>
		await Promise.resolve(client.executionMemory.of(lookedUp).get(keyOf(thing, id)));

const byName = (thing: Thing, name: string, typed: string, parameter: Parameter): PathPart => ({
	lookUp: async (client) => {
		const entry = entryByName(thing.listed, name, await entriesOf(thing, client, parameter), typed);
		const id = idIn(name, thing.listed.thing, entry);
		client.executionMemory.of(lookedUp).set(keyOf(thing, id), entry);
		return id;
	},
});

const byNumberOrName = (thing: Thing, name: string, number: string, typed: string, parameter: Parameter): PathPart => ({
	lookUp: async (client) => {
		const id = toId(name, number);
		const named = entriesByName(thing.listed, await entriesOf(thing, client, parameter), typed).filter((entry) => String(entry.id) !== id);
		if (named.length === 0) return id;
		const advice = `Choose the ${thing.listed.thing} from the list, or say whether it is the ID or the name. ${NOT_SENT}`;
		throw new InputError(name, `: ${typed.slice(0, 60)} is an ID, and the name of ${labels(thing.listed, named).join(', ')}`, advice);
	},
});

async function entriesOf({ endpoint, within }: Thing, client: ApiClient, parameter: Parameter): Promise<JsonRecord[]> {
	const path: Record<string, PathValue> = within ? { [within.name]: await found(within.toPart(parameter(within.name), parameter), client) } : {};
	return await listed(client, endpoint, { path, values: {} });
}
