import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { reads, rows, type Row } from '../faults/rows.mts';
import type { NodeResult } from '../support/engine.mts';
import { anyAnswer } from './answers.mts';
import { startRecorder, type Recorder } from './recorder.mts';
import { attempt, casesOf, pollution, problemsOf, seed, strayRequests } from './sound.mts';

/** Replies that are not Robot's: a clear error or sound items, and never a change that is sent twice. */

let recorder: Recorder;
beforeAll(async () => {
	recorder = await startRecorder();
});
afterAll(() => recorder.close());

const rowOf = (name: string): Row => rows.find((row) => row.name === name)!;

const strange = fc.constantFrom(...rows.map(({ name }) => name)).chain((name) => {
	return fc.record({ name: fc.constant(name), answer: anyAnswer(rowOf(name).success), keepsOn: fc.boolean(), output: fc.constantFrom('raw', 'simplified') });
});

it('strange replies end in a clear error or in sound items', async () => {
	let cases = 0;
	await fc.assert(
		fc.asyncProperty(strange, async ({ name, answer, keepsOn, output }) => {
			cases += 1;
			const row = rowOf(name);
			const { resource, operation } = row.parameters as Record<string, string>;
			processMemory.forget();
			recorder.requests.length = 0;
			recorder.answer = answer;

			const run = await attempt({
				credential: { username: 'u', password: 'p', baseUrl: recorder.url },
				parameters: { ...row.parameters, output },
				...(keepsOn && { onError: 'continueRegularOutput' as const }),
			});

			const sent = recorder.requests.filter(({ method }) => method === row.endpoint.method).length;
			expect({
				problems: problemsOf(run),
				stray: strayRequests(resource!, operation!, recorder.requests),
				isInvented: reads(row) && run.error === undefined && run.json.some((item) => (item as { success?: unknown }).success === true),
				sent: reads(row) || isLimit(run) ? sent <= 3 : sent === 1,
				pollution: pollution(),
			}).toEqual({ problems: [], stray: [], isInvented: false, sent: true, pollution: [] });
		}),
		{ numRuns: casesOf(0.5), ...seed() },
	);
	process.stdout.write(`${cases} cases of strange replies\n`);
}, 3_600_000);

/** The one refusal after which anything may be sent again: it was certainly not carried out. */
const isLimit = ({ error, json }: NodeResult) => `${error?.message} ${JSON.stringify(json)}`.includes("Robot's request limit is used up");
