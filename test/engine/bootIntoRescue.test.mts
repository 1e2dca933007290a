import { describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import type { Fault } from '../../simulator/index.mts';
import { by, several } from '../contract/case.mts';
import { holdPauses, paused } from '../support/clock.mts';
import { startNode } from '../support/engine.mts';
import { until } from '../support/until.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const ALICE = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const DEPLOY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';
const ALICES_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIZBWxiGpnMoWARAeBc94bPYQr/YsQxBODS4KYD5I9bS somebody@else';
const CAROL = 'ad:02:4b:14:6c:1a:79:d0:46:10:0b:76:0c:54:57:39';
const CAROLS_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAbvypTRiTVdeBMu3rWO73/zQyy8vVWtzmizAYsOLgBi carol';
const DAVE = '8f:de:17:58:8a:5f:c3:93:c8:bb:16:60:fb:2a:fa:7b';
const DAVES_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILSA+PsYTRBX5GX079vQ2zxIDTU68mk28nJliWRcfzPG dave';

const robot = simulatedRobot();
/** 470 offers a software reset. */
const rescue = (server: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'boot',
	operation: 'bootIntoRescue',
	serverNumber: by('id', server),
	os: 'linux',
	...more,
});
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const secondsPaused = () => paused().reduce((sum, pause) => sum + pause, 0);
const systems = (server: number) => robot.server(server).boot;
const startsAfter = (sw: number, hw = sw) => void (robot.simulator.state.startsAfter = { sw, hw });
const MESSAGE =
	'The server has used the activation up: it has begun to start the rescue system. SSH is not up yet, which takes another minute or more: try the login until it answers.';

describe('Boot Into Rescue', () => {
	it('activates, resets, waits until the start, and puts out how to log in', async () => {
		startsAfter(40);
		const run = await robot.run(rescue('321'));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([
			'GET /server/321',
			'GET /reset/321',
			'GET /boot/321',
			'POST /boot/321/rescue os=linux',
			'POST /reset/321 type=hw',
			...Array<string>(5).fill('GET /boot/321/rescue'),
			'GET /boot/321',
		]);
		expect(paused()).toEqual([5, 5, 10, 10, 15]);
		expect(run.json).toEqual([
			{
				server_number: 321,
				server_name: 'web1',
				server_ip: '203.0.113.10',
				os: 'linux',
				password: systems(321).rescue!.last!.password,
				oneTimeSecrets: ['password'],
				authorized_key: [],
				host_key: [],
				login: 'ssh root@203.0.113.10',
				used_up: true,
				message: MESSAGE,
			},
		]);
	});

	it.each([
		['470', 'auto', 'sw'],
		['321', 'auto', 'hw'],
		// It is off.
		['423', 'auto', 'power'],
		['470', 'hw', 'hw'],
		['470', '={{ "Gentlest" }}', 'sw'],
		['321', 'Hardware Reset', 'hw'],
	])('resets %s with %s by %s', async (server, firstReset, type) => {
		expect((await robot.run(rescue(server, { firstReset }))).error).toBeUndefined();
		expect(changes()).toEqual([`POST /boot/${server}/rescue os=linux`, `POST /reset/${server} type=${type}`]);
	});

	it.each(['linux', 'Linux', ' LINUX ', by('value', 'Linux'), by('list', 'linux')])('takes %j for the rescue system that is called so', async (os) => {
		await robot.run(rescue('321', { os }));
		expect(changes()[0]).toBe('POST /boot/321/rescue os=linux');
	});

	it('resets no server that is off and has no power button, whatever a hardware reset would say', async () => {
		robot.server(423).reset.type = ['sw', 'hw', 'man'];

		expect(shown(await robot.run(rescue('423')))).toMatchObject({
			message: 'First Reset: this server does not offer Press of Power Button (power)',
			description:
				'It offers Software Reset (sw), Hardware Reset (hw), Manual Reset (man). The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does. Nothing was changed.',
		});
		expect(changes()).toEqual([]);
	});

	it('sends keys and keyboard, and puts out the keys', async () => {
		const run = await robot.run(rescue('321', { authorizedKey: several('Deploy', ALICE), additionalFields: { keyboard: 'de' } }));

		expect(changes()).toEqual([`POST /boot/321/rescue os=linux authorized_key[]=${DEPLOY} authorized_key[]=${ALICE} keyboard=de`, 'POST /reset/321 type=hw']);
		expect(run.json).toMatchObject([{ password: null, authorized_key: [`deploy (${DEPLOY})`, `alice@laptop (${ALICE})`] }]);
	});

	it('puts out the host keys that Robot has shown last', async () => {
		const reply = (active: boolean, host_key: unknown[]): Fault => ({
			kind: 'reply',
			status: 200,
			contentType: 'application/json',
			method: 'GET',
			path: '/boot/321/rescue',
			body: JSON.stringify({ rescue: { active, host_key } }),
		});
		robot.simulator.inject(reply(true, [{ key: { fingerprint: '56:29:99:a4:5d:ed:ac:95:c1:f5:88:82:90:5d:dd:10', type: 'ED25519', size: 256 } }]));
		robot.simulator.inject(reply(false, []));

		expect((await robot.run(rescue('321'))).json).toMatchObject([{ host_key: ['56:29:99:a4:5d:ed:ac:95:c1:f5:88:82:90:5d:dd:10'], used_up: true }]);
	});

	it.each([
		['412', 'linux'],
		['321', 'vkvm'],
	])('does not make a login up for %s with %s', async (server, os) => {
		expect((await robot.run(rescue(server, { os }))).json).toMatchObject([{ server_number: Number(server), os, login: null, used_up: true }]);
	});

	it('finishes one item before it begins the next', async () => {
		startsAfter(5);
		const run = await robot.run(rescue('={{ $json.n }}'), { items: itemsOf(321, 322) });

		expect(changes()).toEqual(['POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw', 'POST /boot/322/rescue os=linux', 'POST /reset/322 type=hw']);
		expect(run.json).toMatchObject([{ server_name: 'web1' }, { server_name: 'web2' }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('before the first change', () => {
	it.each([
		['485', {}, 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]'],
		['999', {}, 'Server with id 999 not found [SERVER_NOT_FOUND]'],
		['321', { firstReset: 'sw' }, 'First Reset: this server does not offer Software Reset (sw)'],
		['321', { os: 'beos' }, 'Operating System: this server does not offer "beos"'],
		['321', { os: '={{ $json.missing }}' }, 'Operating System is empty'],
		['321', { firstReset: '={{ $json.missing }}' }, 'First Reset is empty'],
		['321', { firstReset: '={{ "power_long" }}' }, 'First Reset is none of Gentlest Offered, Hardware Reset, Manual Reset, Press of Power Button, Software Reset'],
		['321', { maximumWait: '={{ $json.missing }}' }, 'Maximum Wait (Seconds) is empty'],
		['321', { maximumWait: 0 }, 'Maximum Wait (Seconds) is less than a second'],
		['321', { deactivateOther: '={{ "perhaps" }}' }, 'Deactivate Other System is neither true nor false'],
		['321', { deactivateOther: '={{ $json.missing }}' }, 'Deactivate Other System resolved to nothing'],
		['321', { newKeyName: '={{ $json.missing }}' }, 'New Key Name resolved to nothing'],
		['321', { authorizedKey: by('value', '={{ $json.missing }}') }, 'SSH Keys resolved to nothing'],
		['321', { authorizedKey: by('value', CAROL), newKeyName: 'carol' }, `SSH Keys: Robot has no SSH key with the fingerprint ${CAROL}`],
		['321', { authorizedKey: by('value', 'nobody') }, 'SSH Keys: no SSH key is named "nobody"'],
		['321', { authorizedKey: by('value', CAROLS_KEY) }, `SSH Keys: Robot does not know the public key with the fingerprint ${CAROL} yet`],
	])('%s with %j is refused', async (server, more, message) => {
		const run = await robot.run(rescue(server, more as INodeParameters));

		expect(run.error?.message).toBe(message);
		expect(run.error?.description).not.toMatch(/was sent, but|was activated/);
		expect(changes()).toEqual([]);
	});

	it('says that a server offers no rescue system', async () => {
		delete systems(321).rescue;
		expect(shown(await robot.run(rescue('321')))).toMatchObject({ message: 'Server: this server does not offer Rescue System', description: 'Nothing was changed.' });
		expect(changes()).toEqual([]);
	});

	it.each(['GET /server/321', 'GET /reset/321', 'GET /boot/321'])('changes nothing where %s fails', async (request) => {
		const [method, path] = request.split(' ') as [string, string];
		robot.simulator.inject({ kind: 'reply', status: 502, method, path, times: Infinity });
		expect((await robot.run(rescue('321'))).error?.message).toContain('HTTP 502');
		expect(changes()).toEqual([]);
	});
});

describe('public keys', () => {
	it('are stored that Robot does not know, and not those that it has under another name', async () => {
		const run = await robot.run(rescue('321', { authorizedKey: several(ALICES_KEY, CAROLS_KEY, DAVES_KEY), newKeyName: 'ops' }));

		expect(run.error).toBeUndefined();
		expect(changes()).toEqual([
			`POST /key name=ops data=${CAROLS_KEY}`,
			`POST /key name=ops 2 data=${DAVES_KEY}`,
			`POST /boot/321/rescue os=linux authorized_key[]=${ALICE} authorized_key[]=${CAROL} authorized_key[]=${DAVE}`,
			'POST /reset/321 type=hw',
		]);
	});

	it('are used where somebody else has stored them meanwhile', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'KEY_ALREADY_EXISTS', message: 'The supplied key already exists', method: 'POST', path: '/key' });
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', path: '/boot/321/rescue' });
		const run = await robot.run(rescue('321', { authorizedKey: by('value', CAROLS_KEY), newKeyName: 'carol' }));
		expect(run.error?.message).toMatch(/^The public key "carol" was stored, but then: /);
		expect(changes()).toHaveLength(2);
	});

	it('that are refused change nothing else', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'KEY_CREATE_FAILED', message: 'failed', method: 'POST', path: '/key' });
		const run = await robot.run(rescue('321', { authorizedKey: by('value', CAROLS_KEY), newKeyName: 'carol' }));
		expect(run.error?.message).toContain('KEY_CREATE_FAILED');
		expect(changes()).toHaveLength(1);
	});
});

describe('another system that is active', () => {
	const activateLinux = { resource: 'boot', operation: 'activateLinux', serverNumber: by('id', '321'), dist: 'Debian 12 minimal', lang: 'en' };

	it('is an error that names it', async () => {
		await robot.run(activateLinux);
		robot.simulator.clearRequests();

		expect(shown(await robot.run(rescue('321')))).toMatchObject({
			message: 'Deactivate Other System: Linux (Debian 12 minimal) is active with settings of its own, and no start of the server has used it up yet',
			description: 'Switch this on to have it deactivated first. Nothing was changed.',
		});
		expect(changes()).toEqual([]);
	});

	it('is deactivated first where that is wanted', async () => {
		robot.simulator.state.refusesActiveBoot = true;
		await robot.run(activateLinux);
		robot.simulator.clearRequests();

		expect((await robot.run(rescue('321', { deactivateOther: true }))).json).toMatchObject([{ os: 'linux', used_up: true }]);
		expect(changes()).toEqual(['DELETE /boot/321/linux', 'POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw']);
	});

	it('may be the wanted one with other settings', async () => {
		await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'vkvm' });
		robot.simulator.clearRequests();

		expect((await robot.run(rescue('321'))).error?.message).toMatch(/^Deactivate Other System: Rescue System \(vkvm\) is active/);
		expect((await robot.run(rescue('321', { deactivateOther: true }))).error).toBeUndefined();
		expect(changes()).toEqual(['DELETE /boot/321/rescue', 'POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw']);
	});

	it('is said to be deactivated where what comes next fails', async () => {
		await robot.run(activateLinux);
		robot.simulator.inject({ kind: 'error', status: 500, code: 'BOOT_ACTIVATION_FAILED', message: 'internal', method: 'POST', path: '/boot/321/rescue' });

		expect(shown(await robot.run(rescue('321', { deactivateOther: true })))).toMatchObject({
			message: 'Linux was deactivated, but then: internal [BOOT_ACTIVATION_FAILED]',
			description: expect.stringMatching(/^The server was not reset\. /),
		});
		expect(changes().filter((line) => line.startsWith('POST /reset'))).toEqual([]);
	});
});

describe('the wait', () => {
	it('goes over from a software to a hardware reset when half of the time is over, once', async () => {
		startsAfter(Infinity, 40);
		const run = await robot.run(rescue('470'));

		expect(run.error).toBeUndefined();
		expect(changes()).toEqual(['POST /boot/470/rescue os=linux', 'POST /reset/470 type=sw', 'POST /reset/470 type=hw']);
		// The machine's own time counts as well.
		expect(secondsPaused()).toBeGreaterThan(338);
		expect(secondsPaused()).toBeLessThan(361);
	});

	it('has a maximum, after which it says what was done, what is active, and how to go on', async () => {
		startsAfter(Infinity);
		const run = await robot.run(rescue('470', { maximumWait: 100 }));

		expect(shown(run)).toEqual({
			message:
				'Rescue System was activated, the server got a Software Reset (sw), and the server got a Hardware Reset (hw), ' +
				'but no start of the server has used it up within 100 seconds (active: true)',
			description:
				'As long as it is active the next start boots it, and Boot → Get shows its password; once a start has used it up, nobody shows the password again. ' +
				'Run this again to go on waiting, reset the server yourself, or deactivate it.',
			httpCode: null,
			item: 0,
		});
		expect(changes()).toHaveLength(3);
		expect(secondsPaused()).toBeGreaterThan(90);
		expect(secondsPaused()).toBeLessThan(101);
		expect(JSON.stringify(run.error)).not.toContain(systems(470).rescue!.active!.password);
	});

	it('does not go over where there is no hardware reset, or the first was one', async () => {
		robot.server(470).reset.type = ['sw', 'man'];
		startsAfter(Infinity);
		await robot.run(rescue('470'));
		await robot.run(rescue('321'));
		expect(changes().filter((line) => line.startsWith('POST /reset'))).toEqual(['POST /reset/470 type=sw', 'POST /reset/321 type=hw']);
	});

	it('asks about 40 times in its ten minutes', async () => {
		startsAfter(Infinity);
		await robot.run(rescue('321'));
		expect(robot.sent().filter((line) => line === 'GET /boot/321/rescue').length).toBeLessThan(45);
	});

	const rescueReply = (rescueSays: object) => ({ status: 200, body: JSON.stringify({ rescue: rescueSays }), contentType: 'application/json' });
	const passing: Array<[string, Fault]> = [
		['active without a word', { kind: 'reply', ...rescueReply({ os: 'linux' }) }],
		['active: null', { kind: 'reply', ...rescueReply({ active: null, os: 'linux' }) }],
		['active: "false"', { kind: 'reply', ...rescueReply({ active: 'false', os: 'linux' }) }],
		['BOOT_NOT_AVAILABLE', { kind: 'error', status: 404, code: 'BOOT_NOT_AVAILABLE', message: 'none' }],
		['HTTP 502', { kind: 'reply', status: 502, body: '' }],
		['a cut connection', { kind: 'cut-before' }],
		['half a reply', { kind: 'reply', status: 200, body: '{"rescue":', contentType: 'application/json' }],
	];

	it.each(passing)('does not take %s for a start, and goes on', async (_what, fault) => {
		startsAfter(100);
		robot.simulator.inject({ ...fault, method: 'GET', path: '/boot/321/rescue', times: 9 });
		const run = await robot.run(rescue('321'));

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ used_up: true, password: systems(321).rescue!.last!.password }]);
		expect(changes()).toHaveLength(2);
	});

	it.each(passing)('ends with an error where there is nothing but %s', async (_what, fault) => {
		robot.simulator.inject({ ...fault, method: 'GET', path: '/boot/321/rescue', times: Infinity });
		const run = await robot.run(rescue('321'));

		expect(run.error?.message).toMatch(/^Rescue System was activated, and the server got a Hardware Reset \(hw\), but no start of the server has used it up within 600 seconds \(/);
		expect(run.error?.description).toContain('Boot → Get shows its password');
		expect(changes()).toHaveLength(2);
	});

	it('does not take for a start that somebody has activated another system', async () => {
		startsAfter(Infinity);
		const taken = { rescue: null, linux: { active: true, dist: 'Debian 12 minimal' } };
		robot.simulator.inject({ kind: 'reply', ...rescueReply({ active: false }), method: 'GET', path: '/boot/321/rescue' });
		robot.simulator.inject({ kind: 'reply', status: 200, body: JSON.stringify({ boot: taken }), contentType: 'application/json', method: 'GET', path: '/boot/321', skip: 1 });

		expect(shown(await robot.run(rescue('321')))).toMatchObject({
			message: 'Rescue System was activated, and the server got a Hardware Reset (hw), but then Linux was activated in its place by somebody else',
			description: expect.stringContaining('The next start of the server boots Linux.'),
		});
	});

	it('does not lose the password where only the last look fails', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'INTERNAL_ERROR', message: 'internal', method: 'GET', path: '/boot/321', skip: 1, times: Infinity });
		expect((await robot.run(rescue('321'))).json).toMatchObject([{ password: systems(321).rescue!.last!.password, used_up: true }]);
	});

	it('ends at once, with what was done, where the execution is cancelled', async () => {
		startsAfter(Infinity);
		holdPauses();
		const execute = jest.spyOn(HetznerRobot.prototype, 'execute');
		const { result, cancel } = startNode({ credential: robot.credential, parameters: rescue('321') });
		await until('it waits', () => paused().length >= 1);
		cancel();
		await result.catch(() => undefined);

		await expect(execute.mock.results[0]!.value).rejects.toThrow('Rescue System was activated, and the server got a Hardware Reset (hw), but then: the execution was cancelled');
		expect(changes()).toHaveLength(2);
		expect(paused()).toHaveLength(1);
	});

	it('says what was done where the login is refused meanwhile', async () => {
		robot.simulator.inject({ kind: 'error', status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized', method: 'GET', path: '/boot/321/rescue' });
		const { message, description } = shown(await robot.run(rescue('321')));

		expect(message).toMatch(/^Rescue System was activated, and the server got a Hardware Reset \(hw\), but then: /);
		expect(description).toMatch(/^As long as it is active .*Boot → Get shows its password/);
	});
});

describe('the activation and the reset', () => {
	it.each([{ active: false }, { active: null }, {}])('does not reset where the activation says %j', async (said) => {
		const body = JSON.stringify({ rescue: { os: 'linux', password: 'secret-of-robot', ...said } });
		robot.simulator.inject({ kind: 'reply', status: 200, body, contentType: 'application/json', method: 'POST', path: '/boot/321/rescue' });
		const run = await robot.run(rescue('321'));

		expect(run.error?.message).toBe("The server was not reset: Robot's reply does not say that the boot system is active");
		expect(changes()).toEqual(['POST /boot/321/rescue os=linux']);
	});

	it('says that it is active where the reset is refused', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST', path: '/reset/321' });
		expect(shown(await robot.run(rescue('321')))).toMatchObject({
			message: 'Rescue System was activated, but then: manual reset [RESET_MANUAL_ACTIVE]',
			description:
				'Boot → Get shows its password while it is active: reset the server yourself, or deactivate it. ' +
				'A technician is already on the way for a manual reset: wait until it is done.',
		});
		expect(changes()).toHaveLength(2);
	});

	it.each(['cut-before', 'cut-after'] as const)('waits for what becomes of a reset whose reply does not arrive (%s)', async (kind) => {
		robot.simulator.inject({ kind, method: 'POST', path: '/reset/470' });
		const run = await robot.run(rescue('470'));

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ password: systems(470).rescue!.last!.password }]);
		expect(changes().slice(1)).toEqual(kind === 'cut-after' ? ['POST /reset/470 type=sw'] : ['POST /reset/470 type=sw', 'POST /reset/470 type=hw']);
	});

	it('goes on waiting where the second reset is refused', async () => {
		startsAfter(400);
		robot.simulator.inject({ kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST', path: '/reset/470', skip: 1 });
		expect((await robot.run(rescue('470'))).json).toMatchObject([{ used_up: true }]);
	});
});

describe('once more', () => {
	it('what is active already is not activated anew: the reset of whoever did that goes first', async () => {
		await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' });
		const { password } = systems(321).rescue!.active!;
		robot.simulator.clearRequests();
		const run = await robot.run(rescue('321'));

		expect(run.json).toMatchObject([{ password, login: 'ssh root@203.0.113.10', used_up: true }]);
		expect(changes()).toEqual(['POST /reset/321 type=hw']);
		expect(secondsPaused()).toBeGreaterThan(298);
		expect(secondsPaused()).toBeLessThan(331);
	});

	it('a second run while the first waits waits with it, and neither resets again', async () => {
		startsAfter(Infinity);
		const runs = await Promise.all([robot.run(rescue('321', { maximumWait: 100 })), robot.run(rescue('321', { maximumWait: 100 }))]);

		expect(changes()).toEqual(['POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw']);
		expect(runs.map(({ error }) => error?.message.split(',')[0]).sort()).toEqual(['Rescue System was activated', 'Rescue System was active already']);
	});

	it('what was activated with Reset Now is not reset again either', async () => {
		startsAfter(Infinity);
		await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux', resetNow: true, resetType: 'hw' });
		robot.simulator.clearRequests();

		expect((await robot.run(rescue('321'))).error?.message).toMatch(/^Rescue System was active already, but /);
		expect(changes()).toEqual([]);
	});

	it('a reset before the activation is none that boots it', async () => {
		await robot.run({ resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' });
		robot.simulator.advance(15);
		await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' });
		robot.simulator.clearRequests();

		expect((await robot.run(rescue('321'))).json).toMatchObject([{ used_up: true }]);
		expect(changes()).toEqual(['POST /reset/321 type=hw']);
	});

	it('a run that comes after the end is a new one', async () => {
		await robot.run(rescue('321'));
		expect((await robot.run(rescue('321'))).error).toBeUndefined();
		expect(changes()).toHaveLength(4);
	});

	it('Retry On Fail neither activates nor resets again', async () => {
		startsAfter(Infinity);
		const run = await robot.run(rescue('470', { maximumWait: 100 }), { tries: 3 });

		expect(run.error?.message).toMatch(/^Rescue System was activated, .* within 100 seconds/);
		expect(changes()).toEqual(['POST /boot/470/rescue os=linux', 'POST /reset/470 type=sw', 'POST /reset/470 type=hw']);
	});

	it('Retry On Fail puts out what the first try has activated, with its password', async () => {
		startsAfter(150);
		const run = await robot.run(rescue('321', { maximumWait: 100 }), { tries: 3 });

		expect(run.json).toMatchObject([{ password: systems(321).rescue!.last!.password }]);
		expect(changes()).toHaveLength(2);
	});

	const requests = [
		'GET /server/321',
		'GET /reset/321',
		'GET /boot/321',
		'GET /key',
		'POST /key',
		'DELETE /boot/321/linux',
		'POST /boot/321/rescue',
		'POST /reset/321',
		'GET /boot/321/rescue',
	];

	it.each(requests.flatMap((request) => (['cut-before', 'cut-after'] as const).map((kind) => [request, kind] as const)))(
		'after an interruption at %s (%s) leads to the rescue system, with two resets at most in a run',
		async (request, kind) => {
			await robot.run({ resource: 'boot', operation: 'activateLinux', serverNumber: by('id', '321'), dist: 'Debian 12 minimal', lang: 'en' });
			const [method, path] = request.split(' ') as [string, string];
			startsAfter(20);
			const parameters = rescue('321', { authorizedKey: by('value', CAROLS_KEY), newKeyName: 'carol', deactivateOther: true });
			robot.simulator.inject({ kind, method, path, times: method === 'GET' ? 3 : 1 });
			const first = await robot.run(parameters);
			expect(changes().filter((line) => line.startsWith('POST /reset')).length).toBeLessThanOrEqual(2);
			robot.simulator.clearRequests();
			const run = first.error ? await robot.run(parameters) : first;

			expect(run.error).toBeUndefined();
			expect(run.json).toMatchObject([{ used_up: true, authorized_key: [`carol (${CAROL})`] }]);
			expect(changes().filter((line) => line.startsWith('POST /reset')).length).toBeLessThanOrEqual(2);
			expect(Object.values(systems(321)).filter(({ active }) => active)).toEqual([]);
		},
	);
});

describe('Dry Run', () => {
	const dryRun = { options: { dryRun: true } };

	it('tells every change in its order, and what a person should know', async () => {
		await robot.run({ resource: 'boot', operation: 'activateLinux', serverNumber: by('id', '321'), dist: 'Debian 12 minimal', lang: 'en' });
		robot.simulator.clearRequests();
		const run = await robot.run(rescue('321', { authorizedKey: by('value', CAROLS_KEY), newKeyName: 'carol', deactivateOther: true, ...dryRun }));

		expect(run.error).toBeUndefined();
		expect(changes()).toEqual([]);
		expect(run.json).toMatchObject([
			{
				dryRun: true,
				changed: true,
				requests: [
					{ method: 'POST', path: '/key', values: { name: 'carol' } },
					{ method: 'DELETE', path: '/boot/321/linux' },
					{ method: 'POST', path: '/boot/321/rescue', values: { os: 'linux', authorized_key: [CAROL] } },
					{ method: 'POST', path: '/reset/321', values: { type: 'hw' } },
				],
				reset: { type: 'hw' },
				warnings: [expect.stringMatching(/^Interrupts service: the server is reset/), 'The server gets a Hardware Reset (hw).', 'Linux is active, and is deactivated first.'],
			},
		]);
		expect(paused()).toEqual([]);
	});

	it('tells the reset alone where it is active already', async () => {
		await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' });
		robot.simulator.clearRequests();
		const run = await robot.run(rescue('321', dryRun));

		expect(changes()).toEqual([]);
		expect(run.json).toMatchObject([
			{
				dryRun: true,
				changed: true,
				requests: [{ method: 'POST', path: '/reset/321', values: { type: 'hw' } }],
				reset: { type: 'hw' },
				warnings: [expect.any(String), expect.stringContaining('is active already: the Hardware Reset (hw) is sent only if')],
			},
		]);
	});

	it('refuses what would be refused', async () => {
		expect((await robot.run(rescue('321', { os: 'beos', ...dryRun }))).error?.message).toBe('Operating System: this server does not offer "beos"');
	});
});

describe('who may do it', () => {
	it.each([
		['readOnly', false],
		['noInterruption', false],
		['noDestruction', true],
	] as const)('with %s: %p', async (allowedActions, isAllowed) => {
		const run = await robot.run(rescue('321'), { credential: { ...robot.credential, allowedActions } });
		expect(run.error === undefined).toBe(isAllowed);
		if (!isAllowed) expect(robot.sent()).toEqual([]);
	});

	it('not an agent, unless its tool allows it', async () => {
		const tool = { type: 'n8n-nodes-hetzner-robot.hetznerRobotTool' };
		expect((await robot.run(rescue('321'), tool)).error?.message).toMatch(/^Not allowed/);
		expect(robot.sent()).toEqual([]);
		expect((await robot.run(rescue('321', { allowInAgents: true }), tool)).error).toBeUndefined();
	});
});
