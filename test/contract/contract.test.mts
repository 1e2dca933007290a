import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runNode } from '../support/engine.mts';
import { startReplay, type Replay } from '../support/replay.mts';
import { cases } from './cases/index.mts';
import { examples } from './documentation/documentation.mts';

/** Robot's spelling in some replies, and the documented one, under which the node puts the value out. */
const SPELLINGS = { '@deprecated arch': 'arch', 'cancellation-date': 'cancellation_date' };

let replay: Replay;

beforeAll(async () => {
	replay = await startReplay();
});
afterAll(() => replay.close());

describe.each(cases.map((entry) => ({ ...entry, title: [entry.endpoint, entry.variant].filter(Boolean).join(', ') })))(
	'$title',
	({ endpoint, variant, path, parameters, reads, key, items, form, told }) => {
		const [method, documentedPath] = endpoint.split(' ');
		const example = examples.find((known) => known.method === method && known.path === documentedPath && known.variant === variant);

		it('sends the documented request and puts out the documented reply', async () => {
			replay.answer({ body: example!.response });

			const run = await runNode({ credential: { username: 'user', password: 'password', baseUrl: replay.url }, parameters });

			expect(run.error).toBeUndefined();
			if (reads !== undefined) expect(replay.received[0]).toMatchObject({ method: 'GET', path: reads });
			expect(replay.received.filter((request) => request.method !== 'GET' || request.path !== reads)).toEqual([
				{
					method,
					path,
					query: example!.query ?? [],
					form: expect.any(Array),
					contentType: example!.request.length > 0 ? 'application/x-www-form-urlencoded' : undefined,
					authorization: `Basic ${Buffer.from('user:password').toString('base64')}`,
				},
			]);
			expect(sorted(replay.received.at(-1)!.form)).toEqual(sorted(form?.expected ?? example!.request));
			expect(run.json).toEqual(items?.expected ?? documentedObjects(example!.response, key).map((object) => Object.assign({}, object, told)));
			expect(run.outputs[0]!.map((item) => item.pairedItem)).toEqual(run.json.map(() => ({ item: 0 })));
		});
	},
);

/** The objects in a documented reply, taken out of the key around them, with one spelling for each name. */
function documentedObjects(response: unknown, key: string | null): unknown[] {
	const entries = (Array.isArray(response) ? response : [response]) as Array<Record<string, unknown>>;
	return respelled(key === null ? entries : entries.map((entry) => entry[key]));
}

function respelled<T>(value: T): T {
	const text = Object.entries(SPELLINGS).reduce((json, [theirs, ours]) => json.replaceAll(`"${theirs}":`, `"${ours}":`), JSON.stringify(value));
	return JSON.parse(text) as T;
}

/** Robot does not mind the order of the fields of a form, but that of the values of a list. */
const sorted = (pairs: Array<[string, string]>) => [...pairs].sort(([a], [b]) => a.localeCompare(b));
