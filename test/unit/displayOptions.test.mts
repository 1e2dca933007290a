import { expect, it } from '@jest/globals';
import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeType } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';

/** n8n 1.85 to 2.0 do not load a node of which a property depends on one that they cannot find among its own. */
it.each<[string, INodeType]>([
	['Hetzner Robot', new HetznerRobot()],
	['Hetzner Robot Trigger', new HetznerRobotTrigger()],
	['Hetzner Storage Box', new HetznerStorageBox()],
])('what a property of %s depends on is a property, or is named from the root', (_name, { description: { properties } }) => {
	const names = properties.map(({ name }) => name);
	const asked = properties.flatMap(({ name, displayOptions = {} }) =>
		Object.values(displayOptions).flatMap((rule) => Object.keys(rule as object).map((other) => [name, other] as const)),
	);
	expect(asked).not.toEqual([]);
	expect(asked.filter(([, other]) => !names.includes(other) && !/^[@/]/.test(other))).toEqual([]);
});

/** The options that n8n offers beside these parameters. */
function offered(parameters: INodeParameters): string[] {
	const { description } = new HetznerRobot();
	const options = description.properties.filter((property) => property.name === 'options' && NodeHelpers.displayParameter(parameters, property, null, description));
	return options
		.flatMap((collection) => collection.options as INodeProperties[])
		.filter((property) => NodeHelpers.displayParameter({}, property, null, description, parameters))
		.map(({ displayName }) => displayName);
}

it.each([
	['block', true],
	['={{ $json.task }}', true],
	['unblock', false],
	['removeExpired', false],
])('Never Block is offered with the task %s: %s', (task, isOffered) => {
	const names = offered({ resource: 'firewall', operation: 'blockIp', task });

	expect(names).toContain('Dry Run');
	expect(names.includes('Never Block')).toBe(isOffered);
});

it('Never Block is offered in no other operation', () => {
	expect(offered({ resource: 'firewall', operation: 'addRules', task: 'block' })).not.toContain('Never Block');
});
