import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();

const counts = { options: { alreadyDone: true } };
const toWeb1 = { resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('name', 'web1') };
const toWeb2 = { ...toWeb1, activeServerIp: by('name', 'web2') };

describe('a change that is in place already', () => {
	it('is an error as Robot says it, unless the option is added', async () => {
		expect((await robot.run(toWeb1)).error?.message).toContain('FAILOVER_ALREADY_ROUTED');
	});

	it('counts as a success with the option, and says that nothing changed', async () => {
		const run = await robot.run({ ...toWeb1, ...counts });

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([{ changed: false, message: expect.stringContaining('FAILOVER_ALREADY_ROUTED') }]);
	});

	it('is told from one that was made', async () => {
		const run = await robot.run({ ...toWeb2, ...counts });
		expect(run.json).toMatchObject([{ ip: '198.51.100.200', active_server_ip: '203.0.113.11', changed: true }]);
	});

	it('adds nothing to the item without the option', async () => {
		const run = await robot.run(toWeb2);
		expect(run.json[0]).not.toHaveProperty('changed');
	});

	it.each([
		['an SSH key that is gone', { resource: 'sshKey', operation: 'delete', fingerprint: by('id', '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff') }],
		['a firewall template that is gone', { resource: 'firewallTemplate', operation: 'delete', templateId: by('id', '999999') }],
		['a server that is cancelled', { resource: 'server', operation: 'cancel', serverNumber: by('id', '470'), cancellationDate: '2999-01-01' }],
		['a MAC address that is not set', { resource: 'ip', operation: 'deleteMac', ip: by('ip', '192.0.2.26') }],
		['an absent reverse DNS entry', { resource: 'reverseDns', operation: 'delete', ip: by('ip', '192.0.2.27') }],
		['a snapshot that is gone', { resource: 'storageBoxSnapshot', operation: 'delete', storageBoxId: by('id', '12345'), snapshotName: by('name', '1999-01-01T00-00-00') }],
	])('may be %s', async (_what, parameters) => {
		expect((await robot.run({ ...parameters })).error).toBeDefined();
		robot.simulator.advance(10);
		expect((await robot.run({ ...parameters, ...counts })).json).toMatchObject([{ changed: false }]);
	});

	it('is not any other refusal', async () => {
		const run = await robot.run({ ...toWeb1, activeServerIp: by('ip', '203.0.113.250'), ...counts });
		expect(run.error?.message).toContain('FAILOVER_NEW_SERVER_NOT_FOUND');
	});
});
