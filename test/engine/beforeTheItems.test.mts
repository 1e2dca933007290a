import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, simulatedRobot } from '../support/simulatedRobot.mts';
import { runNode } from '../support/engine.mts';

/** n8n passes the input on as a success where a node throws and the workflow continues on errors: so nothing may be thrown then. */

const robot = simulatedRobot();

const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' };

const TROUBLES = [
	{ what: 'a password that is empty', credential: { password: '' }, error: 'Password is empty' },
	{ what: 'a user name that is no text', credential: { username: null as unknown as string }, error: 'Username is empty' },
	{ what: 'a Base URL that is none', credential: { baseUrl: 'robot' }, error: 'Base URL is not an address' },
	{ what: 'a wait that is no number', parameters: { options: { waitForLimit: '={{ "soon" }}' } }, error: 'Wait for Request Limit (Seconds) is not a number' },
	{ what: 'a wait that resolves to nothing', parameters: { options: { waitForLimit: '={{ $json.missing }}' } }, error: 'Wait for Request Limit (Seconds) resolved to nothing' },
	{ what: 'a resource that is not there', parameters: { resource: 'rset' }, error: 'There is no operation "" of "rset"' },
	{ what: 'an operation that is not there', parameters: { operation: '={{ $json.missing }}' }, error: 'There is no operation "{{ $json.missing }}" of "reset"' },
];

describe.each(TROUBLES)('$what', ({ credential, parameters, error }) => {
	const run = async (onError?: 'continueRegularOutput' | 'continueErrorOutput') =>
		await runNode({ credential: { ...robot.credential, ...credential }, parameters: { ...reset, ...parameters }, items: itemsOf(1, 2), ...(onError && { onError }) });

	it('stops the node before anything is sent', async () => {
		expect((await run()).error?.message).toBe(error);
		expect(robot.sent()).toEqual([]);
	});

	it('makes every item an error item where the workflow continues on errors', async () => {
		const result = await run('continueRegularOutput');

		expect(result.json).toEqual([expect.objectContaining({ error }), expect.objectContaining({ error })]);
		expect(pairedItems(result)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(robot.sent()).toEqual([]);
	});

	it('lets no item out of the success output where there is one for errors', async () => {
		const { outputs } = await run('continueErrorOutput');
		expect([outputs[0] ?? [], outputs[1]!.map(({ json }) => json.error)]).toEqual([[], [error, error]]);
	});
});

describe('what is read for each item', () => {
	it('may be right for some and wrong for others: the good ones are carried out', async () => {
		const parameters = { ...reset, options: { waitForLimit: '={{ $json.n }}' } };
		const run = await robot.run(parameters, { items: itemsOf('soon', 10, null), onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([
			{ error: 'Wait for Request Limit (Seconds) is not a number' },
			{ type: 'hw' },
			{ error: 'Wait for Request Limit (Seconds) resolved to nothing' },
		]);
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw']);
	});

	it('is waited for as long as each item allows', async () => {
		const wait = { ...reset, options: { waitForLimit: '={{ $json.n }}' } };
		await robot.run(reset, { items: itemsOf(...Array.from({ length: 50 }, (_, index) => index)) });

		const run = await robot.run(wait, { items: itemsOf(0, 4000), onError: 'continueRegularOutput' });
		expect(run.json).toMatchObject([{ error: expect.stringContaining('Robot allows 50 requests per hour') }, { type: 'hw' }]);
	});
});
