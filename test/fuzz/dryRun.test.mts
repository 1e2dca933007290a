import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { FLEET_JOBS } from '../contract/jobs/fleetJobs.mts';
import { reads, rows } from '../faults/rows.mts';
import { anyAnswer } from './answers.mts';
import { given, type Way } from './given.mts';
import { hostile } from './hostile.mts';
import { startRecorder, type Recorder } from './recorder.mts';
import { attempt, casesOf, problemsOf, seed } from './sound.mts';

/** Whatever is entered and whatever is answered: a dry run sends no change. */

let recorder: Recorder;
beforeAll(async () => {
	recorder = await startRecorder();
});
afterAll(() => recorder.close());

/** The jobs for a fleet have no documented reply: they begin with the list of servers. */
const SERVERS = '[{"server":{"server_number":1001,"server_name":"web1","server_ip":"198.51.100.1","server_ipv6_net":"2001:db8:0:1::"}}]';
const jobs = FLEET_JOBS.filter(({ ofConsole }) => !ofConsole).map(({ parameters }) => ({ parameters, success: SERVERS }));
const isRead = ({ path, method }: { path: string; method: string }) => method === 'GET' || path === '/traffic';
const changes = [...rows.filter((row) => !reads(row)), ...jobs];

const strange = fc.constantFrom(...changes).chain((row) => {
	const { resource, operation } = row.parameters;
	const documented = fc.constant({ status: 200, body: row.success });
	return fc.record({
		row: fc.constant(row),
		values: fc.oneof(fc.constant<Array<[string, unknown]>>([]), hostile(String(resource), String(operation))),
		way: fc.constantFrom<Way>('parameter', 'expression'),
		answer: fc.oneof(documented, anyAnswer(row.success)),
		dryRun: fc.constantFrom<unknown>(true, 'true', '={{ true }}'),
		tries: fc.constantFrom(undefined, 2),
	});
});

it('a dry run sends nothing that changes anything', async () => {
	let cases = 0;
	let foretold = 0;
	await fc.assert(
		fc.asyncProperty(strange, async ({ row, values, way, answer, dryRun, tries }) => {
			cases += 1;
			processMemory.forget();
			recorder.requests.length = 0;
			recorder.answer = answer;
			const kept = values.filter(([name]) => !['resource', 'operation', 'options', 'options.dryRun'].includes(name));
			const { parameters, items } = given(row, [...kept, ['options.dryRun', dryRun]], way);

			const run = await attempt({ credential: { username: 'u', password: 'p', baseUrl: recorder.url }, parameters, items, tries });

			foretold += run.json.filter((item) => (item as { dryRun?: unknown }).dryRun === true).length;
			const sent = recorder.requests.filter(({ method, rawUrl }) => !isRead({ method, path: rawUrl }));
			expect({ sent, problems: problemsOf(run) }).toEqual({ sent: [], problems: [] });
		}),
		{ numRuns: casesOf(0.7), ...seed() },
	);
	// Not all of them may have been refused before.
	expect(foretold).toBeGreaterThan(cases / 10);
	process.stdout.write(`${cases} dry runs, ${foretold} foretold\n`);
}, 3_600_000);
