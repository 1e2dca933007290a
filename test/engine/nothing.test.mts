import { describe, expect, it } from '@jest/globals';
import { sleep, type INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, nameOf, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';
import { answersFor, LEFT_OUT, NOTHINGS, WITHOUT } from '../support/nothing.mts';
import { placesOf, type Place } from '../support/places.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { expectComplete } from '../support/table.mts';

/** Every parameter of every operation, in n8n's engine, with an expression that finds nothing. */

const robot = simulatedRobot();

/** Where nobody can be asked: so what is refused was refused before anything could be sent, for any item. */
const NOWHERE = { baseUrl: 'nowhere' };

const TWO_DAYS_MS = 2 * 24 * 3600 * 1000;

/** The seeded account as it was, past every limit, and what an endpoint needs on it. */
async function fresh(endpoint: DocumentedEndpoint): Promise<INodeParameters> {
	robot.simulator.reset();
	await sleep(TWO_DAYS_MS);
	const {
		these: [first],
		before,
	} = givenFor(endpoint);
	before?.(robot.simulator.state);
	const { resource, operation } = endpoint;
	return { resource, operation, ...choiceOf(endpoint), ...(typeof first === 'function' ? first(robot.simulator.state) : first) };
}

async function refused(parameters: INodeParameters): Promise<string> {
	const { error } = await robot.run(parameters, { credential: { ...robot.credential, ...NOWHERE } });
	return error === undefined ? 'no error' : error.message.replace(/is none of .*/, 'is none of …');
}

async function sent(parameters: INodeParameters): Promise<string[]> {
	const { error } = await robot.run(parameters);
	// A snapshot is named after the time at which it was made.
	// The price of what was ordered is asked for afterwards.
	const isOrder = robot.sent().some((line) => line.startsWith('POST /order/'));
	const own = robot.sent().filter((line) => !isOrder || !/^GET \/order\/.*\/product/.test(line));
	return error === undefined ? own.map((line) => line.replace(/\/snapshot\/[^/]+/, '/snapshot/{snapshot-name}')) : [error.message];
}

const keyOf = ({ resource, operation }: DocumentedEndpoint, { name }: Place) => `${resource}: ${operation}, ${name}`;

describe.each(endpoints.map((endpoint) => ({ endpoint, title: nameOf(endpoint) })))('$title', ({ endpoint }) => {
	it('takes nothing for nothing else, in each of its parameters', async () => {
		const given = await fresh(endpoint);
		const got: Record<string, unknown[]> = {};
		const wanted: Record<string, unknown[]> = {};
		for (const place of placesOf(endpoint)) {
			const answers = answersFor(place);
			const key = keyOf(endpoint, place);
			wanted[place.name] = answers.map((answer) => (answer === LEFT_OUT ? WITHOUT[key] : answer));
			got[place.name] = [];
			for (const [index, nothing] of NOTHINGS.entries()) {
				got[place.name]!.push(answers[index] === LEFT_OUT ? await sent(place.enter(await fresh(endpoint), nothing)) : await refused(place.enter(given, nothing)));
			}
		}
		expect(got).toEqual(wanted);
	});
});

it.each(['{{ {} }}', '{{ $json }}', '{{ [{}] }}'])('a text around an object is refused: %s', async (object) => {
	const run = await robot.run({ resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: `=web-${object}` });
	expect(shown(run)).toMatchObject({
		message: 'Server Name holds an object',
		description: 'An expression in it gives an object, "[object Object]", instead of a text. Nothing was sent.',
	});
	expect(robot.sent()).toEqual([]);
});

it('the requests without a field are those of fields that may be left out', () => {
	const leftOut = endpoints.flatMap((endpoint) =>
		placesOf(endpoint)
			.filter((place) => answersFor(place).includes(LEFT_OUT))
			.map((place) => keyOf(endpoint, place)),
	);
	expectComplete('WITHOUT of test/support/nothing.mts', Object.keys(WITHOUT), leftOut);
});
