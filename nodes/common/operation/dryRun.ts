import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import { fillPath } from '../http/path';
import type { Inputs } from '../http/request';
import { Rehearsed, rehearsal } from '../http/rehearsal';
import { NO_LOCK } from '../n8n/lock';
import { withoutSecrets } from '../n8n/secrets';
import type { ItemAttempts } from './attempts';
import type { Change, Difference, Rehearsal, Run } from './operation';
import type { Plan } from './plan';
import { runOf } from './run';
import { naming, toldBy } from './tells';
import { isOn } from './values';
import { inWords, withoutUntrue } from './warning';

/** What the item of a dry run holds. Nothing was sent that changes anything. */
interface DryRun extends IDataObject {
	dryRun: true;
	/** Whether the operation would change anything; `null` where one read cannot tell. */
	changed: boolean | null;
	changes: Change[];
	/** What would be sent, in this order. */
	requests: IDataObject[];
	/** What is lost, interrupted, or costs money. */
	warnings: string[];
}

/** Does all that comes before the first change of an item, and says of which thing what would be sent. */
export async function rehearse(client: ApiClient, plan: Plan, attempts: ItemAttempts): Promise<IDataObject[]> {
	const known: IDataObject = {};
	let warnings = new Set([...inWords(plan.operation.warnings ?? [], plan.parameter), ...refusals(client, plan)]);
	const foretell: Run['foretell'] = (more, warning, untrue) => {
		Object.assign(known, more);
		warnings = new Set(withoutUntrue(warnings, untrue));
		if (warning !== undefined) warnings.add(warning);
	};
	const own = runOf(rehearsal(client), plan, attempts);
	const before: IDataObject[] = [];
	const call: Run['call'] = async (...request) =>
		await own.call(...request).catch((error: unknown) => {
			if (!(error instanceof Rehearsed)) throw error;
			before.push(lineOf(error));
			return [];
		});
	const run: Run = { ...own, call, lock: () => NO_LOCK, foretell };
	const about = async (inputs?: Inputs) => await toldBy(naming([...plan.operation.fields, ...plan.call.fields]), inputs ?? (await run.settled()), client);
	const each = await plan.operation.rehearsal?.(run);
	if (each) {
		const told = await about();
		return each.map((one) => ({
			...told,
			...one.thing,
			dryRun: true,
			...foretoldOf(one),
			warnings: one.requests.length > 0 ? [...withoutUntrue(warnings, one.untrue), ...one.warnings] : [],
		}));
	}
	const work = plan.operation.job?.(run) ?? run.send();
	const rehearsed = await work.then(
		() => undefined,
		(error: unknown) => {
			if (error instanceof Rehearsed) return error;
			throw error;
		},
	);
	const told = await about(rehearsed?.inputs);
	const { changed, changes, requests } = await foretoldBy(run, plan, rehearsed, before, known);
	return [{ ...told, dryRun: true, changed, changes, requests, warnings: requests.length > 0 ? [...warnings] : [], ...known }];
}

/**
 * @param before what would be sent before the operation's own request, if that would be sent at all
 * @param known what was foretold
 */
async function foretoldBy(run: Run, plan: Plan, rehearsed: Rehearsed | undefined, before: IDataObject[], known: IDataObject): Promise<Foretold> {
	if (!rehearsed) return { changed: before.length > 0, changes: [], requests: before };
	const own = await foretold(run, plan, rehearsed, known);
	return { ...own, requests: [...before, ...own.requests] };
}

const foretoldOf = ({ changes, requests, message }: Rehearsal): Foretold => ({ changed: requests.length > 0, changes, requests, ...(message !== undefined && { message }) });

type Foretold = Pick<DryRun, 'changed' | 'changes' | 'requests'>;

const NOTHING_TO_DO: Foretold = { changed: false, changes: [], requests: [] };

async function foretold(run: Run, { call, further }: Plan, rehearsed: Rehearsed, known: IDataObject): Promise<Foretold> {
	const { inputs } = rehearsed;
	const difference = await call.comparison?.difference(run, inputs);
	const changed = changedBy(difference);
	if (changed === false && isOn('onlyIfDifferent', run.option('onlyIfDifferent'))) return NOTHING_TO_DO;
	return {
		changed,
		changes: (difference?.changes ?? []).map(withoutSecret),
		requests: [lineOf(rehearsed), ...further.map(({ endpoint: { method, path }, toldAs }) => ({ method, path: fillPath(path, inputs.path), values: known[toldAs] }))],
	};
}

function lineOf({ request: { values, ...line } }: Rehearsed): IDataObject {
	return { ...line, ...(Object.keys(values).length > 0 && { values: withoutSecrets(values) }) };
}

/** Whether the real one would be refused: whoever may not do it may still plan it for somebody who may. */
function refusals(client: ApiClient, { effect, operation }: Plan): string[] {
	try {
		client.check(effect, operation.action);
		return [];
	} catch (error) {
		return [`${(error as Error).message}.`];
	}
}

/** Secrets are told by the names of what they are. */
const withoutSecret = ({ field, from, to }: Change): Change => ({ field, from: withoutSecrets({ [field]: from })[field], to: withoutSecrets({ [field]: to })[field] });

function changedBy(difference: Difference | undefined): boolean | null {
	if (!difference) return null;
	if (difference.changes.length > 0) return true;
	return difference.isUnclear ? null : false;
}
