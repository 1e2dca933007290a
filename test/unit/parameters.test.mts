import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters, type INodeProperties, type INodePropertyCollection, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { actionsOf } from '../support/actions.mts';

/** The parameters of the nodes as n8n shows them. */

const NODES: Array<[string, INodeType]> = [
	['Hetzner Robot', new HetznerRobot()],
	['Hetzner Storage Box', new HetznerStorageBox()],
];

const node = { typeVersion: 1 } as INode;

/** What n8n shows of these properties where nothing but the operation is chosen. */
const shown = (description: INodeTypeDescription, properties: INodeProperties[], values: INodeParameters) =>
	properties.filter((property) => NodeHelpers.displayParameter(values, property, node, description, values));

function optionsShown({ description }: INodeType, resource: string, operation: string): string[] {
	const collections = shown(description, description.properties, { resource, operation }).filter(({ name }) => name === 'options');
	return collections.flatMap(({ options }) => shown(description, options as INodeProperties[], { resource, operation })).map(({ displayName }) => displayName);
}

describe('the options that n8n shows', () => {
	const [[, robot], [, storageBox]] = NODES as [[string, INodeType], [string, INodeType]];

	it.each<[INodeType, string, string, string[]]>([
		[robot, 'server', 'getAll', ['Wait for Request Limit (Seconds)']],
		[robot, 'boot', 'get', ['Wait for Request Limit (Seconds)']],
		[robot, 'server', 'rename', ['Dry Run', 'Only If Different', 'Wait for Request Limit (Seconds)']],
		[robot, 'reset', 'execute', ['Dry Run', 'Not Again Within (Minutes)', 'Wait for Request Limit (Seconds)']],
		[robot, 'boot', 'activateRescue', ['Already Done Is a Success', 'Dry Run', 'Wait for Request Limit (Seconds)']],
		[robot, 'sshKey', 'create', ['Already Done Is a Success', 'Dry Run', 'Wait for Request Limit (Seconds)']],
		[robot, 'firewallTemplate', 'create', ['Dry Run', 'Rules May Cut Off', 'Wait for Request Limit (Seconds)']],
		[robot, 'firewall', 'set', ['Dry Run', 'Only If Different', 'Rules May Cut Off', 'Wait for Request Limit (Seconds)', 'Wait While Busy (Seconds)']],
		[robot, 'order', 'orderServer', ['Dry Run', 'Duplicate Protection (Minutes)', 'Maximum Monthly Price (EUR)', 'Maximum Setup Price (EUR)', 'Wait for Request Limit (Seconds)']],
		[robot, 'order', 'getAllProducts', ['Wait for Request Limit (Seconds)']],
		[storageBox, 'storageBox', 'getAll', []],
		[storageBox, 'storageBox', 'delete', ['Dry Run', 'Maximum Wait (Seconds)', 'Only If Different', 'Wait for Completion']],
	])('are those of the operation (%#)', (of, resource, operation, names) => {
		expect(optionsShown(of, resource, operation)).toEqual(names);
	});

	it('are kept when n8n loads a workflow, each in the operations that have it', () => {
		const loaded = (resource: string, operation: string, options: INodeParameters) =>
			NodeHelpers.getNodeParameters(robot.description.properties, { resource, operation, options }, false, false, node, robot.description)?.options;
		const options = { alreadyDone: true, dryRun: true, onlyIfDifferent: true, waitForLimit: 30, maximumPrice: 50 };

		expect(loaded('order', 'orderServer', options)).toEqual({ dryRun: true, waitForLimit: 30, maximumPrice: 50 });
		expect(loaded('server', 'rename', options)).toEqual({ dryRun: true, onlyIfDifferent: true, waitForLimit: 30 });
		expect(loaded('server', 'getAll', options)).toEqual({ waitForLimit: 30 });
		for (const resource of ['server', 'vSwitch']) expect(loaded(resource, 'cancel', options)).toEqual({ alreadyDone: true, dryRun: true, onlyIfDifferent: true, waitForLimit: 30 });
	});
});

describe.each(NODES)('the parameters of %s', (_name, { description }) => {
	const operations = description.properties.filter(({ name }) => name === 'operation').flatMap(actionsOf);

	it('keep every collection of options in one place, since each time they stand there n8n loads them', () => {
		expect(description.properties.filter(({ name }) => name === 'options')).toHaveLength(1);
	});

	it('weigh no more KB for each operation than they did', () => {
		expect(Buffer.byteLength(JSON.stringify(description)) / operations.length / 1024).toBeLessThan(1.85);
	});
});

/** Two things that the APIs themselves call by one name. */
const TWO_MEANINGS = ['ip', 'location', 'password', 'status', 'type'];

function inside({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	return type === 'fixedCollection' ? (options as INodePropertyCollection[]).flatMap(({ values }) => values) : [];
}

const withInside = (property: INodeProperties): INodeProperties[] => [property, ...inside(property).flatMap(withInside)];

/** The label is all that is read of a field while its number is entered. */
it.each([...NODES, ['Hetzner Robot Trigger', new HetznerRobotTrigger()] as [string, INodeType]])('every amount of %s has its unit in the label', (_name, { description }) => {
	const amounts = description.properties
		.flatMap(withInside)
		.filter(({ type, description: says = '' }) => type === 'number' && /\b(seconds|minutes|days|percent|euros|currency|MB|GB)\b/.test(says));
	expect(
		amounts.map(({ displayName }) => displayName).filter((label) => !/\((Seconds|Minutes|Days|%|EUR|Project Currency|MB|GB)\)$|^Days Before$|^GB per Day$/.test(label)),
	).toEqual([]);
	expect(amounts.length).toBeGreaterThan(2);
});

it.each(NODES)('a parameter of %s means one thing, and looks alike wherever it stands', (_name, { description }) => {
	const looks = new Map<string, Set<string>>();
	for (const { name, displayName, type } of description.properties.flatMap(withInside))
		if (type !== 'notice') looks.set(name, (looks.get(name) ?? new Set()).add(`${displayName}, ${type}`));
	const several = [...looks].filter(([name, { size }]) => size > 1 && !TWO_MEANINGS.includes(name));
	expect(several.map(([name, ways]) => `${name}: ${[...ways].join(' / ')}`)).toEqual([]);
});
