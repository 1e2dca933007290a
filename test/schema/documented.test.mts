import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cases } from '../contract/cases/index.mts';
import { examples } from '../contract/documentation/documentation.mts';
import { runNode } from '../support/engine.mts';
import { startReplay, type Replay } from '../support/replay.mts';
import { problemsOf, unknownKeys } from './problems.mts';

/** What the node makes of every documented reply has the form that n8n's editor shows for the operation. */

let replay: Replay;

beforeAll(async () => {
	replay = await startReplay();
});
afterAll(() => replay.close());

describe.each(cases.map((entry) => ({ ...entry, title: [entry.endpoint, entry.variant].filter(Boolean).join(', ') })))('$title', ({ endpoint, variant, parameters }) => {
	const example = examples.find(({ method, path, variant: name }) => `${method} ${path}` === endpoint && name === variant);
	const operation = `${String(parameters.resource)}/${String(parameters.operation)}`;

	it('puts out what the schema says', async () => {
		replay.answer({ body: example!.response });

		const { json, error } = await runNode({ credential: { username: 'user', password: 'password', baseUrl: replay.url }, parameters: { ...parameters, output: 'simplified' } });

		expect(error).toBeUndefined();
		expect(json).not.toEqual([]);
		expect(problemsOf(operation, json)).toEqual([]);
		expect(unknownKeys(operation, json)).toEqual([]);
	});
});
