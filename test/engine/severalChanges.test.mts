import { describe, expect, it } from '@jest/globals';
import type { NodeResult, NodeRun } from '../support/engine.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { arrived, changes, threeItems } from '../support/threeItems.mts';

/** Every change, with three items, one of which fails: what was carried out is not repeated, nor what nobody knows. */

const robot = simulatedRobot();

const HELD_BACK = /^Not sent again: an earlier try was sent, and it is unknown what became of it/;
/** An order is looked for before it is placed: here Robot lists it, and so it is known what became of it. */
const FOUND = /^Product: \S+ was ordered less than a minute ago \(transaction B\d{8}-\d+-S?\d+, in process\)$/;

/** Which of the items that were put out carry an error, and what it says. */
const errors = ({ json }: NodeResult) => (json as Array<{ error?: string }>).map(({ error }) => error);

describe.each(changes.map((row) => ({ row, title: row.name })))('$title', ({ row }) => {
	const { method, resource } = row.endpoint;
	const isHeldBack = expect.stringMatching(resource === 'order' ? FOUND : HELD_BACK);

	/** Runs the three items with two tries. One of the requests meets a trouble, each other one gets the documented reply. */
	async function run(trouble: 'refused' | 'unknown', skip: number, onError?: NodeRun['onError']) {
		const { parameters, items, values } = threeItems(row, robot.simulator.state);
		if (trouble === 'refused') robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'busy', method, skip, times: 1 });
		else robot.simulator.inject({ kind: 'cut-after', method, skip, times: 1 });
		robot.simulator.inject({ kind: 'reply', status: 200, body: row.success, contentType: 'application/json', method, times: Infinity });
		const result = await robot.run(parameters, { items, tries: 2, ...(onError && { onError }) });
		return { result, arrived: arrived(row, values, robot.simulator.requests()) };
	}

	it('is tried again for the item that was refused, and for no other', async () => {
		const { result, arrived: requests } = await run('refused', 1);

		expect(result.error).toBeUndefined();
		expect(errors(result)).toEqual([undefined, undefined, undefined]);
		expect(requests).toEqual([0, 1, 1, 2]);
	});

	it('is held back for the item of which nobody knows what became', async () => {
		const { result, arrived: requests } = await run('unknown', 1);

		expect(result.error?.message).toEqual(isHeldBack);
		expect(result.error?.description).toMatch(
			/^Item 0 was carried out.* For item 1: (Retry On Fail was held back|A change was sent for this item before, and it is unknown what became of it)\. /,
		);
		expect(requests).toEqual([0, 1]);
	});

	it.each(['refused', 'unknown'] as const)('goes on behind an item that is %s where the workflow does', async (trouble) => {
		const { result, arrived: requests } = await run(trouble, 1, 'continueErrorOutput');

		const [done = [], failed = []] = result.outputs;
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(failed.map(({ json }) => json.error)).toEqual([expect.stringMatching(trouble === 'refused' ? /^(Server \d+: )?busy \[CONFLICT\]$/ : /ECONNRESET/)]);
		expect(requests).toEqual([0, 1, 2]);
	});

	it('is repeated for no other item where n8n tries again because the first one was refused', async () => {
		const { result, arrived: requests } = await run('refused', 0, 'continueRegularOutput');

		expect(errors(result)).toEqual([undefined, undefined, undefined]);
		expect(requests).toEqual([0, 1, 2, 0]);
	});

	it('is repeated for no item where n8n tries again because nobody knows what became of the first one', async () => {
		const { result, arrived: requests } = await run('unknown', 0, 'continueRegularOutput');

		expect(errors(result)).toEqual([isHeldBack, undefined, undefined]);
		expect(requests).toEqual([0, 1, 2]);
	});
});
