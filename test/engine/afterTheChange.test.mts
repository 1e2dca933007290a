import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** A change that was carried out, and then something goes wrong: no word may say that nothing happened. */

const robot = simulatedRobot();

const server = { serverNumber: by('id', '321') };
const vSwitch = { resource: 'vSwitch', vSwitchId: by('id', '4321'), server: by('list', '321'), waitForCompletion: true };

/** Operations that look at what they have changed, with the path of the look. */
const JOBS: Array<[name: string, parameters: INodeParameters, change: string, look: string]> = [
	['a firewall that is cleared', { resource: 'firewall', operation: 'clear', ...server, waitForCompletion: true }, 'DELETE /firewall/321', '/firewall/321'],
	[
		'a failover IP that is switched',
		{ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('ip', '203.0.113.11'), waitForCompletion: true },
		'POST /failover/198.51.100.200',
		'/failover/198.51.100.200',
	],
	['servers that are added to a vSwitch', { operation: 'addServers', ...vSwitch }, 'POST /vswitch/4321/server', '/vswitch/4321'],
	['a vSwitch that gets another name', { operation: 'update', ...vSwitch, updateFields: { name: 'new' } }, 'POST /vswitch/4321', '/vswitch/4321'],
];

const TROUBLES: Array<[name: string, fault: Omit<Extract<Fault, { kind: 'error' }>, 'method' | 'path'> | { kind: 'cut-before'; times: number }, words: RegExp]> = [
	[
		'a used up limit',
		{ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'limit', extra: { interval: 3600, max_request: 500 }, times: Infinity },
		/^The change was sent, but what came after it failed: Robot's request limit is used up/,
	],
	['a cut connection', { kind: 'cut-before', times: Infinity }, /^The change was sent, but what came after it failed: The connection to .+ failed/],
	[
		'a refusal',
		{ kind: 'error', status: 404, code: 'SERVER_NOT_FOUND', message: 'gone', times: Infinity },
		/^The change was sent, but what came after it failed: (Server 321: )?gone/,
	],
];

describe.each(JOBS)('%s', (_name, parameters, change, path) => {
	it.each(TROUBLES)('says that the change was sent where the look afterwards meets %s', async (_trouble, fault, words) => {
		robot.simulator.inject({ ...fault, method: 'GET', path } as Fault);
		const run = await robot.run(parameters);

		expect(run.error?.message).toMatch(words);
		expect(`${run.error?.message} ${run.error?.description}`).not.toMatch(/Nothing was (sent|carried out)|nothing was changed/i);
		expect(run.error?.description).toContain('Look what became of the change before you repeat it.');
		expect(robot.sent().filter((line) => line.startsWith(change))).toHaveLength(1);
	});

	it('looks on, and does not change again, with Retry On Fail', async () => {
		robot.simulator.inject({ kind: 'error', status: 404, code: 'NOT_FOUND', message: 'gone', times: 1, method: 'GET', path });
		const run = await robot.run(parameters, { tries: 2 });

		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(1);
		expect(robot.sent().filter((line) => line.startsWith(change))).toHaveLength(1);
	});
});
