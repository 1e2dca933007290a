import { describe, expect, it } from '@jest/globals';
import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { ApiError, InputError, type Outcome } from '../../nodes/common/http/errors.ts';
import type { JsonRecord } from '../../nodes/common/http/json.ts';
import { attemptsOf, HELD_BACK, trueWords } from '../../nodes/common/operation/attempts.ts';

/** What the tries of one item know of each other, and what the user's Retry of a failed execution finds again. */

interface Run {
	type?: string;
	/** The execution data of the node: the same object in all tries of a run. */
	executeData?: object;
	/** Of the first item. */
	json?: object;
	/** What n8n keeps for the node with the execution. */
	kept?: Record<string, unknown>;
	runIndex?: number;
}

/** What n8n hands to the node in one try. Its Agents module knows neither what is kept nor the run. */
function contextOf({ type = 'n8n-nodes-hetzner-robot.hetznerRobot', executeData, json, kept, runIndex }: Run): IExecuteFunctions {
	const given = <T,>(value: T | undefined) => {
		if (value === undefined) throw new Error('not here');
		return value;
	};
	return {
		getNode: () => ({ type }),
		getExecuteData: () => executeData,
		getInputData: () => (json ? [{ json }] : []),
		getContext: (of: string) => (of === 'node' ? given(kept) : undefined),
		evaluateExpression: (expression: string) => (expression === '{{ $runIndex }}' ? given(runIndex) : undefined),
	} as unknown as IExecuteFunctions;
}

const aRun = (): Run => ({ executeData: {}, kept: {}, runIndex: 0 });
const attempts = (run: Run, item = 0) => attemptsOf(contextOf(run)).begin(item);

/** Sends of one test, each with a reply of its own. */
function sender(answer: (count: number) => JsonRecord[] | Error = (count) => [{ id: count }]) {
	let count = 0;
	const send = async (): Promise<JsonRecord[]> => {
		const answered = answer((count += 1));
		if (answered instanceof Error) throw answered;
		return answered;
	};
	return { send, sent: () => count };
}

const failed = (outcome: Outcome) => new ApiError('Robot failed (HTTP 502)', { status: 502, code: 'HTTP_502', outcome, cause: 'temporarily-unavailable', advice: 'Try again.' });
const change = 'POST /reset/321';

describe('a change that was carried out', () => {
	it('is not sent again by another try of the run, which has its reply', async () => {
		const [run, { send, sent }] = [aRun(), sender()];
		expect(await attempts(run).once(change, undefined, send)).toEqual([{ id: 1 }]);
		expect(await attempts(run).once(change, undefined, send)).toEqual([{ id: 1 }]);
		expect(await attempts(run).once(change, undefined, send)).toEqual([{ id: 1 }]);
		expect(sent()).toBe(1);
	});

	it('twice in one item is two changes, in every try', async () => {
		const [run, { send, sent }] = [aRun(), sender()];
		const both = async () => {
			const item = attempts(run);
			return [...(await item.once(change, undefined, send)), ...(await item.once(change, undefined, send))];
		};
		expect(await both()).toEqual([{ id: 1 }, { id: 2 }]);
		expect(await both()).toEqual([{ id: 1 }, { id: 2 }]);
		expect(sent()).toBe(2);
	});

	it.each<[string, Run, number, string]>([
		['another change of the same item', {}, 0, 'POST /reset/322'],
		['another item', {}, 1, change],
		['another run', { executeData: {} }, 0, change],
	])('does not keep %s from being sent', async (_what, other, item, request) => {
		const [run, { send, sent }] = [aRun(), sender()];
		await attempts(run).once(change, undefined, send);
		expect(await attempts({ ...run, ...other }, item).once(request, undefined, send)).toEqual([{ id: 2 }]);
		expect(sent()).toBe(2);
	});

	it('makes the item one that has sent something', async () => {
		const run = aRun();
		await expect(attempts(run).once('POST /first', undefined, sender(() => failed('refused')).send)).rejects.toThrow();
		expect(attempts(run)).toMatchObject({ hasSent: false, unknown: [] });
		await attempts(run).once(change, undefined, sender().send);
		expect(attempts(run)).toMatchObject({ hasSent: true, unknown: [] });
		expect(attempts(run, 1).hasSent).toBe(false);
	});

	it('fixes what its names stand for', async () => {
		const item = attempts(aRun());
		let number = 321;
		const look = async () => await item.settled('serverNumber', async () => await Promise.resolve(number++));
		expect([await look(), await look()]).toEqual([321, 322]);
		await item.once(change, undefined, sender().send);
		expect([await look(), await item.settled('other', async () => await Promise.resolve(5))]).toEqual([322, 5]);
	});
});

it('an item that is done is so in every later try, with what it puts out', () => {
	const run = aRun();
	attempts(run).finished = [{ id: 1 }];
	expect(attempts(run).finished).toEqual([{ id: 1 }]);
	expect(attempts(run, 1).finished).toBeUndefined();
});

describe('a change that failed', () => {
	it('is not sent again when nobody knows what became of it', async () => {
		const [run, { send, sent }] = [aRun(), sender(() => failed('unknown'))];
		await expect(attempts(run).once(change, undefined, send)).rejects.toThrow('Robot failed (HTTP 502)');
		await expect(attempts(run).once(change, undefined, send)).rejects.toMatchObject({
			message: 'Not sent again: an earlier try was sent, and it is unknown what became of it (Robot failed (HTTP 502))',
			details: {
				status: 502,
				code: 'RETRY_HELD_BACK',
				outcome: 'unknown',
				// It does not help to wait.
				cause: undefined,
				advice: 'Retry On Fail was held back. Look whether the change was carried out before you run it again.',
			},
		});
		expect(sent()).toBe(1);
	});

	it.each<[string, Error]>([
		['refused', failed('refused')],
		['certainly not sent', failed('not-sent')],
		['not even put together', new Error('no such parameter')],
	])('is sent again when it was %s', async (_what, error) => {
		const [run, { send, sent }] = [aRun(), sender((count) => (count === 1 ? error : [{ id: count }]))];
		await expect(attempts(run).once(change, undefined, send)).rejects.toBe(error);
		expect(await attempts(run).once(change, undefined, send)).toEqual([{ id: 2 }]);
		expect(sent()).toBe(2);
	});
});

describe('the tool of an agent', () => {
	const call = (json?: object): Run => ({ ...aRun(), type: 'n8n-nodes-hetzner-robot.hetznerRobotTool', json });

	it('knows its tries, which are runs of their own, by what the model has filled in', async () => {
		const [json, { send, sent }] = [{ n: 321 }, sender()];
		await attempts(call(json)).once(change, undefined, send);
		await attempts(call(json)).once(change, undefined, send);
		expect(sent()).toBe(1);
		// The same words again are another call.
		await attempts(call({ n: 321 })).once(change, undefined, send);
		expect(sent()).toBe(2);
	});

	it.each<[string, Run]>([
		['an item', call()],
		['execution data', { ...aRun(), executeData: undefined }],
	])('and a node without %s know one try at a time', async (_what, run) => {
		const { send, sent } = sender();
		const { begin: ofItem } = attemptsOf(contextOf(run));
		await ofItem(0).once(change, undefined, send);
		await ofItem(0).once(change, undefined, send);
		expect(sent()).toBe(1);
		await attempts(run).once(change, undefined, send);
		expect(sent()).toBe(2);
	});
});

describe("the user's Retry of a failed execution", () => {
	const order = 'POST /order/server/transaction product_id=EX44';
	/** As n8n loads it: what was kept, and new execution data. */
	const retried = ({ kept, ...run }: Run): Run => ({ ...run, executeData: {}, kept: JSON.parse(JSON.stringify(kept)) as Run['kept'] });

	it('does not buy again what was bought, whatever number of things that was', async () => {
		const [first, { send, sent }] = [aRun(), sender()];
		const all = async (run: Run) => {
			const item = attempts(run);
			return [...(await item.once(order, 'EX44', send)), ...(await item.once(order, 'EX44', send)), ...(await attempts(run, 1).once(order, 'EX44', send))];
		};
		expect(await all(first)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
		const second = retried(first);
		expect(await all(second)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
		expect(attempts(second).hasSent).toBe(true);
		expect(await all(retried(second))).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
		expect(sent()).toBe(3);
	});

	it.each<[string, Run, number, string]>([
		['in another run of a loop', { runIndex: 1 }, 0, order],
		['for another item', {}, 1, order],
		['of another product', {}, 0, 'POST /order/server/transaction product_id=AX41'],
	])('buys what was not bought: %s', async (_what, other, item, request) => {
		const [first, { send, sent }] = [aRun(), sender()];
		await attempts(first).once(order, 'EX44', send);
		expect(await attempts({ ...retried(first), ...other }, item).once(request, 'EX44', send)).toEqual([{ id: 2 }]);
		expect(sent()).toBe(2);
	});

	it.each<[JsonRecord, string]>([
		[{ storage_box: { id: 101 }, action: { id: 7 } }, ' (101)'],
		[{ id: 'B1' }, ' (B1)'],
		[{ transaction: 'B1' }, ''],
	])('names what was bought, as far as %j says it', async (bought, named) => {
		const first = aRun();
		await attempts(first).once(order, 'EX44', sender(() => [bought]).send);
		await expect(attempts(retried(first)).once(order, 'AX102', sender().send)).rejects.toThrow(new RegExp(`something else${named.replace(/[()]/g, '\\$&')}$`));
	});

	it('does not take what was bought for something else', async () => {
		const [first, { send, sent }] = [aRun(), sender()];
		await attempts(first).once(order, 'EX44', send);
		await expect(attempts(retried(first)).once(order, 'AX102', send)).rejects.toMatchObject({
			message: 'Nothing was ordered: before this Retry the item has ordered something else (1)',
			details: { code: 'ORDERED_BEFORE', advice: 'Run the workflow anew, instead of a Retry, to order this as well.', outcome: 'not-sent' },
		});
		expect(sent()).toBe(1);
	});

	it('does everything else again', async () => {
		const [first, { send, sent }] = [aRun(), sender()];
		await attempts(first).once(change, undefined, send);
		await attempts(retried(first)).once(change, undefined, send);
		expect(sent()).toBe(2);
		expect(first.kept).toEqual({});
	});

	it('buys what could not be bought', async () => {
		const [first, { send, sent }] = [aRun(), sender((count) => (count === 1 ? failed('refused') : [{ id: count }]))];
		await expect(attempts(first).once(order, 'EX44', send)).rejects.toThrow();
		expect(await attempts(retried(first)).once(order, 'EX44', send)).toEqual([{ id: 2 }]);
		expect(sent()).toBe(2);
	});

	it('finds neither a password nor what was asked for in what n8n stores', async () => {
		const first = aRun();
		const { send } = sender(() => [{ id: 1, rescue: { password: 'S3cret' } }]);
		expect(await attempts(first).once(`${order} password=S3cret`, 'EX44', send)).toEqual([{ id: 1, rescue: { password: 'S3cret' } }]);
		expect(Object.entries(first.kept?.bought as object)).toEqual([
			[expect.stringMatching(/^[0-9a-f]{64}$/), { what: expect.stringMatching(/^[0-9a-f]{64}$/), objects: [{ id: 1, rescue: { password: '***' } }] }],
		]);
	});

	it('is not there in the Agents module, where a purchase goes through all the same', async () => {
		const [run, { send, sent }] = [{ executeData: {} }, sender()];
		expect(await attempts(run).once(order, 'EX44', send)).toEqual([{ id: 1 }]);
		expect(await attempts(run).once(order, 'EX44', send)).toEqual([{ id: 1 }]);
		expect(sent()).toBe(1);
	});
});

describe('an error of an item', () => {
	const limited = () => new ApiError('Nothing was sent: used up', { code: 'LIMIT_REACHED', reason: 'used up', advice: 'Nothing was sent. Wait.', outcome: 'not-sent' });
	const after = async (outcome: 'carried out' | 'unknown' | 'nothing') => {
		const run = aRun();
		const item = attempts(run);
		const noted = failed('unknown');
		if (outcome === 'carried out') await item.once(change, undefined, sender().send);
		if (outcome === 'unknown') await expect(item.once(change, undefined, sender(() => noted).send)).rejects.toBe(noted);
		return { item, noted };
	};

	it('that has sent nothing stays as it is', async () => {
		const { item } = await after('nothing');
		const error = limited();
		expect(trueWords(item, error)).toBe(error);
		expect(item.unknown).toEqual([]);
	});

	it.each([
		['carried out', 'The change was sent, but what came after it failed: used up'],
		['unknown', 'The change was sent, nobody knows what became of it, and what came after it failed: used up'],
	] as const)('whose change is %s does not say that nothing was sent', async (outcome, message) => {
		const { item } = await after(outcome);
		expect(trueWords(item, limited())).toMatchObject({
			message,
			details: { isAfterChange: true, outcome: 'unknown', advice: 'Look what became of the change before you repeat it. Wait.' },
		});
	});

	it.each([
		['carried out', 'A change was sent for this item before. Look before you repeat it. Give a name.'],
		['unknown', 'A change was sent for this item before, and it is unknown what became of it. Look before you repeat it. Give a name.'],
	] as const)('in its inputs says that the change before is %s', async (outcome, advice) => {
		const { item } = await after(outcome);
		expect(trueWords(item, new InputError('name', 'is empty', 'Nothing was sent for this item. Give a name.'))).toMatchObject({ parameter: 'name', problem: 'is empty', advice });
		const shown = new NodeOperationError({} as INode, 'Name is empty', { description: 'Nothing was sent. Give a name.' });
		expect(trueWords(item, shown)).toMatchObject({ message: 'Name is empty', description: advice });
	});

	it('that nobody has foreseen stays as it is', async () => {
		const { item } = await after('unknown');
		const error = new TypeError('odd');
		expect(trueWords(item, error)).toBe(error);
	});

	it('that says itself what was sent stays as it is', async () => {
		const { item, noted } = await after('unknown');
		// The editor's words for the same failure.
		const reworded = new ApiError('Server 321: failed', noted.details);
		expect(trueWords(item, reworded)).toBe(reworded);
		const saying = new ApiError('Activated, but not reset', { code: 'X', outcome: 'unknown', isAfterChange: true });
		expect(trueWords(item, saying)).toBe(saying);
		const [heldBack] = await Promise.allSettled([item.begin().once(change, undefined, sender().send)]);
		const { reason } = heldBack as PromiseRejectedResult;
		expect(trueWords(item, reason)).toBe(reason);
		expect((reason as ApiError).details).toMatchObject({ code: HELD_BACK, words: undefined, missing: undefined, invalid: undefined });
	});
});

it('a run of the node knows what earlier tries have changed, by item, and forgets nothing of it', async () => {
	const run = aRun();
	attempts(run, 0).finished = [{ id: 1 }];
	await attempts(run, 0).once(change, undefined, sender().send);
	await attempts(run, 1).once(change, undefined, sender().send);
	attempts(run, 2).finished = [{ id: 3 }];
	const { changed } = attemptsOf(contextOf(run));
	expect([...changed]).toEqual([
		[0, [{ id: 1 }]],
		[1, undefined],
	]);
	expect(attempts(run, 5).memory).toBe(attempts(run, 0).memory);
	expect(attempts(aRun()).memory).not.toBe(attempts(run).memory);
});
