import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import type { Endpoint } from '../http/endpoint';
import { ApiError } from '../http/errors';
import type { JsonRecord } from '../http/json';
import type { Inputs } from '../http/request';
import type { ItemAttempts } from './attempts';
import { whileBusy } from './busy';
import { rehearse } from './dryRun';
import { listed } from './lists';
import { Unchanged, unlessSame } from './onlyIfDifferent';
import type { Operation, Run } from './operation';
import type { Plan } from './plan';
import { inEditorsWords } from './refusedInputs';
import { runOf } from './run';
import { toldBy, withTold } from './tells';
import { isOn } from './values';

/**
 * Carries a plan out; a dry run stops before the first change.
 *
 * @param attempts what earlier tries of the same item have done
 * @returns one record for each item to put out
 * @throws ApiError, InputError
 */
export async function perform(client: ApiClient, plan: Plan, attempts: ItemAttempts): Promise<IDataObject[]> {
	const work = plan.isDryRun ? rehearse : carryOut;
	const done = async () =>
		await whileBusy(client, plan.call.endpoint, plan.busyPatience, async () => await work(client, plan, attempts.begin())).catch((error: unknown): never => {
			throw inEditorsWords(error, plan);
		});
	attempts.finished ??= plan.isDryRun ? await done() : plan.shape(await done());
	return attempts.finished;
}

async function carryOut(client: ApiClient, plan: Plan, attempts: ItemAttempts): Promise<IDataObject[]> {
	const { operation, call } = plan;
	const run = runOf(client, plan, attempts);
	const countsAsDone = isOn('alreadyDone', run.option('alreadyDone'));
	const onlyIfDifferent = isOn('onlyIfDifferent', run.option('onlyIfDifferent'));
	let note: IDataObject = operation.rehearsal ? {} : { changed: true };
	let told: JsonRecord | undefined;
	const tell = async (inputs: Inputs) => (told = await toldBy([...operation.fields, ...call.fields], inputs, client));
	const ifAlreadyDone = async (error: unknown): Promise<IDataObject[]> => {
		const there = countsAsDone ? await whatIsThere(operation, call.endpoint, run, error) : undefined;
		if (there === undefined) throw error;
		note = { changed: false, message: (error as ApiError).message };
		return [there];
	};
	const { send } = run;
	run.send = async (details) => {
		const checked = onlyIfDifferent ? unlessSame(call.comparison, run, details) : details;
		const complete = async (inputs: Inputs) => {
			await tell(inputs);
			return (await checked?.complete?.(inputs)) ?? {};
		};
		return await send({ ...checked, complete }).catch(ifAlreadyDone);
	};
	const records = await (operation.job?.(run) ?? run.send()).catch((error: unknown) => {
		if (!(error instanceof Unchanged)) throw error;
		note = { changed: false, message: error.message };
		return [error.there];
	});
	const wanted = listed(operation, plan.parameter, records);
	const all = told ?? (await tell(await run.settled()));
	return wanted.map((record) => ({ ...withTold(record, all), ...((countsAsDone || onlyIfDifferent) && note) }));
}

/** What a refusal that means "it is so already" leaves to put out; `undefined` for any other error. */
async function whatIsThere({ alreadyDone = [] }: Operation, { reply: { done = {} } }: Endpoint, run: Run, error: unknown): Promise<IDataObject | undefined> {
	if (!(error instanceof ApiError)) return undefined;
	const { message, details } = error;
	const known = alreadyDone.find((entry) => entry.code === details.code && (entry.message?.test(message) ?? true));
	if (!known || details.outcome !== 'refused') return undefined;
	return known.shows ? await known.shows(run) : done;
}
