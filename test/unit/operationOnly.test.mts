import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { resources as ofRobot } from '../../nodes/HetznerRobot/resources/index.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { resources as ofConsole } from '../../nodes/HetznerStorageBox/resources/index.ts';
import type { Resource } from '../../nodes/common/operation/operation.ts';
import { typeFor } from '../support/operationOnly.mts';

/** The engine tests run a node without the properties of its other operations: n8n must see no difference. */

const nodeWith = (parameters: INodeParameters) => ({ typeVersion: 1, parameters }) as INode;

/** What n8n makes of the parameters where it loads a workflow: with every default, and without. */
const loaded = (node: INode, { description }: INodeType) =>
	[true, false].map((withDefaults) => NodeHelpers.getNodeParameters(description.properties, node.parameters, withDefaults, false, node, description));

/** Everything that could be set, as an expression: so n8n shows whatever depends on it. */
const everythingSet = ({ description }: INodeType): INodeParameters =>
	Object.fromEntries(description.properties.map(({ name, type }) => [name, type.endsWith('ollection') ? {} : '={{ 1 }}']));

describe.each<[string, INodeType, Resource[]]>([
	['Hetzner Robot', new HetznerRobot(), ofRobot],
	['Hetzner Storage Box', new HetznerStorageBox(), ofConsole],
])('%s without the properties of other operations', (_name, whole, resources) => {
	const chosen = resources.flatMap(({ value, operations }) => operations.map((operation) => ({ resource: value, operation: operation.value })));

	it.each(chosen)('loads the same parameters for $resource: $operation', (choice) => {
		for (const parameters of [choice, { ...everythingSet(whole), ...choice }]) {
			const node = nodeWith(parameters);
			const type = typeFor(node, whole);
			expect(type.description.properties.length).toBeLessThan(whole.description.properties.length / 4);
			expect(loaded(node, type)).toEqual(loaded(node, whole));
		}
	});

	it.each<[string, INodeParameters]>([
		['no operation', { resource: 'server' }],
		['an expression as resource', { resource: '={{ $json.resource }}', operation: 'get' }],
	])('is the whole node with %s', (_what, parameters) => {
		expect(typeFor(nodeWith(parameters), whole)).toBe(whole);
	});
});

it('is the whole trigger, which has no operations', () => {
	const trigger = new HetznerRobotTrigger();
	expect(typeFor(nodeWith({ events: ['serverChanged'] }), trigger)).toBe(trigger);
});
