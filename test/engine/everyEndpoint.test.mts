import { afterAll, describe, expect, it } from '@jest/globals';
import { cases, givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, examples, nameOf } from '../contract/documentation/documentation.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** Every documented endpoint, in n8n's engine against the simulated Robot, under the names that are a contract. */

const robot = simulatedRobot();

/** `rules[input][0][name]` is a part of the documented input `rules`. */
const inputOf = ([name]: [string, string]) => name.split('[')[0]!;

/** The endpoints that answered a request of the node. */
const answered = new Set<string>();

const tries = endpoints.flatMap((endpoint) => {
	const { these, before } = givenFor(endpoint);
	return these.map((given, index) => ({
		endpoint,
		given,
		before,
		title: `${nameOf(endpoint)} (${endpoint.resource}: ${endpoint.operation})${index === 0 ? '' : `, try ${index + 1}`}`,
	}));
});

describe.each(tries)('$title', ({ endpoint, given, before }) => {
	it('is carried out', async () => {
		const { resource, operation, method, path, inputs } = endpoint;
		before?.(robot.simulator.state);

		const run = await robot.run({ resource, operation, ...choiceOf(endpoint), ...(typeof given === 'function' ? given(robot.simulator.state) : given) });

		expect(run.error).toBeUndefined();
		expect(run.json.length).toBeGreaterThan(0);
		const { method: sentMethod, path: sentPath, status, query, form } = robot.simulator.requests().findLast((request) => request.method === method)!;
		expect(sentMethod).toBe(method);
		expect(sentPath).toMatch(new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`));
		expect([200, 201, 202, 204]).toContain(status);
		const documented = inputs.map((input) => input.replace('[]', ''));
		expect([...query, ...form].map(inputOf).filter((name) => !documented.includes(name))).toEqual([]);
		answered.add(nameOf(endpoint));
	});
});

afterAll(() => {
	process.stdout.write(`${answered.size}/${endpoints.length} endpoints, ${cases.length}/${examples.length} examples\n`);
});
