import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const reply = (body: string) => robot.simulator.inject({ kind: 'reply', status: 200, body, contentType: 'application/json' });

describe('an id beyond 2^53', () => {
	it('comes out as the text that Robot has sent', async () => {
		reply('{"id":9007199254740993,"name":"lan","vlan":4000,"cancelled":false,"server":[{"server_number":9007199254740995,"status":"ready"}],"subnet":[],"cloud_network":[]}');
		const run = await robot.run({ resource: 'vSwitch', operation: 'get', vSwitchId: by('id', '4321') });

		expect(run.json).toEqual([
			{
				id: '9007199254740993',
				name: 'lan',
				vlan: 4000,
				cancelled: false,
				server: [{ server_number: '9007199254740995', status: 'ready' }],
				subnet: [],
				cloud_network: [],
			},
		]);
	});
});

describe('a password that Robot repeats in a refusal', () => {
	const PASSWORD = 'S3cret/P@ss+word';
	const BOX = { resource: 'storageBox', storageBoxId: by('id', '12345') };
	const ACCOUNT = { resource: 'storageBoxSubaccount', storageBoxId: by('id', '12345') };

	it.each<[string, INodeParameters]>([
		['of a Storage Box', { ...BOX, operation: 'resetPassword', password: PASSWORD }],
		['of a sub-account', { ...ACCOUNT, operation: 'resetPassword', username: by('name', 'u12345-sub1'), password: PASSWORD }],
		['of a new sub-account', { ...ACCOUNT, operation: 'create', homedirectory: 'web1', additionalFields: { password: PASSWORD } }],
		['of an ordered server', { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), password: PASSWORD, test: true }],
	])('%s is in no part of the error', async (_whose, parameters) => {
		const error = { kind: 'error', method: 'POST', status: 400, code: 'INVALID_INPUT', message: `invalid input ${PASSWORD}` } as const;
		robot.simulator.inject({ ...error, times: 2, extra: { missing: null, invalid: ['password', `password: ${PASSWORD}`] } });
		const run = await robot.run(parameters);
		const item = await robot.run(parameters, { onError: 'continueRegularOutput' });

		expect(robot.sent().join()).toContain(PASSWORD);
		expect(run.error?.message).toContain('***');
		// n8n adds the node, in which the person has written the password.
		const { node: _, ...said } = run.error!;
		expect([run.error?.message, run.error?.stack, inspect(said, { depth: 20, showHidden: true }), JSON.stringify(item.outputs)].join()).not.toContain(PASSWORD);
	});
});
