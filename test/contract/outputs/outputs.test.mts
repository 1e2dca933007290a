import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation, Output } from '../../../nodes/common/operation/operation.ts';
import { OUTPUTS } from '../../../nodes/HetznerRobot/outputs/index.ts';
import { resources } from '../../../nodes/HetznerRobot/resources/index.ts';
import { unwrap } from '../../../nodes/HetznerRobot/robot/reply.ts';
import { OUTPUTS as OF_CONSOLE } from '../../../nodes/HetznerStorageBox/outputs/index.ts';
import { resources as ofConsole } from '../../../nodes/HetznerStorageBox/resources/index.ts';
import { callOf } from '../../../tools/documented.mts';
import { itemsOf } from '../../../tools/schema/schemas.mts';
import { runNode } from '../../support/engine.mts';
import { startReplay, type Replay } from '../../support/replay.mts';
import { expectComplete } from '../../support/table.mts';
import { cases } from '../cases/index.mts';
import { contract, shown } from '../console/contract.mts';
import { endpoints, examples, nameOf } from '../documentation/documentation.mts';
import { JOBS } from '../jobs/jobs.mts';
import { simplified } from './simplified.mts';

/** What the operations put out, held against the documentation. */

/** More than a person looks over. */
const MANY_FIELDS = 10;

/** As few as tell what matters. */
const MOST_SIMPLIFIED = 15;

/** All names of fields at any depth, with the way to them: those of a list once, a map's keys as one. */
function fieldsIn(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => fieldsIn(entry, path));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const own = `${path}.${/^[a-z_]\w*$/i.test(key) ? key : '*'}`;
		return [own, ...fieldsIn(inner, own)];
	});
}

const documented = endpoints.map((endpoint) => {
	const call = callOf(resources, endpoint);
	const items = examples.filter(({ method, path }) => method === endpoint.method && path === endpoint.path).flatMap(({ response }) => itemsOf({ unwrap }, call, response));
	return { name: nameOf(endpoint), call, items: items as Array<Record<string, unknown>> };
});

describe('Output', () => {
	it('can be chosen for every reply of Robot with more than ten fields', () => {
		const many = documented.filter(({ items }) => items.some((item) => new Set(fieldsIn(item)).size > MANY_FIELDS));
		expect(many.length).toBeGreaterThan(20);
		expect(many.filter(({ call }) => !call.output).map(({ name }) => name)).toEqual([]);
	});

	it('can be chosen for every operation of several requests with more than ten fields', () => {
		const many = Object.entries(JOBS).filter(([, items]) => items.some((item) => new Set(fieldsIn(item)).size > MANY_FIELDS));
		expect(many.map(([name]) => name).filter((name) => !OUTPUTS[name.replace(': ', '/')])).toEqual([]);
	});

	it('can be chosen for every object of Hetzner Console with more than ten fields', () => {
		const many = contract.filter(({ reply, reread }) => {
			const key = reread === undefined ? reply.key : reread.includes('/subaccounts/') ? 'subaccount' : reread.includes('/snapshots/') ? 'snapshot' : 'storage_box';
			return key !== null && shown(key).some((object) => new Set(fieldsIn(object)).size > MANY_FIELDS);
		});
		expect(many.length).toBeGreaterThan(15);
		expect(many.map(({ resource, operation }) => `${resource}/${operation}`).filter((name) => !OF_CONSOLE[name])).toEqual([]);
	});

	it.each([
		['Hetzner Robot', OUTPUTS, resources],
		['Hetzner Storage Box', OF_CONSOLE, ofConsole],
	])('belongs to an operation of %s', (_node, outputs, all) => {
		const named = all.flatMap(({ value, operations }) => operations.flatMap((operation) => namesOf(value, operation)));
		expect(Object.keys(outputs).filter((name) => !named.includes(name))).toEqual([]);
	});

	it('is simplified to about ten fields', () => {
		const all = Object.entries({ ...OUTPUTS, ...OF_CONSOLE });
		expect(all.filter(([, output]) => Object.keys(output.simplified).length > MOST_SIMPLIFIED).map(([name]) => name)).toEqual([]);
	});

	it('has as raw all fields that the documentation has', () => {
		const missing = documented.flatMap(({ name, call, items }) => {
			const { output } = call;
			const objects = output ? items.filter((item) => output.raw.some((field) => Object.hasOwn(item, field))) : [];
			return [...new Set(objects.flatMap((item) => Object.keys(item)))].filter((field) => !output!.raw.includes(field)).map((field) => `${name}: ${field}`);
		});
		expect(missing).toEqual([]);
		const ofObjects = contract.flatMap(({ resource, operation, reply, action }) => {
			const output = OF_CONSOLE[`${resource}/${operation}`];
			return output && !action ? shown(reply.key!).flatMap((object) => Object.keys(object).filter((field) => !output.raw.includes(field))) : [];
		});
		expect(ofObjects).toEqual([]);
	});

	it("means the same by a field of the API's own name, whether it is simplified or not", () => {
		const different = documented.flatMap(({ name, call: { output }, items }) => (output ? items.flatMap((item) => unlike(output, item).map((field) => `${name}: ${field}`)) : []));
		expect(different).toEqual([]);
		const ofObjects = contract.flatMap(({ resource, operation, reply, action }) => {
			const output = OF_CONSOLE[`${resource}/${operation}`];
			return output && !action ? shown(reply.key!).flatMap((object) => unlike(output, object as Record<string, unknown>)) : [];
		});
		expect(ofObjects).toEqual([]);
	});
});

const namesOf = (resource: string, { value, calls }: Operation): string[] =>
	calls.map(({ chosenBy }) => (chosenBy === undefined ? `${resource}/${value}` : `${resource}/${value}/${chosenBy}`));

/** The fields that are something else than the same, a number out of its digits, or no entries. */
function unlike({ simplified: fields }: Output, item: Record<string, unknown>): string[] {
	return Object.entries(fields).flatMap(([name, { read }]) => {
		if (!Object.hasOwn(item, name)) return [];
		const [raw, own] = [item[name], read(item as never, name)];
		const isSame = JSON.stringify(own) === JSON.stringify(raw) || (typeof own === 'number' && own === Number(raw)) || (raw === null && JSON.stringify(own) === '[]');
		return isSame ? [] : [name];
	});
}

describe('the simplified output', () => {
	let replay: Replay;
	beforeAll(async () => {
		replay = await startReplay();
	});
	afterAll(() => replay.close());

	it('is written down for every endpoint that has one', () => {
		const wanted = documented.filter(({ call, items }) => call.output && items.some((item) => call.output!.raw.some((field) => Object.hasOwn(item, field))));
		expectComplete(
			'test/contract/outputs/simplified.mts',
			[...new Set(simplified.map(({ endpoint }) => endpoint))],
			wanted.map(({ name }) => name),
		);
	});

	it.each(simplified.map((entry) => ({ ...entry, title: [entry.endpoint, entry.variant].filter(Boolean).join(', ') })))(
		'is made of the documented reply: $title',
		async ({ endpoint, variant, items }) => {
			const { parameters } = cases.find((known) => known.endpoint === endpoint && known.variant === variant)!;
			replay.answer({ body: examples.find(({ method, path, variant: name }) => `${method} ${path}` === endpoint && name === variant)!.response });

			const run = await runNode({ credential: { username: 'user', password: 'password', baseUrl: replay.url }, parameters: { ...parameters, output: 'simplified' } });

			expect(run.error).toBeUndefined();
			expect(run.json).toEqual(items);
		},
	);
});
