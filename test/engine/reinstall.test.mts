import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** The same job as Boot Into Rescue, whose tests hold for both: here is what differs. */

const robot = simulatedRobot();
const debian = { dist: 'Debian 13 minimal', lang: 'en' };
const reinstall = (server: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'boot',
	operation: 'reinstall',
	serverNumber: by('id', server),
	...debian,
	...more,
});
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const DEPLOY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';

/** Of a server that offers both types. */
const SOFTWARE_FIRST = 'The server gets a Software Reset (sw), and if no start has used the activation up when half of Maximum Wait is over, a Hardware Reset (hw).';

describe('Reinstall', () => {
	it('activates, resets, waits until the installation begins, and puts out how to log in', async () => {
		robot.simulator.state.startsAfter = { sw: 12, hw: 12 };
		const run = await robot.run(reinstall('321'));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([
			'GET /server/321',
			'GET /reset/321',
			'GET /boot/321',
			'POST /boot/321/linux dist=Debian 13 minimal lang=en',
			'POST /reset/321 type=hw',
			'GET /boot/321/linux',
			'GET /boot/321/linux',
			'GET /boot/321/linux',
			'GET /boot/321',
		]);
		expect(run.json).toEqual([
			{
				server_number: 321,
				server_name: 'web1',
				server_ip: '203.0.113.10',
				dist: 'Debian 13 minimal',
				password: robot.server(321).boot.linux!.last!.password,
				oneTimeSecrets: ['password'],
				authorized_key: [],
				host_key: [],
				login: 'ssh root@203.0.113.10',
				used_up: true,
				message:
					'The server has used the activation up: it has begun to start the installation, which takes some minutes and ends with a restart. ' +
					'SSH is up after that: try the login until it answers.',
			},
		]);
	});

	it('goes over from a software to a hardware reset once, and then says what is active', async () => {
		robot.simulator.state.startsAfter = { sw: Infinity, hw: Infinity };
		const run = await robot.run(reinstall('470', { authorizedKey: by('value', 'deploy') }));

		expect(run.error?.message).toBe(
			'Linux was activated, the server got a Software Reset (sw), and the server got a Hardware Reset (hw), but no start of the server has used it up within 600 seconds (active: true)',
		);
		expect(changes()).toEqual([`POST /boot/470/linux dist=Debian 13 minimal lang=en authorized_key[]=${DEPLOY}`, 'POST /reset/470 type=sw', 'POST /reset/470 type=hw']);
	});

	it.each([
		[{ dist: 'Windows 95' }, 'Distribution: this server does not offer "Windows 95"'],
		[{ lang: 'tlh' }, 'Language: this server does not offer "tlh"'],
		[{ dist: '={{ $json.missing }}' }, 'Distribution is empty'],
		[{ lang: '={{ "" }}' }, 'Language is empty'],
		[{ authorizedKey: by('value', 'nobody') }, 'SSH Keys: no SSH key is named "nobody"'],
	])('changes nothing with %j', async (more, message) => {
		expect((await robot.run(reinstall('321', more))).error?.message).toBe(message);
		expect(changes()).toEqual([]);
	});

	it('does not install what is not active: another distribution is in the way', async () => {
		await robot.run({ resource: 'boot', operation: 'activateLinux', serverNumber: by('id', '321'), dist: 'Debian 12 minimal', lang: 'en' });
		robot.simulator.clearRequests();

		expect(shown(await robot.run(reinstall('321'))).message).toMatch(/^Deactivate Other System: Linux \(Debian 12 minimal\) is active with settings of its own/);
		expect(changes()).toEqual([]);
	});

	it('is nothing that Allowed Actions lets through where nothing may be destroyed', async () => {
		const credential = { ...robot.credential, allowedActions: 'noDestruction' };
		expect((await robot.run(reinstall('321'), { credential })).error?.message).toMatch(/^Not allowed: /);
		expect(robot.sent()).toEqual([]);
	});

	it('tells in a dry run what would be lost, and sends nothing', async () => {
		const run = await robot.run(reinstall('321', { options: { dryRun: true } }));

		expect(changes()).toEqual([]);
		expect(run.json).toMatchObject([
			{
				changed: true,
				requests: [
					{ method: 'POST', path: '/boot/321/linux', values: debian },
					{ method: 'POST', path: '/reset/321', values: { type: 'hw' } },
				],
				reset: { type: 'hw' },
				warnings: [expect.stringMatching(/^Deletes all data: /), expect.stringMatching(/^Interrupts service: /), 'The server gets a Hardware Reset (hw).'],
			},
		]);
	});

	it('tells in a dry run of a software reset that another may follow', async () => {
		const run = await robot.run(reinstall('470', { options: { dryRun: true } }));

		expect(changes()).toEqual([]);
		expect(run.json).toMatchObject([{ reset: { type: 'sw' }, warnings: expect.arrayContaining([SOFTWARE_FIRST]) }]);
	});
});
