import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { by } from '../contract/case.mts';
import { panelOf } from '../support/panel.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();

beforeEach(() => void (robot.server(470).cancellation.cancellation_date = '2999-01-01'));

const counts = { options: { alreadyDone: true } };
const toWeb1 = { resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('name', 'web1') };
const toWeb2 = { ...toWeb1, activeServerIp: by('name', 'web2') };

/** Alice's, of the simulated account. */
const STORED_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIZBWxiGpnMoWARAeBc94bPYQr/YsQxBODS4KYD5I9bS';

/** What Robot refuses because it is so already, with its code for it. */
const REFUSALS = [
	{
		what: 'an SSH key that is stored',
		code: 'KEY_ALREADY_EXISTS',
		there: { name: 'alice@laptop', fingerprint: expect.stringMatching(/^[0-9a-f:]{47}$/) },
		resource: 'sshKey',
		operation: 'create',
		name: 'again',
		data: STORED_KEY,
	},
	{
		what: 'an SSH key that is gone',
		code: 'NOT_FOUND',
		there: { deleted: true },
		resource: 'sshKey',
		operation: 'delete',
		fingerprint: by('id', '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff'),
	},
	{ what: 'a firewall template that is gone', code: 'NOT_FOUND', there: { deleted: true }, resource: 'firewallTemplate', operation: 'delete', templateId: by('id', '999999') },
	{
		what: 'a server that is cancelled',
		code: 'CONFLICT',
		there: { server_number: 470, cancelled: true },
		resource: 'server',
		operation: 'cancel',
		serverNumber: by('id', '470'),
		cancellationDate: '2999-01-01',
	},
	{
		what: 'a vSwitch that is cancelled',
		code: 'CONFLICT',
		there: { id: 4330, cancelled: true },
		resource: 'vSwitch',
		operation: 'cancel',
		vSwitchId: by('id', '4330'),
		cancellationDate: '2999-01-01',
	},
	{
		what: 'a MAC address that is set',
		code: 'MAC_ALREADY_SET',
		there: { ip: '192.0.2.27', mac: expect.stringMatching(/^[0-9a-f:]{17}$/) },
		resource: 'ip',
		operation: 'generateMac',
		ip: by('ip', '192.0.2.27'),
	},
	{ what: 'a MAC address that is not set', code: 'MAC_NOT_FOUND', there: {}, resource: 'ip', operation: 'deleteMac', ip: by('ip', '192.0.2.26') },
	{ what: 'an absent reverse DNS entry', code: 'RDNS_NOT_FOUND', there: { deleted: true }, resource: 'reverseDns', operation: 'delete', ip: by('ip', '192.0.2.27') },
	{
		what: 'a snapshot that is gone',
		code: 'SNAPSHOT_NOT_FOUND',
		there: { deleted: true },
		resource: 'storageBoxSnapshot',
		operation: 'delete',
		storageBoxId: by('id', '12345'),
		snapshotName: by('name', '1999-01-01T00-00-00'),
	},
	{
		what: 'a sub-account that is gone',
		code: 'STORAGEBOX_SUBACCOUNT_NOT_FOUND',
		there: { deleted: true },
		resource: 'storageBoxSubaccount',
		operation: 'delete',
		storageBoxId: by('id', '12345'),
		username: by('name', 'u12345-sub9'),
	},
];

const ACTIVATIONS = ['Cpanel', 'Linux', 'Plesk', 'Rescue', 'Vnc', 'Windows'].map((system) => `boot: activate${system}`);

describe('a change that is in place already', () => {
	it('is an error as Robot says it, unless the option is added', async () => {
		expect((await robot.run(toWeb1)).error?.message).toContain('FAILOVER_ALREADY_ROUTED');
	});

	it('counts as a success with the option, and says that nothing changed', async () => {
		const run = await robot.run({ ...toWeb1, ...counts });

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ ip: '198.51.100.200', active_server_ip: '203.0.113.10', changed: false, message: expect.stringContaining('FAILOVER_ALREADY_ROUTED') }]);
	});

	it('is told from one that was made', async () => {
		const run = await robot.run({ ...toWeb2, ...counts });
		expect(run.json).toMatchObject([{ ip: '198.51.100.200', active_server_ip: '203.0.113.11', changed: true }]);
	});

	it('adds nothing to the item without the option', async () => {
		const run = await robot.run(toWeb2);
		expect(run.json[0]).not.toHaveProperty('changed');
	});

	it.each(REFUSALS)('may be $what', async ({ what: _what, code, there, ...parameters }) => {
		expect((await robot.run({ ...parameters })).error?.message).toContain(code);
		robot.simulator.advance(10);
		expect((await robot.run({ ...parameters, ...counts })).json).toMatchObject([{ ...there, changed: false, message: expect.stringContaining(code) }]);
	});

	it('can be told to be one wherever Robot has a refusal for it, and nowhere else', () => {
		const { properties } = new HetznerRobot().description;
		const options = properties.find(({ name }) => name === 'options')!.options as INodeProperties[];
		const offering = resources.flatMap((resource) =>
			resource.operations
				.filter(({ value }) => panelOf(options, [resource.value, value]).some(({ name }) => name === 'alreadyDone'))
				.map(({ value }) => `${resource.value}: ${value}`),
		);
		expect(offering.sort()).toEqual([...REFUSALS.map(({ resource, operation }) => `${resource}: ${operation}`), 'failover: switch', ...ACTIVATIONS].sort());
	});

	it('is not any other refusal', async () => {
		const run = await robot.run({ ...toWeb1, activeServerIp: by('ip', '203.0.113.250'), ...counts });
		expect(run.error?.message).toContain('FAILOVER_NEW_SERVER_NOT_FOUND');
	});

	it('is not a conflict of another kind: a server that is being transferred is not cancelled', async () => {
		robot.server(322).cancellation.transfer = true;
		const run = await robot.run({ resource: 'server', operation: 'cancel', serverNumber: by('id', '322'), cancellationDate: '2999-01-01', ...counts });

		expect(run.error?.message).toBe('Server 322: Cancellation of server is not possible because of active transfer [CONFLICT]');
		expect(run.json).toEqual([]);
	});
});

describe('another change than the one that is in place', () => {
	it('is not done: a server that is cancelled to another day', async () => {
		const cancel = { resource: 'server', operation: 'cancel', serverNumber: by('id', '470'), ...counts };

		expect((await robot.run({ ...cancel, cancellationDate: '2999-01-02' })).error?.message).toContain('CONFLICT');
		expect((await robot.run({ ...cancel, immediately: true })).error?.message).toContain('CONFLICT');
	});

	it('is not done: a server that is cancelled without the reservation of its location', async () => {
		robot.server(470).cancellation.reservation_possible = true;
		const cancel = { resource: 'server', operation: 'cancel', serverNumber: by('id', '470'), cancellationDate: '2999-01-01' };

		for (const options of [{ alreadyDone: true }, { onlyIfDifferent: true }]) {
			expect((await robot.run({ ...cancel, additionalFields: { reserveLocation: true }, options })).error?.message).toContain('CONFLICT');
			expect((await robot.run({ ...cancel, additionalFields: { reserveLocation: false }, options })).json).toMatchObject([{ reserved: false, changed: false }]);
		}
		expect((await robot.run({ ...cancel, additionalFields: { reserveLocation: true }, options: { dryRun: true } })).json).toMatchObject([
			{ changed: true, changes: [{ field: 'reserved', from: false, to: true }] },
		]);
	});

	it('is not done: a failover IP that leads to another server by now', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'FAILOVER_ALREADY_ROUTED', message: 'already routed', method: 'POST', path: '/failover/198.51.100.200' });
		expect((await robot.run({ ...toWeb2, ...counts })).error?.message).toContain('FAILOVER_ALREADY_ROUTED');
	});

	it('is not done: a vSwitch that Robot refuses to cancel for another reason', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'in use', method: 'DELETE', path: '/vswitch/4321' });
		const run = await robot.run({ resource: 'vSwitch', operation: 'cancel', vSwitchId: by('id', '4321'), cancellationDate: '2999-01-01', ...counts });

		expect(run.error?.message).toContain('CONFLICT');
	});
});

describe('a boot system that is active already, where Robot refuses to activate it again', () => {
	const rescue = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' };
	const active = async () => {
		robot.simulator.state.refusesActiveBoot = true;
		const [boot] = (await robot.run(rescue)).json as Array<{ password: string }>;
		robot.simulator.clearRequests();
		return boot!.password;
	};

	it('is an error that names what to do', async () => {
		await active();
		const run = await robot.run(rescue);
		expect(run.error?.message).toBe('Server 321: There is already an active boot configuration [BOOT_ALREADY_ENABLED]');
		expect(run.error?.description).toMatch(/Get shows which.+Deactivate withdraws it/);
	});

	it('is put out with its password, with the option', async () => {
		const password = await active();
		const run = await robot.run({ ...rescue, ...counts });
		expect(run.json).toMatchObject([{ server_number: 321, active: true, password, changed: false }]);
	});

	it('is booted by Reset Now all the same', async () => {
		const password = await active();
		const run = await robot.run({ ...rescue, ...counts, resetNow: true, resetType: 'hw' });
		expect(run.json).toMatchObject([{ password, changed: false, reset: { type: 'hw' } }]);
		expect(robot.sent()).toEqual(['GET /reset/321', 'POST /boot/321/rescue os=linux', 'GET /boot/321/rescue', 'POST /reset/321 type=hw']);
	});

	it('is not done where another distribution would be installed, or other keys could log in', async () => {
		robot.simulator.state.refusesActiveBoot = true;
		const debian = { ...rescue, operation: 'activateLinux', dist: 'Debian 12 minimal', lang: 'en' };
		await robot.run(debian);
		robot.simulator.clearRequests();
		const resetNow = { ...counts, resetNow: true, resetType: 'hw' };

		for (const other of [{ dist: 'Debian 13 minimal' }, { lang: 'de' }, { authorizedKey: by('list', '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29') }]) {
			expect((await robot.run({ ...debian, ...other, ...resetNow })).error?.message).toContain('BOOT_ALREADY_ENABLED');
		}
		expect(robot.sent()).not.toContain('POST /reset/321 type=hw');
		expect((await robot.run({ ...debian, ...resetNow })).json).toMatchObject([{ changed: false, reset: { type: 'hw' } }]);
	});

	it('is not done where another system is active: the server is not reset into it', async () => {
		await active();
		const run = await robot.run({ ...rescue, operation: 'activateLinux', dist: 'Debian 12 minimal', lang: 'en', ...counts, resetNow: true, resetType: 'hw' });
		expect(run.error?.message).toContain('BOOT_ALREADY_ENABLED');
		expect(robot.sent()).not.toContain('POST /reset/321 type=hw');
	});
});
