import { describe, expect, it } from '@jest/globals';
import { exchanges } from '../../contract/console/exchanges.mts';
import { consoleJobs } from '../../contract/console/jobs.mts';
import { placesIn, withOptions } from '../../support/consolePlaces.mts';
import { stubConsole } from '../../support/stubConsole.mts';

/** Nothing is not anything: an expression that finds no value changes nothing, and never means "all" or "no limit". */

const console = stubConsole();

const NOTHINGS = ['={{ $json.none }}', '={{ null }}', '={{ "" }}', '={{ [] }}', '={{ {} }}'];

/** Where an empty text is an answer: what is sent then, for an expression that gives one. */
const BLANK: Record<string, string> = {
	'POST /storage_boxes/{storageBoxId}/snapshots additionalFields.description': '"description":""',
	'PUT /storage_boxes/{storageBoxId}/snapshots/{snapshotId} updateFields.description': '"description":""',
	'POST /storage_boxes/{storageBoxId}/subaccounts additionalFields.description': '"description":""',
	'PUT /storage_boxes/{storageBoxId}/subaccounts/{subaccountId} updateFields.description': '"description":""',
	'snapshot: createAndRotate additionalFields.description': '"description":""',
	'GET /storage_boxes/{storageBoxId}/folders path': 'GET /storage_boxes/42/folders',
};

/** No labels are labels: in JSON an empty object removes all. */
const REMOVES_ALL = /labelsJson$/;

describe.each([...exchanges, ...consoleJobs.map(({ exchange }) => exchange)].map((entry) => ({ ...entry, title: entry.endpoint })))(
	'$title',
	({ endpoint, parameters, requests }) => {
		const places = placesIn(withOptions(endpoint, parameters));
		const cases = places.flatMap((place) => NOTHINGS.map((nothing) => ({ place, nothing, title: `${place.name} ${nothing}` })));

		it.each(cases)('sends nothing for $title', async ({ place, nothing }) => {
			console.answer(...requests.map(([, reply]) => reply));
			const run = await console.run(place.set(nothing));
			const sent = console.sent();
			const blank = BLANK[`${endpoint} ${place.name}`];
			if (blank !== undefined && nothing === '={{ "" }}') return void expect(sent[0]).toContain(blank);
			if (REMOVES_ALL.test(place.name) && nothing === '={{ {} }}') return void expect(sent[0]).toContain('"labels":{}');
			expect({ sent, message: run.error?.message }).toEqual({ sent: [], message: expect.any(String) });
			expect(run.error?.message).not.toMatch(/undefined|\[object|Cannot read/);
		});
	},
);
