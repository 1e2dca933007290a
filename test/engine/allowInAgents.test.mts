import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { by } from '../contract/case.mts';
import { toolOf } from '../support/agent.mts';
import { panelOf } from '../support/panel.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Allow in Agents: what a model may do is decided by whoever builds the agent. */

const robot = simulatedRobot();
const TOOL = { type: 'n8n-nodes-hetzner-robot.hetznerRobotTool' };

const byModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;
const reset: INodeParameters = { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' };
const rescue = (resetNow: boolean | string): INodeParameters => ({
	resource: 'boot',
	operation: 'activateRescue',
	serverNumber: by('id', '321'),
	os: 'linux',
	resetNow,
	resetType: 'hw',
});
const changes = () => robot.sent().filter((request) => !request.startsWith('GET '));
const called = async (parameters: INodeParameters, given: Record<string, unknown> = {}) =>
	await (await toolOf({ credential: robot.credential, node: new HetznerRobot() as INodeType, parameters })).func(given as never);

const REFUSED =
	'Not allowed: "Reset server (hard reboot)" may interrupt what is in use, and Allow in Agents is off in this tool. Nothing was sent. Do not try again: tell the user that whoever has built this agent can switch Allow in Agents on.';

describe('as a tool of an agent', () => {
	it('what interrupts is refused before anything is sent, and the model is told whom to ask', async () => {
		expect(shown(await robot.run(reset, TOOL)).message).toBe(REFUSED);
		await expect(called(reset)).rejects.toMatchObject({ message: REFUSED });
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['destroys', { resource: 'server', operation: 'cancel', serverNumber: by('id', '321'), immediately: true }, 'may destroy something for good'],
		['costs money', { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), test: true }, 'may cost money'],
		['resets after an activation', rescue(true), 'may interrupt what is in use'],
	] as Array<[string, INodeParameters, string]>)('what %s is refused as well', async (_what, parameters, words) => {
		expect(shown(await robot.run(parameters, TOOL)).message).toContain(words);
		expect(robot.sent()).toEqual([]);
	});

	it('what reads, and what merely changes something, is not', async () => {
		expect((await robot.run({ resource: 'server', operation: 'get', serverNumber: by('id', '321') }, TOOL)).error).toBeUndefined();
		expect((await robot.run(rescue(false), TOOL)).error).toBeUndefined();
		expect(changes()).toEqual(['POST /boot/321/rescue os=linux']);
	});

	it('a dry run of it is not, unless the model turns it into a real one', async () => {
		const parameters = { ...reset, options: { dryRun: byModel('dry') } };
		expect(JSON.parse(await called(parameters, { dry: 'true' }))).toMatchObject([{ dryRun: true }]);
		await expect(called(parameters, { dry: 'false' })).rejects.toMatchObject({ message: REFUSED });
		expect(changes()).toEqual([]);
	});

	it('what the model fills in decides: an activation is made, one with a reset is not', async () => {
		const parameters = rescue(byModel('now'));
		await expect(called(parameters, { now: 'true' })).rejects.toMatchObject({ message: expect.stringContaining('Allow in Agents is off') });
		expect(robot.sent()).toEqual([]);
		await called(parameters, { now: 'false' });
		expect(changes()).toEqual(['POST /boot/321/rescue os=linux']);
	});

	it('an error item says so too, where the workflow goes on', async () => {
		const run = await robot.run(reset, { ...TOOL, onError: 'continueRegularOutput' });
		expect(run.json).toEqual([
			{ error: expect.stringMatching(/Allow in Agents is off in this tool \[NOT_ALLOWED\]$/), message: REFUSED.slice(REFUSED.indexOf('Nothing was sent.')) },
		]);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Allow in Agents', () => {
	it.each([true, 'true'])('lets the tool do it (%p)', async (allowInAgents) => {
		await called({ ...reset, allowInAgents });
		expect((await robot.run({ ...reset, allowInAgents }, TOOL)).error).toBeUndefined();
		expect(changes()).toEqual(['POST /reset/321 type=hw', 'POST /reset/321 type=hw']);
	});

	it.each([false, 'false', '', null, 'yes', 'True', 1, {}, [true], '={{ true }}', byModel('allow')])(
		'is off with %p: no expression and no model switches it on',
		async (allowInAgents) => {
			const parameters = { ...reset, allowInAgents } as INodeParameters;
			expect(shown(await robot.run(parameters, TOOL)).message).toBe(REFUSED);
			await expect(called(parameters, { allow: 'true', allowInAgents: true })).rejects.toMatchObject({ message: REFUSED });
			expect(robot.sent()).toEqual([]);
		},
	);

	it('does not go further than the credential', async () => {
		const run = await robot.run({ ...reset, allowInAgents: true }, { ...TOOL, credential: { ...robot.credential, allowedActions: 'noInterruption' } });
		expect(shown(run).message).toMatch(/^Not allowed: .* Allowed Actions of the credential "Robot" is "Nothing That Interrupts Either"\. Nothing was sent\. Whoever may edit/);
		expect(robot.sent()).toEqual([]);
	});

	it('concerns no node that is not a tool', async () => {
		expect((await robot.run(reset)).error).toBeUndefined();
		expect((await robot.run({ ...reset, allowInAgents: false })).error).toBeUndefined();
		expect(changes()).toHaveLength(2);
	});

	it.each([
		[
			new HetznerRobot(),
			['reset: execute', 'boot: activateRescue', 'vSwitch: update', 'order: orderAddon', 'server: cancel'],
			['server: get', 'server: rename', 'sshKey: create', 'vSwitch: create'],
		],
		[new HetznerStorageBox(), ['storageBox: changeProtection', 'storageBox: create', 'snapshot: delete'], ['storageBox: update', 'snapshot: create', 'action: get']],
	] as Array<[INodeType, string[], string[]]>)('is offered in tools, for what needs it', ({ description: { properties } }, needing, others) => {
		const own = properties.filter(({ name }) => name === 'allowInAgents');
		for (const property of own) expect(property).toMatchObject({ type: 'boolean', default: false, noDataExpression: true, displayOptions: { hide: { '@tool': [false] } } });
		const isOffered = (operation: string) => panelOf(own, operation.split(': ') as [string, string], 'tool').length > 0;
		expect([...needing, ...others].filter(isOffered)).toEqual(needing);
	});
});
