import { describe, expect, it } from '@jest/globals';
import { exchanges } from '../../contract/console/exchanges.mts';
import { consoleJobs } from '../../contract/console/jobs.mts';
import { placesIn, withOptions } from '../../support/consolePlaces.mts';
import { asNumbers, asTexts, calls, filledIn, FROM_MODEL_FOR_EACH, NOTHINGS } from '../../support/models.mts';
import { stubConsole } from '../../support/stubConsole.mts';

/** Every parameter of every operation, filled in by the model of an AI agent: nothing is sent, or exactly what is meant. */

const console = stubConsole();
const TOOL = 'n8n-nodes-hetzner-robot.hetznerStorageBoxTool';

describe.each([...exchanges, ...consoleJobs.map(({ exchange }) => exchange)].map((entry) => ({ ...entry, title: entry.endpoint })))(
	'$title',
	({ endpoint, parameters, requests }) => {
		it('sends nothing where nothing was filled in, in whatever words', async () => {
			for (const { name, set } of placesIn(withOptions(endpoint, parameters))) {
				const run = await console.run(set(FROM_MODEL_FOR_EACH), { type: TOOL, items: calls(...NOTHINGS), onError: 'continueRegularOutput' });
				const said = run.json.map((json) => (json as { error?: unknown }).error);
				// n8n itself puts an empty object in the place of an expression for all rows.
				const refused = expect.stringMatching(name.endsWith('.labels') ? 'Labels is empty' : 'was given no value');
				expect({ name, said }).toEqual({ name, said: NOTHINGS.map(() => refused) });
			}
			expect(console.sent()).toEqual([]);
		});

		it.each([
			['texts', asTexts],
			['numbers and texts with commas', asNumbers],
		])('sends what is meant where everything was filled in as %s', async (_name, spelling) => {
			console.answer(...requests.map(([, reply]) => reply));
			const { error } = await console.run({ ...filledIn(parameters, spelling).parameters, allowInAgents: true }, { type: TOOL, items: filledIn(parameters, spelling).items });

			expect(error?.message).toBeUndefined();
			expect(console.sent()).toEqual(requests.map(([request]) => request));
		});
	},
);
