import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { addon, market, placedAt, server } from '../support/orderNodes.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const placed = () => placedAt(robot);

describe('a price limit', () => {
	// Gross prices of the simulated Robot: EX44 46.41 in FSN1, 48.79 in NBG1, 44.03 in HEL1; an IPv4 address 2.02; the
	// market server 32.13; an additional address 2.02 and 5.83 for setup.
	it.each<[string, INodeParameters, INodeParameters, string]>([
		['the dearest location where none is chosen', server, { maximumPrice: 48 }, 'Maximum Monthly Price (EUR): the order costs 48.79 euros per month with VAT'],
		[
			'the chosen location',
			{ ...server, additionalFields: { location: 'HEL1' } },
			{ maximumPrice: 44 },
			'Maximum Monthly Price (EUR): the order costs 44.03 euros per month with VAT',
		],
		[
			'the chosen addons',
			{ ...server, additionalFields: { location: 'HEL1', addon: ['primary_ipv4'] } },
			{ maximumPrice: 46 },
			'Maximum Monthly Price (EUR): the order costs 46.05 euros per month with VAT',
		],
		['a market server', market, { maximumPrice: 32 }, 'Maximum Monthly Price (EUR): the order costs 32.13 euros per month with VAT'],
		['an addon', addon, { maximumPrice: 2 }, 'Maximum Monthly Price (EUR): the order costs 2.02 euros per month with VAT'],
		['the setup', addon, { maximumSetupPrice: 5 }, 'Maximum Setup Price (EUR): the order costs 5.83 euros for setup with VAT'],
	])('counts %s, and nothing is ordered above it', async (_what, parameters, options, message) => {
		expect(shown(await robot.run({ ...parameters, options }))).toMatchObject({ message, description: 'Nothing was ordered.' });
		expect(placed()).toEqual([]);
	});

	it.each<[string, INodeParameters, INodeParameters]>([
		['a server', { ...server, additionalFields: { location: 'HEL1' } }, { maximumPrice: 44.03, maximumSetupPrice: 0 }],
		['a market server', market, { maximumPrice: 32.13, maximumSetupPrice: 0 }],
		['an addon', addon, { maximumPrice: 2.1, maximumSetupPrice: 5.9 }],
	])('lets %s through that costs no more', async (_what, parameters, options) => {
		expect((await robot.run({ ...parameters, options })).error).toBeUndefined();
		expect(placed()).toHaveLength(1);
	});

	it('orders nothing that is not offered', async () => {
		const run = await robot.run({ ...addon, productId: by('id', 'gold'), options: { maximumPrice: 100 } });
		expect(run.error?.message).toBe('Product: Robot does not offer "gold"');
		expect(placed()).toEqual([]);
	});
});

describe('the same order again', () => {
	it('is refused with the earlier transaction', async () => {
		const [first] = (await robot.run(server)).json as [{ id: string }];
		const again = await robot.run(server);

		expect(shown(again)).toMatchObject({
			message: `Product: EX44 was ordered less than a minute ago (transaction ${first.id}, in process)`,
			description: 'Nothing more was ordered. To order it once more, shorten Duplicate Protection in the options.',
		});
		expect(placed()).toHaveLength(1);
	});

	it('is placed when the first is more than ten minutes old', async () => {
		await robot.run(server);
		pass(601);
		expect((await robot.run(server)).error).toBeUndefined();
		expect(placed()).toHaveLength(2);
	});

	it.each([
		['a longer time holds back', 20, 1],
		['no protection lets through', 0, 2],
	])('follows the option: %s', async (_what, duplicateWindow, count) => {
		await robot.run(server);
		pass(601);
		await robot.run({ ...server, options: { duplicateWindow } });
		expect(placed()).toHaveLength(count);
	});

	it('of one execution is another order', async () => {
		const run = await robot.run(server, { items: itemsOf(1, 2) });
		expect(run.json).toHaveLength(2);
		expect(placed()).toHaveLength(2);
	});

	it('of an addon is the same for the same server only', async () => {
		await robot.run(addon);
		expect((await robot.run({ ...addon, serverNumber: by('name', 'web1') })).error).toBeUndefined();
		expect((await robot.run({ ...addon, serverNumber: by('name', 'web2') })).error?.message).toContain('additional_ipv4 was ordered less than a minute ago');
		expect(placed()).toHaveLength(2);
	});
});
