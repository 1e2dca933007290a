import { beforeEach, describe, expect, it } from '@jest/globals';
import { sleep, type INodeParameters } from 'n8n-workflow';
import { givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, nameOf, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';
import { pass } from '../support/clock.mts';
import { asNumbers, asTexts, calls, filledIn, FROM_MODEL_FOR_EACH, NOTHINGS, REFUSALS } from '../support/models.mts';
import { placesOf } from '../support/places.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** Every parameter of every operation, filled in by the model of an AI agent: nothing is sent, or exactly what is meant. */

const robot = simulatedRobot();
const TOOL = { type: 'n8n-nodes-hetzner-robot.hetznerRobotTool' };

const TWO_DAYS_MS = 2 * 24 * 3600 * 1000;

// At the end of a month the days that pass would make another one of the last month.
beforeEach(() => pass((10 - new Date(Date.now()).getUTCDate()) * 24 * 3600));

/** What decides which fields there are takes no expression: n8n would ask for all of them. */
const NO_EXPRESSION = ['kind'];

/** The seeded account as it was, past every limit, and what an endpoint needs on it. */
async function fresh(endpoint: DocumentedEndpoint): Promise<INodeParameters> {
	robot.simulator.reset();
	await sleep(TWO_DAYS_MS);
	const { these, before } = givenFor(endpoint);
	before?.(robot.simulator.state);
	const { resource, operation } = endpoint;
	return { resource, operation, ...choiceOf(endpoint), ...(typeof these[0] === 'function' ? these[0](robot.simulator.state) : these[0]) };
}

/** What was asked for: the changes, else the last read; names are looked up before. */
function asked(): string[] {
	// Snapshots and orders are named after the time at which they were made.
	const lines = robot.sent().map((line) => line.replace(/\/snapshot\/[^/ ]+/, '/snapshot/{snapshot-name}').replace(/B\d{8}/, 'B{date}'));
	const changes = lines.filter((line) => !line.startsWith('GET'));
	return changes.length > 0 ? changes : lines.slice(-1);
}

describe.each(endpoints.map((endpoint) => ({ endpoint, title: nameOf(endpoint) })))('$title', ({ endpoint }) => {
	it('sends nothing where nothing was filled in, in whatever words', async () => {
		const given = await fresh(endpoint);
		const got: Record<string, unknown> = {};
		const wanted: Record<string, unknown> = {};
		for (const { name, label, within, enter } of placesOf(endpoint)) {
			const run = await robot.run(enter(given, FROM_MODEL_FOR_EACH), { ...TOOL, items: calls(...NOTHINGS), onError: 'continueRegularOutput' });
			const subject = /rules/i.test(within) ? `${within === 'inputRules' ? 'Input' : 'Output'} Rules: ${label}` : label;
			wanted[name] = REFUSALS.map((refusal) => (NO_EXPRESSION.includes(name) ? expect.stringContaining('is none of') : `${subject} ${refusal}`));
			got[name] = run.json.map((json) => (json as { error?: unknown }).error);
		}
		expect(got).toEqual(wanted);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['texts', asTexts],
		['numbers and texts with commas', asNumbers],
	])('sends what is meant where everything was filled in as %s', async (_name, spelling) => {
		const run = await robot.run(await fresh(endpoint));
		expect(run.error).toBeUndefined();
		const wanted = asked();

		const { parameters, items } = filledIn(await fresh(endpoint), spelling, NO_EXPRESSION);
		const called = await robot.run({ ...parameters, allowInAgents: true }, { ...TOOL, items });

		expect(called.error?.message).toBeUndefined();
		expect(asked()).toEqual(wanted);
	});
});
