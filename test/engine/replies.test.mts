import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

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

describe('inputs that Robot refuses', () => {
	const refused = async (parameters: INodeParameters, names: object) => {
		robot.simulator.inject({
			kind: 'error',
			method: parameters.resource === 'vSwitch' ? 'DELETE' : 'POST',
			status: 400,
			code: 'INVALID_INPUT',
			message: 'invalid input',
			extra: names as Record<string, unknown>,
		});
		return shown(await robot.run(parameters)).message;
	};
	const plan = { resource: 'storageBox', operation: 'updateSnapshotPlan', storageBoxId: by('id', '12345'), status: 'enabled', hour: 3, minute: 59 };

	it('are named as the editor names them, those in collections as well, with the value and what they take', async () => {
		expect(await refused({ ...plan, additionalFields: { dayOfMonth: 31, month: 2 } }, { missing: ['max_snapshots'], invalid: ['day_of_month', 'month', 'minute'] })).toBe(
			'invalid input (missing: Maximum Snapshots (takes 1 or more); invalid: Day of Month "31" (takes 1 to 31), ' +
				'Month "2" (takes January, February, March, April, May, June, July, August, September, October, November, December), Minute "59" (takes 0 to 59)) [INVALID_INPUT]',
		);
	});

	it('keep the name that Robot gives them where the operation has no such field', async () => {
		expect(await refused(plan, { missing: ['constructor'], invalid: ['zfs', '', '__proto__', '[]'] })).toBe(
			'invalid input (missing: constructor; invalid: zfs, __proto__, []) [INVALID_INPUT]',
		);
	});

	it('are named without the value where that is a password', async () => {
		const reset = { resource: 'storageBox', operation: 'resetPassword', storageBoxId: by('id', '12345'), password: 'S3cret/P@ss+word' };
		expect(await refused(reset, { invalid: ['password'] })).toBe('invalid input (invalid: Password) [INVALID_INPUT]');
	});

	it('are named where Robot names a part of them, without values that nobody has entered', async () => {
		const set = {
			resource: 'firewall',
			operation: 'set',
			serverNumber: by('id', '321'),
			status: 'active',
			rules: 'json',
			rulesJson: '{"input":[{"action":"accept"}],"output":[{"action":"accept"}]}',
		};
		expect(await refused(set, { invalid: ['rules[input][0][dst_ip]'] })).toBe(
			'invalid input (invalid: Rules (takes Define Below, Firewall Template, JSON, Keep Current)) [INVALID_INPUT]',
		);
	});

	it('are named by the field that is shown where two send the same', async () => {
		const cancel = { resource: 'vSwitch', operation: 'cancel', vSwitchId: by('id', '4321'), immediately: false, cancellationDate: '2099-12-31' };
		expect(await refused(cancel, { invalid: ['cancellation_date'] })).toBe('invalid input (invalid: Cancellation Date "2099-12-31") [INVALID_INPUT]');
		expect(await refused({ ...cancel, immediately: true }, { invalid: ['cancellation_date'] })).toBe('invalid input (invalid: Cancel Immediately "now") [INVALID_INPUT]');
	});
});
