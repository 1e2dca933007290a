import type { IDataObject } from 'n8n-workflow';
import { accountKey } from '../../common/http/account';
import type { ApiClient } from '../../common/http/client';
import { ApiError, InputError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Slot } from '../../common/http/memory';
import { Queue } from '../../common/http/queue';
import type { Inputs, RequestValues } from '../../common/http/request';
import { alone } from '../../common/operation/alone';
import { HELD_BACK } from '../../common/operation/attempts';
import type { Completion, Run } from '../../common/operation/operation';
import { orderPrice, type OrderPrice } from '../../common/operation/priceLimits';
import { wordOf } from '../../common/operation/values';
import { isAnother, isId, toId } from '../console/ids';
import { dearestOf, priceOf } from '../console/prices';
import { getStorageBox, listStorageBoxes } from '../endpoints/storageBox';
import { listStorageBoxTypes } from '../endpoints/storageBoxType';
import { listed } from '../lookups/pages';
import { act, type Ending } from './action';

/** What costs money: a new Storage Box, and another type of one. */

const NOTHING_ORDERED = 'Nothing was ordered.';

/** A creation that the API has accepted. */
interface Confirmed {
	/** Empty where the reply did not say it. */
	id: string;
	at: number;
}

/** What is known of an account's creations beyond an execution, by the name of the Storage Box. */
interface Creations {
	confirmed: Map<string, Confirmed>;
	/** When a creation was sent whose outcome is unknown. */
	unanswered: Map<string, number>;
	/** The creation under way: two executions must not both look before either has created. */
	underWay: Queue;
}

const accountCreations: Slot<Creations> = { begin: () => ({ confirmed: new Map(), unanswered: new Map(), underWay: new Queue() }) };

const creationsOf = ({ client }: Run): Creations => client.accountMemory.of(accountCreations);

/** How long a creation keeps its name: the list may lack the box, and one whose reply did not arrive may take effect late; in milliseconds. */
const LAG_MS = 10 * 60_000;

/** For how long a box that was created may not be found yet, in milliseconds. */
const UNSEEN_MS = 3 * 60_000;

/**
 * Creates a Storage Box, unless there is one of that name, or it costs more than the options allow. A workflow that is
 * run again, or a message that is delivered twice, would otherwise buy twice.
 */
export async function createBox(run: Run, ending: Ending): Promise<IDataObject[]> {
	const { looking, take, leave, around } = alone(run, creationsOf(run).underWay);
	const price = orderPrice();
	const check = async ({ values }: Inputs): Promise<Completion> => {
		await take();
		const isOld = await checkPrice(price, looking, values, async () => await Promise.resolve(wordOf(values.location ?? '')));
		if (isOld) return { isOld };
		await checkName(looking);
		return around;
	};
	const purchase = purchaseOf(run, wordOf(run.values.name ?? ''));
	return await act(run, ending, async (details) => {
		const sent = run.send({ ...details, complete: check, beside: Object.assign(price.beside, details.beside), purchase }).catch((error: unknown): never => {
			noteUnanswered(run, error);
			throw error;
		});
		const replies = await sent.finally(leave);
		noteConfirmed(run, replies[0]);
		return replies;
	});
}

/** Changes the type, unless it costs more than the options allow. */
export async function changeBoxType(run: Run, ending: Ending): Promise<IDataObject[]> {
	const purchase = purchaseOf(run, [run.parameter('storageBoxId'), run.parameter('storageBoxType')]);
	const price = orderPrice();
	return await act(run, ending, async (details) => {
		const complete = async (inputs: Inputs): Promise<Completion> => {
			await checkPrice(price, run, inputs.values, async (client) => await locationOf(client, inputs.path));
			return (await details.complete?.(inputs)) ?? {};
		};
		return await run.send({ ...details, complete, beside: price.beside, purchase });
	});
}

const purchaseOf = (run: Run, what: unknown): string => JSON.stringify([accountKey(run.client.account), what]);

async function checkPrice({ check }: OrderPrice, run: Run, values: RequestValues, locationFor: (client: ApiClient) => Promise<string>): Promise<boolean> {
	return await check(run, async (client) => {
		const location = await locationFor(client);
		const words = {
			unknown: (what: string) => `Hetzner Console does not say what this type costs ${what} in "${location.slice(0, 60)}"`,
			tooDear: (cost: string, what: string) => `this type costs ${cost} ${what} with VAT`,
			advice: NOTHING_ORDERED,
		};
		// A type that is listed twice may be either.
		return { price: dearestOf((await typesOf(client, values)).map((type) => priceOf(type, location))), words };
	});
}

async function typesOf(client: ApiClient, values: RequestValues): Promise<JsonRecord[]> {
	const wanted = wordOf(values.storage_box_type ?? '');
	const types = await listed(client, listStorageBoxTypes, { path: {}, values: {} }, Infinity, { fresh: true });
	const meant = types.filter(({ id, name }) => (isId(wanted) ? wordOf(id ?? '') : name) === wanted);
	if (meant.length > 0) return meant;
	throw new InputError('storageBoxType', `: Hetzner Console offers no "${wanted.slice(0, 60)}"`, NOTHING_ORDERED);
}

async function locationOf(client: ApiClient, path: Inputs['path']): Promise<string> {
	const [box = {}] = await client.objects(getStorageBox, { path, values: {} }, { fresh: true });
	const { location } = box;
	return isRecord(location) && !isAnother(path, box) ? wordOf(location.name ?? '') : '';
}

async function checkName(run: Run): Promise<void> {
	const name = wordOf(run.values.name ?? '');
	const [box] = await boxesNamed(run, name);
	const known = box ? wordOf(box.id ?? '') : await confirmedBox(run, name);
	if (known !== undefined) {
		const which = known || 'just created';
		throw new InputError('name', `: there is a Storage Box named "${name.slice(0, 60)}" already (${which})`, `${NOTHING_ORDERED} Use that one, or choose another name.`);
	}
	const sentAt = creationsOf(run).unanswered.get(name);
	if (sentAt === undefined || !isRecent(sentAt, LAG_MS)) return;
	throw new InputError(
		'name',
		`: an earlier creation of this name has an unknown outcome ("${name.slice(0, 60)}")`,
		`${NOTHING_ORDERED} It may still take effect: look into Hetzner Console, and try again 10 minutes after it, or choose another name.`,
	);
}

/** A clock that was set back makes nothing old. */
const isRecent = (at: number, milliseconds: number): boolean => Math.abs(Date.now() - at) <= milliseconds;

async function boxesNamed({ client }: Run, name: string): Promise<JsonRecord[]> {
	const boxes = await listed(client, listStorageBoxes, { path: {}, values: { name } }, Infinity, { fresh: true });
	// A box that cannot be read may be the one.
	if (boxes.some((box) => typeof box.name !== 'string')) throw client.dialect.undocumented(listStorageBoxes);
	return boxes.filter((box) => box.name === name);
}

/**
 * The id of a box that was just created, and that the list does not have yet: unless it is deleted by now, or has another
 * name. Empty where the reply did not say it.
 */
async function confirmedBox(run: Run, name: string): Promise<string | undefined> {
	const known = creationsOf(run).confirmed.get(name);
	if (!known || !isRecent(known.at, LAG_MS)) return undefined;
	if (known.id === '') return '';
	const box = run.client.objects(getStorageBox, { path: { storageBoxId: toId('storageBoxId', known.id) }, values: {} }, { fresh: true });
	const [found] = await box.catch((error: unknown) => {
		// What lags in the list may lag here as well: so soon it is not deleted, unless this n8n has deleted it.
		if (error instanceof ApiError && error.details.code === 'not_found') return isRecent(known.at, UNSEEN_MS) ? [{ name }] : [];
		throw error;
	});
	return !found || (found.name !== name && typeof found.name === 'string') ? undefined : known.id;
}

/** Deletes a box, whose name may be used again then. */
export async function deleteBox(run: Run, ending: Ending): Promise<IDataObject[]> {
	const deleted = await act(run, ending);
	const { confirmed } = creationsOf(run);
	for (const [name, { id }] of confirmed) if (id === run.path.storageBoxId) confirmed.delete(name);
	return deleted;
}

function noteConfirmed(run: Run, { storage_box: box }: IDataObject = {}): void {
	const id = isRecord(box) ? wordOf(box.id ?? '') : '';
	creationsOf(run).confirmed.set(wordOf(run.values.name ?? ''), { id: isId(id) ? id : '', at: Date.now() });
}

function noteUnanswered(run: Run, error: unknown): void {
	const isUnanswered = error instanceof ApiError && error.details.outcome === 'unknown' && error.details.code !== HELD_BACK;
	if (isUnanswered) creationsOf(run).unanswered.set(wordOf(run.values.name ?? ''), Date.now());
}
