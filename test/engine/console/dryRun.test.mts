import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { simulatedConsole } from '../../support/simulatedConsole.mts';

/** What a change of Hetzner Console would do, and whether it is so already. */

const console = simulatedConsole();

const by = (value: string, mode = 'name') => ({ __rl: true, mode, value });
const box = (operation: string, more: INodeParameters = {}): INodeParameters => ({ resource: 'storageBox', operation, storageBoxId: by('Archive'), ...more });

const foretold = async (parameters: INodeParameters) => {
	const [item] = await console.items({ ...parameters, options: { dryRun: true } });
	expect(console.changes()).toEqual([]);
	return item!;
};

const boxPath = /^\/storage_boxes\/\d+/;

describe('Dry Run', () => {
	it.each<[string, INodeParameters, unknown[]]>([
		['another name', box('update', { updateFields: { name: 'old things' } }), [{ field: 'name', from: 'Archive', to: 'old things' }]],
		['the same name', box('update', { updateFields: { name: 'Archive' } }), []],
		['other labels', box('update', { updateFields: { labelsJson: '{"env":"prod"}' } }), [{ field: 'labels', from: { env: 'archive' }, to: { env: 'prod' } }]],
		['a label less', box('update', { updateFields: { labelsJson: '{}' } }), [{ field: 'labels', from: { env: 'archive' }, to: {} }]],
		['protection', box('changeProtection', { delete: true }), [{ field: 'delete', from: false, to: true }]],
		['a larger type', box('changeType', { storageBoxType: by('bx31') }), [{ field: 'storage_box_type', from: 'bx11', to: 'bx31' }]],
		['a deletion', box('delete'), [{ field: 'name', from: 'Archive', to: null }]],
	])('tells what %s changes', async (_what, parameters, changes) => {
		const item = await foretold(parameters);

		expect(item).toMatchObject({ dryRun: true, changed: changes.length > 0, changes });
		expect(item.requests).toMatchObject([{ path: expect.stringMatching(boxPath) }]);
	});

	it('tells the price of a new box', async () => {
		const item = await foretold({ resource: 'storageBox', operation: 'create', name: 'new box', storageBoxType: by('bx11'), location: 'fsn1', generatePassword: true });

		expect(item).toMatchObject({
			changed: true,
			price: { monthly: 3.808, setup: 0 },
			warnings: [expect.stringMatching(/^Costs money: /), 'Price with VAT: 3.81 per month and 0.00 for setup.'],
		});
		expect(item.requests).toMatchObject([{ method: 'POST', path: '/storage_boxes', values: { name: 'new box', password: '***' } }]);
		expect(JSON.stringify(item)).not.toMatch(/"password":"(?!\*\*\*)/);
	});
});

describe('Only If Different', () => {
	it('sends nothing where it is so already', async () => {
		const [item] = await console.items(box('changeProtection', { delete: false, options: { onlyIfDifferent: true } }));

		expect(item).toMatchObject({ name: 'Archive', changed: false });
		expect(console.changes()).toEqual([]);
	});
});
