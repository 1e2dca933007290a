import { describe, expect, it } from '@jest/globals';
import { itemsOf, pairedItems, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const addressesOf = { resource: 'ip', operation: 'getAll', filters: { serverIp: '={{ $json.n }}' } };

/** n8n pairs by itself where there is one input item, or one output item for each: so each of two items gets several objects. */
describe('items that bring several objects each', () => {
	it('have their own objects paired with them', async () => {
		const run = await robot.run(addressesOf, { items: itemsOf('203.0.113.10', '192.0.2.25') });

		expect(run.json).toMatchObject([{ ip: '203.0.113.10' }, { ip: '203.0.113.12' }, { ip: '192.0.2.25' }, { ip: '192.0.2.26' }, { ip: '192.0.2.27' }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }, { item: 1 }]);
	});

	it('keep their pairing beside an item that brings nothing and one that fails', async () => {
		const items = itemsOf('192.0.2.99', '203.0.113.10', 'no address', '192.0.2.25');
		const run = await robot.run(addressesOf, { items, onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([
			{ ip: '203.0.113.10' },
			{ ip: '203.0.113.12' },
			{ error: expect.stringContaining('no address') },
			{ ip: '192.0.2.25' },
			{ ip: '192.0.2.26' },
			{ ip: '192.0.2.27' },
		]);
		expect(pairedItems(run)).toEqual([{ item: 1 }, { item: 1 }, { item: 2 }, { item: 3 }, { item: 3 }, { item: 3 }]);
	});
});
