import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters, type INodePropertyOptions } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';

const { description } = new HetznerRobot();
const node = { typeVersion: 1 } as INode;

const TEST = 'This is a test: nothing is ordered and nothing is charged.';
const REAL = 'This is a real order: it costs money from the moment Robot accepts it. Check product and price first.';
const ORDERS = ['orderAddon', 'orderMarketServer', 'orderServer'];

/** What the editor tells a person who has set these parameters; it fills the others in with their defaults. */
function notices(given: INodeParameters): string[] {
	const parameters = NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description)!;
	return description.properties
		.filter((property) => property.type === 'notice' && NodeHelpers.displayParameter({ ...parameters, ...given }, property, node, description))
		.map(({ displayName }) => displayName);
}

/** Every operation of the node, as the editor lists them. */
const operations = description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		(options as INodePropertyOptions[]).map(({ value }) => ({ resource: displayOptions!.show!.resource![0] as string, operation: value as string })),
	);
const others = operations.filter(({ resource, operation }) => resource !== 'order' || !ORDERS.includes(operation));

describe.each(ORDERS)('the editor at Order > %s', (operation) => {
	it('says that it is a test as long as Test is on, which it is at first', () => {
		expect(notices({ resource: 'order', operation })).toEqual([TEST]);
		expect(notices({ resource: 'order', operation, test: true })).toEqual([TEST]);
	});

	it('says that it is a real order once Test is off', () => {
		expect(notices({ resource: 'order', operation, test: false })).toEqual([REAL]);
	});

	it('does not keep back the warning where an expression decides', () => {
		expect(notices({ resource: 'order', operation, test: '={{ $json.isTest }}' })).toContain(REAL);
	});
});

it('the editor says so at every operation that orders something', () => {
	expect(operations.filter(({ resource, operation }) => resource === 'order' && !operation.startsWith('get')).map(({ operation }) => operation)).toEqual(ORDERS);
});

// A node keeps the value of Test when another operation is chosen in it.
it.each([true, false, '={{ $json.isTest }}'])('the editor speaks of no order at any other operation, with a Test of %j left behind', (test) => {
	expect(others.filter((other) => notices({ ...other, test }).some((notice) => [TEST, REAL].includes(notice)))).toEqual([]);
});
