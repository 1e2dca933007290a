import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import type { Simulator } from '../../simulator/index.mts';
import { callOf } from '../../tools/documented.mts';
import { readScores } from '../../tools/mutated.mts';
import { RELIABILITY_PAGE, reliabilityPage, type Tally } from '../../tools/reliability.mts';
import { CASES_FOLDER } from '../contract/cases/index.mts';
import { ENDPOINTS_FILE } from '../contract/documentation/documentation.mts';
import { expectComplete } from '../support/table.mts';
import { until } from '../support/until.mts';
import { expected, meet, startSecretRobot, type Noticed } from './cell.mts';
import { JOBS } from '../contract/jobs/jobs.mts';
import { reads, rows, type Row } from './rows.mts';
import { heavyTroubles, slowTroubles, troubles, type Seen, type Trouble } from './table.mts';

/** Every operation meets every trouble, in n8n's engine against the simulated Robot. */

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSecretRobot();
});
afterEach(() => simulator.close());

/** How many operations met each trouble, and how many requests that made. */
const tallies = new Map<string, Tally>();

function count(trouble: string, { requests, again }: Noticed): void {
	const { operations, requests: before } = tallies.get(trouble) ?? { operations: 0, requests: 0 };
	tallies.set(trouble, { operations: operations + 1, requests: before + requests + (again?.requests ?? 0) });
}

/** No cell remembers the one before, neither here nor at Robot. */
async function meetAnew(row: Row, trouble: Trouble): Promise<Noticed> {
	processMemory.forget();
	simulator.reset();
	return await meet(simulator, row, trouble);
}

async function meetAll(row: Row, all: Trouble[]): Promise<void> {
	const got: Record<string, Noticed> = {};
	for (const trouble of all) {
		const noticed = await meetAnew(row, trouble);
		got[trouble.name] = noticed;
		count(trouble.name, noticed);
	}
	expect(got).toEqual(Object.fromEntries(all.map((trouble) => [trouble.name, expected(row, trouble)])));
}

describe.each(rows.map((row) => ({ row, title: row.name })))('$title', ({ row }) => {
	it('meets every trouble', async () => {
		await meetAll(row, troubles);
	});

	it('meets every refusal that is documented for it', async () => {
		const refusals = row.endpoint.errors.map(([status, code]) => ({ status, code, trouble: refused(row, status, code) }));
		const got: Noticed[] = [];
		for (const { trouble } of refusals) {
			const noticed = await meetAnew(row, trouble);
			got.push(noticed);
			count('documented refusals', noticed);
		}
		expect(got).toEqual(refusals.map(({ status, code, trouble }) => ({ ...expected(row, trouble), ...advised(row, status, code) })));
	});
});

/** A documented code is said once, with Robot's own words; only a read that failed inside Robot is tried three times. */
function refused(row: Row, status: number, code: string): Trouble {
	const isEmpty = row.emptyCode === code;
	const seen: Seen = { requests: reads(row) && status === 500 ? 3 : 1, message: isEmpty ? null : `Robot's words [${code}]` };
	return { name: code, faults: () => [{ kind: 'error', status, code, message: "Robot's words", times: Infinity }], read: seen, other: seen };
}

/** Every documented code has advice; after a change that failed inside Robot it says to look first. */
function advised(row: Row, status: number, code: string): Partial<Seen> {
	if (row.emptyCode === code) return {};
	if (status === 500 && reads(row)) return { advice: 'An internal error at Hetzner. Try again later.' };
	return { advice: (status === 500 ? expect.stringMatching(/Look|Check|was not sent/) : expect.stringMatching(/\w{4,}.*[.)]$/)) as unknown as string };
}

/** The one documented reply of the seeded account that has no body, and so nothing that could trickle. */
const isBodiless = ({ name }: Row, { name: trouble }: Trouble) => name === 'POST /vswitch/{vswitch-id}' && trouble.startsWith('a reply that trickles');
const DONE: Noticed = { requests: 1, message: null, problems: [] };

describe('with a timeout of a second instead of a minute', () => {
	beforeEach(() => void jest.spyOn(processMemory, 'timeoutOf').mockReturnValue(1));
	// Where the test has failed, a reply would trickle in for an hour.
	afterEach(async () => void (await Promise.all(together.splice(0).map((own) => own.close()))));

	it.each(slowTroubles.map((trouble) => ({ trouble, title: trouble.name })))(
		'every operation meets $title',
		async ({ trouble }) => {
			const got = await meetTogether(trouble);
			for (const noticed of Object.values(got)) count(trouble.name, noticed);
			expect(got).toEqual(Object.fromEntries(rows.map((row) => [row.name, isBodiless(row, trouble) ? DONE : expected(row, trouble)])));
		},
		60_000,
	);
});

/** The simulated Robots of those that wait together. */
const together: Simulator[] = [];

/**
 * One after another would take minutes, so they wait for the timeout together. Each begins when the request of the one
 * before has arrived: its timeout runs from the sending, and what the others do before they send would use it up.
 */
async function meetTogether(trouble: Trouble): Promise<Record<string, Noticed>> {
	const all: Array<Promise<[string, Noticed]>> = [];
	for (const row of rows) {
		const own = await startSecretRobot();
		together.push(own);
		const noticed = apart(own, row, trouble);
		all.push(noticed.then((got) => [row.name, got]));
		await Promise.race([noticed, until(`${row.name} arrives`, () => own.requests().length > 0)]);
	}
	return Object.fromEntries(await Promise.all(all));
}

const namesOf = (some: Row[]) => some.map(({ name }) => name);

/** With a simulated Robot of its own, so that others may go on beside it. */
async function apart(own: Simulator, row: Row, trouble: Trouble): Promise<Noticed> {
	const { problems, ...seen } = await meet(own, row, trouble);
	// The clock is shared, so the pauses of one are in those of all.
	return { ...seen, problems: problems.filter((problem) => !problem.startsWith('pauses')) };
}

describe('one operation of each effect', () => {
	const chosen = ['GET /server/{server-number}', 'POST /server/{server-number}', 'POST /reset/{server-number}', 'DELETE /rdns/{ip}', 'POST /order/server/transaction'];

	/** A test of an order, which is sent in the same way: nothing comes before it that these troubles would meet first. */
	const alone = (row: Row): Row => (row.reads === undefined ? row : { ...row, reads: undefined, parameters: { ...row.parameters, test: true } });

	it.each(rows.filter(({ name }) => chosen.includes(name)).map((row) => ({ row: alone(row), title: row.name })))(
		'$title meets what takes memory or the name service',
		async ({ row }) => {
			await meetAll(row, heavyTroubles);
		},
		30_000,
	);
});

describe('the matrix', () => {
	it('leaves no operation out', () => {
		const covered = new Set(rows.map(({ parameters: { resource, operation } }) => `${String(resource)}: ${String(operation)}`));
		const all = resources.flatMap(({ value, operations }) => operations.map((operation) => `${value}: ${operation.value}`));
		// The requests of a job are those of other operations.
		expectComplete(`${ENDPOINTS_FILE} with ${CASES_FOLDER}`, [...covered, ...Object.keys(JOBS)], all);
	});

	it('takes for a read what the node takes for one', () => {
		const taken = rows.filter(({ endpoint }) => callOf(resources, endpoint).endpoint.effect === 'read');
		expectComplete('reads() of test/faults/rows.mts', namesOf(rows.filter(reads)), namesOf(taken));
	});
});

/** `npm run reliability` writes the page, every other run compares it. */
afterAll(() => {
	if (tallies.get(troubles[0]!.name)?.operations !== rows.length) return;
	const cells = [...tallies.values()].reduce((sum, { operations }) => sum + operations, 0);
	process.stdout.write(`${cells} cells: ${rows.length} operations, ${tallies.size} troubles\n`);
	const page = reliabilityPage([...troubles, ...slowTroubles, ...heavyTroubles], tallies, readScores());
	if (process.env.RELIABILITY === 'write') writeFileSync(RELIABILITY_PAGE, page);
	else expect(existsSync(RELIABILITY_PAGE) ? readFileSync(RELIABILITY_PAGE, 'utf8') : '').toBe(page);
});
