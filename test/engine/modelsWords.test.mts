import { describe, expect, it } from '@jest/globals';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { by } from '../contract/case.mts';
import { toolOf } from '../support/agent.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** What models call things by, in tools that n8n's engine hands them. */

const robot = simulatedRobot();
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));

/** A tool that resets a server; everything is left to the model. */
const resetTool = async (mode = 'id') =>
	await toolOf({
		credential: robot.credential,
		node: new HetznerRobot(),
		parameters: {
			resource: 'reset',
			operation: 'execute',
			allowInAgents: true,
			serverNumber: by(mode, "={{ $fromAI('server', '', 'string') }}"),
			type: "={{ $fromAI('type', '', 'string') }}",
		},
	});

describe.each(['list', 'id', 'name', 'ip'])('a server in a locator of the mode %s', (mode) => {
	it.each(['web1', ' WEB1 ', '321', 321, '203.0.113.10'])('is found as %j', async (server) => {
		const tool = await resetTool(mode);
		expect(JSON.parse(await tool.func({ server, type: 'hw' }))).toMatchObject([{ type: 'hw' }]);
		expect(changes()).toEqual(['POST /reset/321 type=hw']);
	});

	it.each(['["321"]', '321, 322', 'all', '*', '0', -1, true, { id: 321 }, ['321', '322']])('is not guessed from %j', async (server) => {
		const tool = await resetTool(mode);
		await expect(tool.func({ server, type: 'hw' } as never)).rejects.toThrow(/^Server/);
		expect(changes()).toEqual([]);
	});
});

it('a name of two servers is refused with both of them', async () => {
	robot.server(321).server_name = 'Web';
	robot.server(322).server_name = 'web ';
	const tool = await resetTool();
	await expect(tool.func({ server: 'WEB', type: 'hw' })).rejects.toThrow('2 servers are named "WEB", apart from case and blanks: "Web" (321), "web " (322)');
	expect(changes()).toEqual([]);
});

describe('a choice', () => {
	it.each([
		['hw', 'hw'],
		['Hardware Reset', 'hw'],
		['hardware', 'hw'],
		['hard reset', 'hw'],
		['POWER', 'power'],
		['power', 'power'],
		['press of power button', 'power'],
		['long press', 'power_long'],
		['gentlest', 'power'],
		['Gentlest Offered', 'power'],
	])('is taken as %j', async (type, sent) => {
		const tool = await resetTool();
		await tool.func({ server: 'web1', type });
		expect(changes()).toEqual([`POST /reset/321 type=${sent}`]);
	});

	it.each(['reset', 'button', 'press', 're', 'reboot', 'hw, sw', '["hw"]', 'hw or sw', 1, true, { type: 'hw' }, ['hw', 'sw']])('is not guessed from %j', async (type) => {
		const tool = await resetTool();
		await expect(tool.func({ server: 'web1', type } as never)).rejects.toThrow(
			/^Type (is none of Gentlest Offered, Hardware Reset, Long Press of Power Button, |is not a text|is empty)/,
		);
		expect(changes()).toEqual([]);
	});

	it('between the endpoints of an operation is taken by its label, too', async () => {
		const run = await robot.run({ resource: 'boot', operation: 'get', system: '={{ "Rescue System" }}', serverNumber: by('id', '321') });
		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /boot/321/rescue']);
	});
});

it('a switch that is neither on nor off, and a number that is none, are refused', async () => {
	const activate = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' };
	const parameters = { ...activate, resetNow: "={{ $fromAI('now', '', 'string') }}", options: { waitForLimit: "={{ $fromAI('seconds', '', 'string') }}" } };
	const tool = await toolOf({ credential: robot.credential, node: new HetznerRobot(), parameters });
	await expect(tool.func({ now: 'maybe', seconds: '5' })).rejects.toThrow('Reset Now is neither true nor false');
	await expect(tool.func({ now: 'false', seconds: 'a while' })).rejects.toThrow('Wait for Request Limit (Seconds) is not a number');
	expect(robot.sent()).toEqual([]);
});

it('a list is taken as JSON, with commas, or one a line, and names what is not there', async () => {
	const parameters = { resource: 'vSwitch', operation: 'addServers', vSwitchId: "={{ $fromAI('vswitch', '', 'string') }}", server: "={{ $fromAI('servers', '', 'string') }}" };
	const tool = await toolOf({ credential: robot.credential, node: new HetznerRobot(), parameters });
	for (const servers of ['["345", "346"]', '345, 346', '345\n346']) {
		robot.simulator.reset();
		await tool.func({ vswitch: '4321', servers });
		expect(changes()).toEqual(['POST /vswitch/4321/server server[]=345 server[]=346']);
	}
});
