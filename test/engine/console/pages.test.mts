import { describe, expect, it } from '@jest/globals';
import { box } from '../../contract/console/objects.mts';
import { stubConsole } from '../../support/stubConsole.mts';

/** Storage Boxes by the address of their page in Hetzner Console. */

const console = stubConsole();
const get = (storageBoxId: unknown) => console.run({ resource: 'storageBox', operation: 'get', storageBoxId: storageBoxId as string });
const by = (mode: string, value: string) => ({ __rl: true, mode, value });

it.each(['https://console.hetzner.com/projects/1234567/storage-boxes/42/overview', ' https://console.hetzner.com/projects/1/storage-boxes/42?tab=1#a '])(
	'the page %s stands for the box in every mode',
	async (page) => {
		for (const given of [by('id', page), by('name', page), by('list', page), page]) {
			console.answer({ body: { storage_box: box } });
			expect((await get(given)).json).toMatchObject([{ id: 42 }]);
		}
		expect(new Set(console.sent())).toEqual(new Set(['GET /storage_boxes/42']));
	},
);

describe('another address', () => {
	it.each([
		['https://console.hetzner.com/projects/1/servers/42/overview', 'console.hetzner.com/projects/1/servers/42/overview'],
		['https://console.hetzner.com/projects/1/storage-boxes', 'console.hetzner.com/projects/1/storage-boxes'],
		['https://example.com/projects/1/storage-boxes/42', 'example.com'],
		['https://robot.hetzner.com/storage', 'robot.hetzner.com'],
	])('stands for no box: %s', async (page, where) => {
		expect((await get(by('name', page))).error?.message).toBe(`Storage Box is a web address that names no Storage Box: ${where}`);
		expect(console.sent()).toEqual([]);
	});

	it('of a box is no sub-account of it', async () => {
		const page = 'https://console.hetzner.com/projects/1/storage-boxes/42/overview';
		const run = await console.run({ resource: 'subaccount', operation: 'get', storageBoxId: page, subaccountId: by('name', page) } as never);
		expect(run.error?.message).toBe('Sub-Account is a web address that names no sub-account: console.hetzner.com');
		expect(console.sent()).toEqual([]);
	});
});

it.each([
	['Snapshot', 'snapshot', 'rollbackSnapshot'],
	['Storage Box Type', 'storageBoxType', 'changeType'],
])('an address, which may hold a login, is neither sent nor repeated where none is understood: %s', async (label, name, operation) => {
	const page = 'https://user:hidden@console.hetzner.com/projects/1/storage-boxes/42';
	for (const given of [page, by('id', page), by('name', page)]) {
		const run = await console.run({ resource: 'storageBox', operation, storageBoxId: '42', [name]: given } as never);
		expect(run.error?.message).toBe(`${label} is a web address`);
	}
	expect(console.sent()).toEqual([]);
});
