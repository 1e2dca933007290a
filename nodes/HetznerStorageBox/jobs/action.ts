import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { ApiError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import type { Inputs } from '../../common/http/request';
import { MASKED } from '../../common/n8n/secrets';
import { type Completion, type Run, type SendDetails } from '../../common/operation/operation';
import { isOn, wordOf } from '../../common/operation/values';
import { isId, toId } from '../console/ids';
import { getAction } from '../endpoints/action';
import { failed, LOST_BEFORE, notFollowed, notReadAgain, stillRunning, unanswered, withoutId, withoutSecrets } from './outcome';
import { generatePassword } from './password';

/** What an operation puts out once its action has ended. */
export interface Ending {
	/** What is read again; nothing after a deletion. */
	reread?: Endpoint;
	/** For a creation: the key in the reply, and the name of the id in the path. */
	created?: { key: string; id: string };
}

/** Sends the operation's own request. */
type Send = (details: SendDetails) => Promise<IDataObject[]>;

/**
 * Sends a change that runs as an action, waits for its end unless told otherwise, and puts out what it has changed.
 *
 * @param send sends it, where something comes before that
 * @throws ApiError that says what became of the change: it was refused, accepted, carried out, or has failed
 */
export async function act(run: Run, ending: Ending, send: Send = run.send): Promise<IDataObject[]> {
	const sent = await accepted(run, send);
	if (!isOn('waitForCompletion', run.option('waitForCompletion') ?? true)) return [sent.reply];
	return [await followed(run, sent, ending)];
}

/** Like `act`, for what has to be over before something else is sent: waits whatever the options say. */
export const actToTheEnd = async (run: Run, ending: Ending, send: Send = run.send): Promise<IDataObject> => await followed(run, await accepted(run, send), ending);

/** A change that runs. */
interface Accepted {
	reply: IDataObject;
	/** What is put out beside what is read again. */
	beside: IDataObject;
}

async function accepted(run: Run, send: Send): Promise<Accepted> {
	const complete = ({ path }: Inputs): Completion => {
		Object.assign(run.path, path);
		return {};
	};
	const [sent = {}] = await send({ complete, beside: generatePassword(run) }).catch((error: unknown): never => {
		throw unanswered(error, run);
	});
	Object.assign(run.path, (await run.settled()).path);
	const { password, price, ...others } = sent;
	const beside = { ...(price !== undefined && { price }), ...(password === MASKED ? LOST_BEFORE : password !== undefined && { password }) };
	return { reply: { ...others, ...beside }, beside };
}

async function followed(run: Run, { reply, beside }: Accepted, ending: Ending): Promise<IDataObject> {
	return await ended(run, reply, beside, ending).catch((error: unknown): never => {
		throw withoutSecrets(error, run, reply);
	});
}

async function ended(run: Run, reply: IDataObject, beside: IDataObject, { reread, created }: Ending): Promise<IDataObject> {
	if (created) run.path[created.id] = createdId(run, reply as JsonRecord, created);
	const action = reply.action as JsonRecord;
	await untilFinished(run, action);
	if (!reread) return { deleted: true };
	return { ...(await readBack(run, reread, action)), ...beside };
}

/** Without its id nobody can ask for what was created. */
function createdId(run: Run, reply: JsonRecord, { key, id }: NonNullable<Ending['created']>): PathValue {
	const object = reply[key];
	const text = isRecord(object) ? wordOf(object.id ?? '') : '';
	if (isId(text)) return toId(id, text);
	throw withoutId(run, 'what it creates');
}

/** Pauses in seconds: the API wants no more than one look in a second. */
const PAUSES = [1, 1, 2, 2, 3, 5];

/** How often in a row the action may be refused to be shown. */
const MOST_REFUSALS = 3;

/** Only the status decides: a running action may hold an error, and one that has ended a progress of 0. */
async function untilFinished(run: Run, accepted: JsonRecord): Promise<void> {
	const { maximumWait, client } = run;
	const endsAt = Date.now() + maximumWait * 1000;
	let action = accepted;
	let trouble: ApiError | undefined;
	for (let waited = 0, turn = 0, refusals = 0; ; turn++) {
		if (action.status === 'success') return;
		if (action.status === 'error') throw failed(run, action);
		const actionId = idOf(run, accepted);
		if (waited >= maximumWait || Date.now() >= endsAt) throw stillRunning(run, accepted, trouble);
		const pause = Math.max(1, Math.min(PAUSES[turn] ?? 5, maximumWait - waited));
		waited += pause;
		await client.pause(pause * 1000).catch((error: ApiError): never => {
			throw notFollowed(run, accepted, error);
		});
		const seen = await look(run, actionId, Math.min(maximumWait - waited, (endsAt - Date.now()) / 1000)).catch((error: unknown) => error);
		if (!(seen instanceof ApiError)) {
			action = seen as JsonRecord;
			trouble = undefined;
			refusals = 0;
			continue;
		}
		trouble = seen;
		refusals += isPassing(seen) ? 0 : 1;
		if (seen.details.cause === 'credential-invalid' || seen.details.code === 'CANCELLED' || refusals >= MOST_REFUSALS) throw notFollowed(run, accepted, seen);
	}
}

const isPassing = ({ details: { cause, isForNow } }: ApiError) => isForNow === true || cause === 'temporarily-unavailable' || cause === 'rate-limited';

/** An action whose reply has no id cannot be looked at. */
function idOf(run: Run, { id }: JsonRecord): PathValue {
	const text = wordOf(id ?? '');
	if (isId(text)) return toId('actionId', text);
	throw withoutId(run, 'the action');
}

async function look({ client }: Run, actionId: PathValue, seconds: number): Promise<JsonRecord> {
	const [action = {}] = await client.withPatience(0).within(seconds).objects(getAction, { path: { actionId }, values: {} }, { fresh: true });
	return action;
}

async function readBack(run: Run, reread: Endpoint, action: JsonRecord): Promise<IDataObject> {
	const path = run.path as Record<string, PathValue>;
	const read = run.client.objects(reread, { path, values: {} }, { fresh: true });
	const [object = {}] = await read.catch((error: unknown): never => {
		throw error instanceof ApiError ? notReadAgain(run, action, error) : error;
	});
	return object;
}
