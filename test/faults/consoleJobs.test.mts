import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { consoleJobs } from '../contract/console/jobs.mts';
import { stubConsole } from '../support/stubConsole.mts';
import { consoleTroubles, type ConsoleTrouble } from './consoleTable.mts';

/** The operations of Storage Boxes that need several requests meet every trouble at each of them in turn: what comes after is not sent, and what came before is not denied. */

const console = stubConsole();

/** What is gone already is done. */
const isDone = (request: string, { name }: ConsoleTrouble) => request.startsWith('DELETE') && name === '404 not_found';

describe.each(consoleJobs.map((job) => ({ ...job, title: `${job.resource}: ${job.operation}` })))('$title', ({ exchange }) => {
	const { requests, parameters } = exchange;
	const inOrder = requests.map(([request]) => request);
	const places = requests.map(([request], place) => ({ place, request }));

	it.each(places)('stops at $request', async ({ place, request }) => {
		for (const trouble of consoleTroubles.filter(({ times }) => times === undefined)) {
			processMemory.forget();
			const before = console.requests().length;
			let next = 0;
			console.answer(() => (next === place ? trouble.reply : requests[next++]![1]));
			if (isDone(request, trouble)) continue;

			const { error } = await console.run({ ...parameters, options: { maximumWait: 2 } } as INodeParameters);

			const sent = console.sent().slice(before);
			expect({ trouble: trouble.name, sent: sent.slice(0, place), others: [...new Set(sent.slice(place))] }).toEqual({
				trouble: trouble.name,
				sent: inOrder.slice(0, place),
				others: [request],
			});
			expect(error?.message).toEqual(expect.any(String));
			const isChanged = inOrder.slice(0, place).some((earlier) => !earlier.startsWith('GET'));
			if (isChanged) expect(`${error!.message} ${error!.description}`).not.toMatch(/Nothing (more )?was/);
			if (isChanged && place > 1 && parameters.operation === 'createAndRotate') expect(error!.message).toMatch(/^Snapshot 9 was created/);
		}
	});
});
