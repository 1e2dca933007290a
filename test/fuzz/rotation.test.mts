import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { snapshotBox, taken, type Kept } from '../support/snapshotBox.mts';
import type { StubReply, StubRequest } from '../support/stubConsole.mts';
import { casesOf, seed } from './sound.mts';

/** Whatever snapshots there are, and wherever a run is cut off: the rules decide what is left, and the next run ends what it began. */

const box = snapshotBox();
const { console } = box;

const base = { resource: 'snapshot', storageBoxId: { __rl: true, mode: 'id', value: '42' } };
const DAY_MS = 86_400_000;

const day = fc.integer({ min: 1, max: 9 });
const snapshots = fc
	.array(
		fc.record({
			day,
			isAutomatic: fc.constantFrom<unknown>(false, false, false, true, null),
			description: fc.constantFrom<unknown>('nightly', 'nightly', 'by hand', '', null),
			labels: fc.constantFrom<unknown>({ by: 'n8n' }, { by: 'n8n', more: '' }, {}, null),
			odd: fc.constantFrom<object>({}, {}, {}, {}, { created: null }, { created: 'soon' }, { id: null }),
		}),
		{ maxLength: 9 },
	)
	.map((all) => all.map(({ day: age, isAutomatic, description, labels, odd }, index) => taken(index + 1, age, { is_automatic: isAutomatic, description, labels, ...odd })));

const rules = fc.record({ keepNewest: fc.integer({ min: 1, max: 4 }), olderThanDays: day }, { requiredKeys: [] }).filter((given) => Object.keys(given).length > 0);

const isDated = ({ id, created }: Kept) => typeof id === 'number' && typeof created === 'string' && created.startsWith('20');
const timeOf = ({ created }: Kept) => Date.parse(created as string);
const isNewer = (one: Kept, other: Kept) => timeOf(one) > timeOf(other) || (timeOf(one) === timeOf(other) && Number(one.id) > Number(other.id));

/** What the rules keep of those that count, by the definition. */
const isLeft =
	(all: Kept[], { keepNewest = 0, olderThanDays = 0 }: { keepNewest?: number; olderThanDays?: number }) =>
	(snapshot: Kept) =>
		!isDated(snapshot) ||
		all.filter((other) => isDated(other) && isNewer(other, snapshot)).length < keepNewest ||
		(olderThanDays > 0 && Date.now() - timeOf(snapshot) <= olderThanDays * DAY_MS);

/** Cuts every connection from one request on: before it is carried out, or after. */
function cutFrom(first: number, isCarriedOut: boolean): void {
	let count = 0;
	console.answer((request: StubRequest): StubReply => {
		if (++count < first) return box.answer(request);
		if (isCarriedOut && count === first) box.answer(request);
		return { cut: true };
	});
}

const changes = (from: number) =>
	console
		.requests()
		.slice(from)
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => ({ method, path }));

async function run(parameters: INodeParameters): Promise<{ item: IDataObject; sent: Array<{ method: string; path: string }>; requests: number; isError: boolean }> {
	const before = console.requests().length;
	const { json, error } = await console.run(parameters);
	return { item: (json[0] ?? {}) as IDataObject, sent: changes(before), requests: console.requests().length - before, isError: error !== undefined };
}

let cases = 0;

/** Where a first run is cut off. */
const cut = fc.record({ place: fc.nat(), isCarriedOut: fc.boolean() });

/** Ends in the same state, wherever a first run was cut off. */
async function cutOff(held: Kept[], parameters: INodeParameters, requests: number, { place, isCarriedOut }: { place: number; isCarriedOut: boolean }): Promise<void> {
	cases += 1;
	processMemory.forget();
	box.holds(...held);
	cutFrom((place % requests) + 1, isCarriedOut);
	expect((await run(parameters)).isError).toBe(true);
	console.answer(box.answer);
	expect((await run(parameters)).isError).toBe(false);
}

it('Prune deletes what it foretells, the second time nothing, and ends what was cut off', async () => {
	await fc.assert(
		fc.asyncProperty(snapshots, rules, fc.constantFrom(undefined, 'night*', '*'), fc.boolean(), cut, async (held, given, descriptionPattern, isAutomatic, where) => {
			const filters = { isAutomatic, ...(descriptionPattern && { descriptionPattern }) };
			const parameters = { ...base, operation: 'prune', rules: given, filters } as INodeParameters;
			const isLike = ({ description }: Kept) =>
				descriptionPattern === undefined || (typeof description === 'string' && (descriptionPattern === '*' || description.startsWith('night')));
			const counted = held.filter((snapshot) => snapshot.is_automatic === isAutomatic && isLike(snapshot));
			const left = held.filter((snapshot) => !counted.includes(snapshot) || isLeft(counted, given)(snapshot));
			box.holds(...held);

			const { item: foretold } = await run({ ...parameters, options: { dryRun: true } });
			expect(box.snapshots).toEqual(held);
			const { item, sent, requests } = await run(parameters);
			expect(box.snapshots).toEqual(left);
			expect(foretold.requests).toEqual(sent);
			expect((foretold.changes as IDataObject[]).map(({ from }) => from)).toEqual(item.deleted);
			expect([foretold.changed, foretold.kept, foretold.kept_undated]).toEqual([item.changed, item.kept, item.kept_undated]);
			expect(item.kept).toBe(counted.length - sent.length);

			expect(await run(parameters)).toMatchObject({ item: { changed: false, deleted: [], kept: item.kept }, sent: [] });
			expect(box.snapshots).toEqual(left);
			await cutOff(held, parameters, requests, where);
			expect(box.snapshots).toEqual(left);
		}),
		{ numRuns: casesOf(0.05), ...seed() },
	);
}, 3_600_000);

it('Create Snapshot and Keep N deletes what it foretells, and ends with the N newest wherever it was cut off', async () => {
	await fc.assert(
		fc.asyncProperty(snapshots, fc.integer({ min: 1, max: 4 }), fc.boolean(), cut, async (held, keepNewest, isLabelled, where) => {
			const additionalFields = isLabelled ? { labels: { label: [{ key: 'by', value: 'n8n' }] } } : {};
			const parameters = { ...base, operation: 'createAndRotate', keepNewest, additionalFields } as INodeParameters;
			const counts = ({ is_automatic: isAutomatic, labels }: Kept) => isAutomatic === false && (!isLabelled || (labels as { by?: string } | null)?.by === 'n8n');
			/** All that ever were. */
			const check = () => {
				const made = box.snapshots.filter(({ id }) => Number(id) >= 100);
				const all = [...held, ...made];
				const counted = all.filter(counts);
				expect(box.snapshots).toEqual(all.filter((snapshot) => !counted.includes(snapshot) || isLeft(counted, { keepNewest })(snapshot)));
				expect(made.length).toBeGreaterThan(0);
				expect(box.snapshots.filter((snapshot) => counts(snapshot) && isDated(snapshot)).length).toBeLessThanOrEqual(keepNewest);
			};
			box.holds(...held);

			const { item: foretold } = await run({ ...parameters, options: { dryRun: true } });
			expect(box.snapshots).toEqual(held);
			const { item, sent, requests } = await run(parameters);
			check();
			expect((foretold.requests as IDataObject[]).map(({ method, path }) => ({ method, path }))).toEqual(sent);
			expect((foretold.changes as IDataObject[]).slice(1).map(({ from }) => from)).toEqual(item.deleted);
			expect([foretold.kept, foretold.kept_undated]).toEqual([item.kept, item.kept_undated]);
			await cutOff(held, parameters, requests, where);
			check();
		}),
		{ numRuns: casesOf(0.05), ...seed() },
	);
}, 3_600_000);

afterAll(() => void process.stdout.write(`${cases} runs of rotation cut off\n`));
