import { describe, expect, it } from '@jest/globals';
import { ADVICE } from '../../nodes/HetznerRobot/robot/advice.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { routes } from '../../simulator/sections.mts';
import { callOf } from '../../tools/documented.mts';
import { expectComplete } from '../support/table.mts';
import { casesFile, known } from './cases/index.mts';
import { endpoints, ENDPOINTS_FILE, examples, EXAMPLES_FILE, limitInNumbers, nameOf } from './documentation/documentation.mts';

/** What is still to be added for an endpoint, and where: CONTRIBUTING.md goes through it in this order. */

const names = [...new Set(endpoints.map(({ resource }) => resource))];
/** What an error says, as something that is still to be done. */
function complaints(attempt: () => unknown): string[] {
	try {
		attempt();
		return [];
	} catch (error) {
		return [(error as Error).message];
	}
}

const once = (texts: string[]) => [...new Set(texts)];

it('every resource that the tests know is documented', () => {
	expect([...known.keys()].filter((name) => !names.includes(name)).map((name) => `${ENDPOINTS_FILE} has nothing of the resource that ${casesFile(name)} is for`)).toEqual([]);
});

it('every endpoint has its example', () => {
	expectComplete(EXAMPLES_FILE, once(examples.map(({ method, path }) => nameOf({ method, path }))), endpoints.map(nameOf));
});

it('every endpoint is asked by the node', () => {
	expect(endpoints.flatMap((endpoint) => complaints(() => callOf(resources, endpoint)))).toEqual([]);
});

it('every endpoint is answered by the simulated Robot', () => {
	expectComplete('The list of routes in simulator/sections.mts', routes.map(nameOf), endpoints.map(nameOf));
});

it('every endpoint is answered by the simulated Robot as often as is documented', () => {
	const wrong = endpoints.flatMap((endpoint) => {
		const limit = routes.find((route) => nameOf(route) === nameOf(endpoint))?.limit;
		const { max, seconds } = limitInNumbers(endpoint.limit);
		return limit === undefined || (limit.max === max && limit.seconds === seconds)
			? []
			: [`${nameOf(endpoint)} answers ${limit.max} requests in ${limit.seconds} seconds, and is documented with ${endpoint.limit}`];
	});
	expect(wrong).toEqual([]);
});

/** Codes of the live service that the documentation does not have. */
const SEEN_LIVE = ['BOOT_ALREADY_ENABLED'];

it('every documented error code has its advice, and no other has', () => {
	const codes = once([...SEEN_LIVE, ...endpoints.flatMap(({ errors }) => errors.map(([, code]) => code))]);
	expectComplete('ADVICE of nodes/HetznerRobot/robot/advice.ts', Object.keys(ADVICE), codes);
});

describe.each(names)('%s', (resource) => {
	const own = endpoints.filter((endpoint) => endpoint.resource === resource);
	const ownNames = own.map(nameOf);
	const ownCases = known.get(resource)?.cases ?? [];

	it('has a case for each of its examples', () => {
		const wanted = examples.filter(({ method, path }) => ownNames.includes(nameOf({ method, path }))).map(nameOf);
		expectComplete(
			`cases of ${casesFile(resource)}`,
			ownCases.map(({ endpoint, variant }) => (variant === undefined ? endpoint : `${endpoint} (${variant})`)),
			wanted,
		);
	});

	it('has what each of its endpoints needs on the seeded account', () => {
		expectComplete(`given of ${casesFile(resource)}`, Object.keys(known.get(resource)?.given ?? {}), ownNames);
	});

	it('takes for an empty list the code that its case has, and no other', () => {
		const problems = own.flatMap((endpoint) => {
			const name = nameOf(endpoint);
			const inCase = ownCases.find((entry) => entry.endpoint === name && entry.emptyCode !== undefined)?.emptyCode ?? 'none';
			const inNode = callOf(resources, endpoint).endpoint.reply.emptyCode ?? 'none';
			return inCase === inNode ? [] : [`${name}: the emptyCode of ${casesFile(resource)} is ${inCase}, that of the endpoint in nodes/HetznerRobot/endpoints is ${inNode}`];
		});
		expect(problems).toEqual([]);
	});
});
