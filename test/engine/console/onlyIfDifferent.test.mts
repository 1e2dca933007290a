import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { box } from '../../contract/console/objects.mts';
import { stubConsole } from '../../support/stubConsole.mts';

/** What Hetzner Console says is there, and whether that is what a change wants. */

const console = stubConsole();

const run = async (parameters: INodeParameters, there: object) => {
	console.answer({ body: { storage_box: { ...box, ...there } } });
	const { json } = await console.run({ resource: 'storageBox', storageBoxId: { __rl: true, mode: 'id', value: '42' }, ...parameters, options: { onlyIfDifferent: true } });
	return { json, changes: console.sent().filter((line) => !line.startsWith('GET')) };
};

const labels = (labelsJson: string) => ({ operation: 'update', updateFields: { labelsJson } });

it.each([
	['is added', '{"temporary":""}', {}],
	['is removed', '{}', { temporary: '' }],
	['is put in the place of another', '{"temporary":""}', { lasting: '' }],
])('a label without a value %s', async (_how, wanted, there) => {
	expect((await run(labels(wanted), { labels: there })).changes).toEqual([`PUT /storage_boxes/42 {"labels":${wanted}}`]);
});

it('labels in another order are the same', async () => {
	const { json, changes } = await run(labels('{"a":"1","temporary":""}'), { labels: { temporary: '', a: '1' } });
	expect(changes).toEqual([]);
	expect(json).toMatchObject([{ changed: false }]);
});

it('another Storage Box that is so already does not count for this one', async () => {
	expect((await run(labels('{"a":"1"}'), { id: 43, labels: { a: '1' } })).changes).toEqual(['PUT /storage_boxes/42 {"labels":{"a":"1"}}']);
});

it('a Storage Box without a name is there all the same', async () => {
	expect((await run({ operation: 'delete' }, { name: '' })).changes).toEqual(['DELETE /storage_boxes/42']);
});
