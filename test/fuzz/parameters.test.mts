import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { rows, type Row } from '../faults/rows.mts';
import { given, type Way } from './given.mts';
import { hostile } from './hostile.mts';
import { startRecorder, type Recorder } from './recorder.mts';
import { attempt, casesOf, pollution, problemsOf, seed, strayRequests } from './sound.mts';

/** Parameters that nobody would enter: a clear error or a sound request, and nothing outside of the operation's paths. */

let recorder: Recorder;
beforeAll(async () => {
	recorder = await startRecorder();
});
afterAll(() => recorder.close());

const rowOf = (name: string): Row => rows.find((row) => row.name === name)!;

const strange = fc.constantFrom(...rows.map(({ name }) => name)).chain((name) => {
	const { resource, operation } = rowOf(name).parameters;
	return fc.record({ name: fc.constant(name), changes: hostile(String(resource), String(operation)), way: fc.constantFrom<Way>('parameter', 'expression') });
});

it('strange parameters end in a clear error or in a request of that operation', async () => {
	let cases = 0;
	await fc.assert(
		fc.asyncProperty(strange, async ({ name, changes, way }) => {
			const row = rowOf(name);
			cases += 1;
			const { resource, operation } = row.parameters as Record<string, string>;
			// Each case stands alone.
			processMemory.forget();
			recorder.requests.length = 0;
			recorder.answer = { status: row.success === '' ? 204 : 200, body: row.success };

			const run = await attempt({ credential: { username: 'u', password: 'p', baseUrl: recorder.url }, ...given(row, changes, way) });

			expect({ problems: problemsOf(run), stray: strayRequests(resource!, operation!, recorder.requests), pollution: pollution() }).toEqual({
				problems: [],
				stray: [],
				pollution: [],
			});
		}),
		{ numRuns: casesOf(0.5), ...seed() },
	);
	process.stdout.write(`${cases} cases of strange parameters\n`);
}, 3_600_000);
