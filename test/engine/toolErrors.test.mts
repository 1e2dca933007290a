import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { by } from '../contract/case.mts';
import { toolOf } from '../support/agent.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** What the model of an agent is told of an error: the message, so that it has to hold the remedy. */

const robot = simulatedRobot();
const TOOL = 'n8n-nodes-hetzner-robot.hetznerRobotTool';
const reset = (name: string): INodeParameters => ({ resource: 'reset', operation: 'execute', serverNumber: by('name', name), type: 'hw', allowInAgents: true });

const UNKNOWN = 'Server: no server is named "wob1"';
const DID_YOU_MEAN = 'Did you mean "web1" (321) or "web2" (322) or "db1" (345)?';

it('an error of a tool says in its message how to mend it, whichever agent calls it', async () => {
	const asNode = shown(await robot.run(reset('wob1')));
	expect(asNode.message).toBe(UNKNOWN);
	expect(asNode.description).toContain(DID_YOU_MEAN);

	const asTool = `${UNKNOWN}. ${asNode.description}`;
	expect(shown(await robot.run(reset('wob1'), { type: TOOL })).message).toBe(asTool);
	// Agents before version 3 add what a description says beyond the message.
	const tool = await toolOf({ credential: robot.credential, node: new HetznerRobot(), parameters: reset('wob1') });
	await expect(tool.func({})).rejects.toMatchObject({ message: asTool });
});

it('so do the refusals of Robot, and what is wrong before anything is sent', async () => {
	const unknown = await robot.run({ resource: 'server', operation: 'get', serverNumber: by('id', '9999') }, { type: TOOL });
	expect(shown(unknown).message).toMatch(/^Server with id 9999 not found \[SERVER_NOT_FOUND\]\. .+\.$/);
	const empty = await robot.run({ resource: 'server', operation: 'rename', serverNumber: by('id', '321'), serverName: '={{ "" }}' }, { type: TOOL });
	expect(shown(empty).message).toBe('Server Name is empty. Nothing was sent.');
});

it('it says there as well what was done before', async () => {
	const run = await robot.run(reset('={{ $json.n }}'), { type: TOOL, items: itemsOf('web1', 'wob1') });
	expect(shown(run).message).toMatch(/^Server: no server is named "wob1"\. Item 0 was carried out.* For item 1: Did you mean/);
});
