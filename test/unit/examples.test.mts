import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { NodeHelpers, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { typeOfTool } from '../support/n8n.mts';

/** n8n drops, without a word, what a node does not show with its other parameters: what an example says must reach its node. */

const TYPES: Record<string, INodeType> = { hetznerRobot: new HetznerRobot(), hetznerRobotTrigger: new HetznerRobotTrigger(), hetznerStorageBox: new HetznerStorageBox() };

const nodes = readdirSync('workflows').flatMap((file) =>
	(JSON.parse(readFileSync(`workflows/${file}`, 'utf8')) as { nodes: INode[] }).nodes.flatMap((node) => {
		const type = TYPES[node.type.replace(/^n8n-nodes-hetzner-robot\.(\w+?)(Tool)?$/, '$1')];
		return type ? [{ what: `${node.name} of ${file}`, node, type: node.type.endsWith('Tool') ? typeOfTool(type) : type }] : [];
	}),
);

it.each(nodes)('$what gets all its parameters', ({ node, type: { description } }) => {
	const { toolDescription: _tool, descriptionType: _described, pollTimes: _polled, ...given } = node.parameters;
	const got = NodeHelpers.getNodeParameters(description.properties, structuredClone(given), true, false, node, description) as INodeParameters;
	expect(Object.keys(got)).toEqual(expect.arrayContaining(Object.keys(given)));
	expect(got).toMatchObject(given);
});
