import { describe, expect, it } from '@jest/globals';
import { by, several } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const ALICE = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const DEPLOY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';

const robot = simulatedRobot();
const boot = (operation: string, server: string, more = {}) => ({ resource: 'boot', operation, serverNumber: by('id', server), ...more });

describe('Get', () => {
	it('puts out what the server can boot, with null for what it is not offered', async () => {
		const run = await robot.run(boot('get', '412'));

		expect(robot.sent()).toEqual(['GET /boot/412']);
		expect(run.json).toEqual([
			{
				server_number: 412,
				rescue: {
					server_ip: null,
					server_ipv6_net: '2001:db8:0:412::',
					server_number: 412,
					os: ['linux', 'vkvm'],
					arch: [64],
					active: false,
					password: null,
					authorized_key: [],
					host_key: [],
				},
				linux: expect.objectContaining({ arch: [64], lang: ['en', 'de'], active: false }),
				vnc: expect.objectContaining({ dist: ['Fedora 40', 'openSUSE 15.6', 'Rocky Linux 9'], arch: [64] }),
				windows: null,
				plesk: null,
				cpanel: null,
			},
		]);
	});

	it.each(['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'])('asks for %s alone', async (system) => {
		const run = await robot.run(boot('get', '460', { system }));

		expect(robot.sent()).toEqual([`GET /boot/460/${system}`]);
		expect(run.json).toMatchObject([{ server_number: 460, active: false, password: null }]);
	});

	it('asks for the system that each item names', async () => {
		const run = await robot.run(boot('get', '321', { system: '={{ $json.n }}' }), { items: itemsOf('vnc', 'all', 'rescue') });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /boot/321/vnc', 'GET /boot/321', 'GET /boot/321/rescue']);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it.each(['solaris', '..', 'constructor', ''])('sends nothing for the system "%s"', async (system) => {
		const run = await robot.run(boot('get', '321', { system: `={{ ${JSON.stringify(system)} }}` }));

		expect(run.error?.message).toBe('System is none of all, rescue, linux, vnc, windows, plesk, cpanel');
		expect(robot.sent()).toEqual([]);
	});

	it('says that a system is not offered', async () => {
		expect(shown(await robot.run(boot('get', '412', { system: 'windows' })))).toEqual({
			message: 'Server 412: No boot configuration available for this server [BOOT_NOT_AVAILABLE]',
			description: 'This server offers no boot configuration of this kind.',
			httpCode: '404',
			item: 0,
		});
	});
});

describe('Activate Rescue System', () => {
	it('activates it until the next start, and puts out the password', async () => {
		const run = await robot.run(boot('activateRescue', '321'));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['POST /boot/321/rescue os=linux']);
		expect(run.json).toEqual([
			{
				server_ip: '203.0.113.10',
				server_ipv6_net: '2001:db8:0:321::',
				server_number: 321,
				os: 'linux',
				arch: 64,
				active: true,
				password: robot.server(321).boot.rescue!.active!.password,
				authorized_key: [],
				host_key: [],
				oneTimeSecrets: ['password'],
			},
		]);
		expect(robot.server(321).boot.rescue!.active).toMatchObject({ os: 'linux', keyboard: 'us' });
	});

	it('sends every SSH key, the architecture and the keyboard', async () => {
		const run = await robot.run(boot('activateRescue', '321', { os: 'vkvm', authorizedKey: several(ALICE, DEPLOY), additionalFields: { arch: 64, keyboard: 'de' } }));

		expect(run.error).toBeUndefined();
		const [sent] = robot.sent();
		expect(sent!.split(' ').slice(0, 3)).toEqual(['POST', '/boot/321/rescue', 'os=vkvm']);
		expect(sent!.split(' ').slice(3).sort()).toEqual(['arch=64', `authorized_key[]=${ALICE}`, `authorized_key[]=${DEPLOY}`, 'keyboard=de']);
		expect(run.json).toMatchObject([{ password: null, authorized_key: [{ key: { name: 'alice@laptop' } }, { key: { name: 'deploy' } }] }]);
		expect(robot.server(321).boot.rescue!.active).toMatchObject({ os: 'vkvm', keyboard: 'de' });
	});

	it('takes SSH keys from an expression, as one text with commas', async () => {
		await robot.run(boot('activateRescue', '321', { authorizedKey: by('value', '={{ $json.n }}') }), { items: itemsOf(`${ALICE}, ${DEPLOY}`) });
		expect(robot.sent()).toEqual([`POST /boot/321/rescue os=linux authorized_key[]=${ALICE} authorized_key[]=${DEPLOY}`]);
	});

	it('leaves out an additional text that is blank', async () => {
		await robot.run(boot('activateRescue', '321', { additionalFields: { keyboard: '' } }));
		expect(robot.sent()).toEqual(['POST /boot/321/rescue os=linux']);
	});

	it.each(['={{ $json.missing }}', '={{ null }}', '={{ "" }}', '={{ [] }}'])(
		'does not leave out keys that %s did not find: the server would be open to a password',
		async (value) => {
			for (const authorizedKey of [value, by('value', value), by('list', value)]) {
				const run = await robot.run(boot('activateRescue', '321', { authorizedKey }));
				expect(run.error?.message).toBe('SSH Keys resolved to nothing');
			}
			expect(robot.sent()).toEqual([]);
		},
	);

	it('lets Robot generate a password where no key is chosen', async () => {
		const run = await robot.run(boot('activateRescue', '321', { authorizedKey: by('list', '') }));
		expect(robot.sent()).toEqual(['POST /boot/321/rescue os=linux']);
		expect(run.json).toMatchObject([{ password: expect.stringMatching(/./) }]);
	});

	it('takes keys by name, fingerprint and public key, each once', async () => {
		await robot.run(boot('activateRescue', '321', { authorizedKey: by('value', `Deploy, ${ALICE}, alice@laptop`) }));
		expect(robot.sent()).toEqual(['GET /key', `POST /boot/321/rescue os=linux authorized_key[]=${DEPLOY} authorized_key[]=${ALICE}`]);
	});

	it('names the inputs that Robot refuses, and activates nothing', async () => {
		const run = await robot.run(
			boot('activateRescue', '321', { os: 'beos', authorizedKey: by('value', '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff'), additionalFields: { arch: 32 } }),
		);

		expect(shown(run)).toEqual({
			message:
				'invalid input (invalid: Operating System "beos", Architecture "32" (takes 32 Bit, 64 Bit), SSH Keys "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff") [INVALID_INPUT]',
			description: 'Correct the inputs named above.',
			httpCode: '400',
			item: 0,
		});
		expect(robot.server(321).boot.rescue!.active).toBeNull();
	});

	it('activates it on the server of each item', async () => {
		const run = await robot.run(boot('activateRescue', '={{ $json.n }}'), { items: itemsOf(321, 322) });

		expect(robot.sent()).toEqual(['POST /boot/321/rescue os=linux', 'POST /boot/322/rescue os=linux']);
		expect(run.json).toMatchObject([{ server_number: 321 }, { server_number: 322 }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('an installation', () => {
	const WINDOWS_2025 = 'Windows Server 2025 Standard Edition';
	const linux = { dist: 'Debian 12 minimal', lang: 'en' };

	it.each([
		['activateLinux', '321', 'linux', linux, 'dist=Debian 12 minimal lang=en'],
		['activateLinux', '321', 'linux', { ...linux, authorizedKey: by('list', ALICE) }, `dist=Debian 12 minimal lang=en authorized_key[]=${ALICE}`],
		['activateVnc', '321', 'vnc', { dist: 'Fedora 40', lang: 'de_DE', additionalFields: { arch: 64 } }, 'dist=Fedora 40 lang=de_DE arch=64'],
		['activateVnc', '321', 'vnc', { dist: 'Fedora 40' }, 'dist=Fedora 40 lang=en_US'],
		['activateWindows', '460', 'windows', { lang: 'de' }, 'lang=de'],
		['activateWindows', '460', 'windows', {}, 'lang=en'],
		['activateWindows', '346', 'windows', { os: WINDOWS_2025 }, `os=${WINDOWS_2025}`],
		['activateWindows', '346', 'windows', { os: WINDOWS_2025, lang: 'de' }, `os=${WINDOWS_2025}`],
		['activatePlesk', '460', 'plesk', { dist: 'Debian 12 minimal', lang: 'de', hostname: 'plesk.example.com' }, 'dist=Debian 12 minimal lang=de hostname=plesk.example.com'],
		['activateCpanel', '460', 'cpanel', { dist: 'AlmaLinux 9 + cPanel', hostname: 'panel.example.com' }, 'dist=AlmaLinux 9 + cPanel lang=en hostname=panel.example.com'],
	] as const)('%s on %s is sent to %s with what was chosen', async (operation, server, system, chosen, form) => {
		const run = await robot.run(boot(operation, server, chosen));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`POST /boot/${server}/${system} ${form}`]);
		expect(run.json).toMatchObject([{ server_number: Number(server), active: true }]);
		expect(robot.server(Number(server)).boot[system]!.active).not.toBeNull();
	});

	it('of Windows needs a language where no operating system is chosen, and tells what Robot misses', async () => {
		expect((await robot.run(boot('activateWindows', '346', { lang: '={{ "" }}' }))).error?.message).toBe('Language is empty');
		expect(robot.sent()).toEqual([]);
		expect((await robot.run(boot('activateWindows', '346', { lang: 'en' }))).error?.message).toContain('missing: Operating System');
	});

	it('of Windows is already done where the same operating system is active', async () => {
		await robot.run(boot('activateWindows', '346', { os: WINDOWS_2025 }));
		robot.simulator.state.refusesActiveBoot = true;
		const again = { os: WINDOWS_2025, options: { alreadyDone: true } };
		expect((await robot.run(boot('activateWindows', '346', again))).json).toMatchObject([{ os: WINDOWS_2025, dist: null, lang: null, active: true, changed: false }]);
		const other = { os: 'Windows Server 2022 Standard Edition', options: { alreadyDone: true } };
		expect((await robot.run(boot('activateWindows', '346', other))).error?.message).toContain('[BOOT_ALREADY_ENABLED]');
	});

	it('takes the place of a system that is active', async () => {
		await robot.run(boot('activateRescue', '321'));
		await robot.run(boot('activateLinux', '321', linux));

		expect(robot.server(321).boot.rescue!.active).toBeNull();
		expect(robot.server(321).boot.linux!.active).toMatchObject({ dist: 'Debian 12 minimal' });
	});

	it.each([
		['activateLinux', { dist: '={{ $json.missing }}', lang: 'en' }, 'Distribution is empty'],
		['activateVnc', { dist: 'Fedora 40', lang: '={{ "" }}' }, 'Language is empty'],
		['activatePlesk', { dist: 'Debian 12 minimal', lang: 'en', hostname: '={{ null }}' }, 'Hostname is empty'],
	])('sends nothing while something is missing: %s %j', async (operation, chosen, message) => {
		const run = await robot.run(boot(operation, '460', chosen));

		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['activateWindows', '321', { lang: 'en' }, 'WINDOWS_MISSING_ADDON', 'Order the Windows addon for this server in Robot first.'],
		['activateWindows', '465', { lang: 'en' }, 'WINDOWS_OUTDATED_VERSION', 'This Windows version is no longer supported: order a current one in Robot.'],
		['activatePlesk', '321', { dist: 'Debian 12 minimal', lang: 'en', hostname: 'a.example.com' }, 'PLESK_MISSING_ADDON', 'Order the Plesk addon for this server in Robot first.'],
		['activateCpanel', '321', { dist: 'AlmaLinux 9 + cPanel', hostname: 'a.example.com' }, 'CPANEL_MISSING_ADDON', 'Order the cPanel addon for this server in Robot first.'],
		['activateLinux', '485', { dist: 'Debian 12 minimal', lang: 'en' }, 'BOOT_NOT_AVAILABLE', 'This server offers no boot configuration of this kind.'],
	])('%s on %s says what must be done first', async (operation, server, chosen, code, advice) => {
		expect(shown(await robot.run(boot(operation, server, chosen)))).toEqual({
			message: expect.stringMatching(new RegExp(`^.+ \\[${code}\\]$`)),
			description: advice,
			httpCode: '404',
			item: 0,
		});
	});
});

describe('Deactivate', () => {
	it.each(['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'])('withdraws %s', async (system) => {
		const run = await robot.run(boot('deactivate', '460', { system }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`DELETE /boot/460/${system}`]);
		expect(run.json).toMatchObject([{ server_number: 460, active: false }]);
	});

	it('leaves nothing to boot', async () => {
		await robot.run(boot('activateRescue', '321'));
		const run = await robot.run(boot('deactivate', '321'));

		expect(run.json).toMatchObject([{ active: false, password: null, os: ['linux', 'vkvm'] }]);
		expect(robot.server(321).boot.rescue!.active).toBeNull();
	});

	it('does not take "all" for a system', async () => {
		const run = await robot.run(boot('deactivate', '321', { system: '={{ "all" }}' }));

		expect(run.error?.message).toBe('System is none of rescue, linux, vnc, windows, plesk, cpanel');
		expect(robot.sent()).toEqual([]);
	});

	it('says what to look at after a failure inside Robot', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'BOOT_DEACTIVATION_FAILED', message: 'Deactivation failed due to an internal error' });
		expect(shown(await robot.run(boot('deactivate', '321')))).toEqual({
			message: 'Deactivation failed due to an internal error [BOOT_DEACTIVATION_FAILED]',
			description: 'An internal error at Hetzner. Check the boot configuration before you try again.',
			httpCode: '500',
			item: 0,
		});
	});
});

describe('Get Last Activation', () => {
	it.each([
		['rescue', 'activateRescue', {}, { os: 'linux', arch: 64 }],
		['linux', 'activateLinux', { dist: 'Debian 12 minimal', lang: 'en' }, { dist: 'Debian 12 minimal', arch: 64 }],
	])('puts out the last %s after it was used up', async (system, operation, chosen, expected) => {
		await robot.run(boot(operation, '321', { ...chosen, resetNow: true }));
		robot.simulator.clearRequests();

		const run = await robot.run(boot('getLast', '321', { system }));
		expect(robot.sent()).toEqual([`GET /boot/321/${system}/last`]);
		expect(run.json).toMatchObject([{ ...expected, active: false }]);
	});

	it('knows no other systems', async () => {
		const run = await robot.run(boot('getLast', '321', { system: '={{ "vnc" }}' }));

		expect(run.error?.message).toBe('System is none of rescue, linux');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Reset Now', () => {
	it('asks for the reset types, activates, then resets, and the server has booted the system', async () => {
		const run = await robot.run(boot('activateRescue', '321', { resetNow: true }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /reset/321', 'POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw']);
		expect(run.json).toMatchObject([
			{
				server_number: 321,
				active: true,
				password: robot.server(321).boot.rescue!.last!.password,
				reset: { server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', type: 'hw' },
			},
		]);
		expect(robot.server(321).boot.rescue!.active).toBeNull();
	});

	it.each([
		['activateLinux', '470', 'sw', { dist: 'Debian 12 minimal', lang: 'en' }, 'POST /boot/470/linux dist=Debian 12 minimal lang=en'],
		['activateVnc', '321', 'power_long', { dist: 'Fedora 40' }, 'POST /boot/321/vnc dist=Fedora 40 lang=en_US'],
		['activateWindows', '460', 'power', { lang: 'de' }, 'POST /boot/460/windows lang=de'],
		['activatePlesk', '460', 'hw', { dist: 'Debian 12 minimal', hostname: 'a.example.com' }, 'POST /boot/460/plesk dist=Debian 12 minimal lang=en hostname=a.example.com'],
		['activateCpanel', '460', 'man', { dist: 'AlmaLinux 9 + cPanel', hostname: 'a.example.com' }, 'POST /boot/460/cpanel dist=AlmaLinux 9 + cPanel lang=en hostname=a.example.com'],
	])('works for %s on %s with the type %s', async (operation, server, resetType, chosen, activation) => {
		const run = await robot.run(boot(operation, server, { ...chosen, resetNow: true, resetType }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`GET /reset/${server}`, activation, `POST /reset/${server} type=${resetType}`]);
	});

	it('switched off only activates', async () => {
		await robot.run(boot('activateRescue', '321', { resetNow: false, resetType: 'hw' }));
		expect(robot.sent()).toEqual(['POST /boot/321/rescue os=linux']);
	});

	it.each([
		['={{ "true" }}', 'GET /reset/321'],
		['={{ "false" }}', 'POST /boot/321/rescue os=linux'],
	])('given as %s, the way AI agents write it, counts', async (resetNow, first) => {
		await robot.run(boot('activateRescue', '321', { resetNow }));
		expect(robot.sent()[0]).toBe(first);
	});

	it('activates nothing when an expression leaves the type empty', async () => {
		const run = await robot.run(boot('activateRescue', '321', { resetNow: true, resetType: '={{ $json.missing }}' }));

		expect(shown(run)).toMatchObject({ message: 'Reset Type is empty', item: 0 });
		expect(robot.sent()).toEqual([]);
	});

	it('sends nothing for a Reset Now that is neither true nor false', async () => {
		const run = await robot.run(boot('activateRescue', '321', { resetNow: '={{ "perhaps" }}' }));

		expect(run.error?.message).toBe('Reset Now is neither true nor false');
		expect(robot.sent()).toEqual([]);
	});

	it('activates nothing when the server does not offer the type', async () => {
		const run = await robot.run(boot('activateRescue', '465', { resetNow: true, resetType: 'power' }));

		expect(shown(run)).toMatchObject({
			message: 'Reset Type: this server does not offer Press of Power Button (power)',
			description: 'It offers Software Reset (sw), Hardware Reset (hw), Manual Reset (man). Nothing was activated.',
			item: 0,
		});
		expect(robot.sent()).toEqual(['GET /reset/465']);
		expect(robot.server(465).boot.rescue!.active).toBeNull();
	});

	it('activates nothing on a server without any reset', async () => {
		const run = await robot.run(boot('activateRescue', '485', { resetNow: true }));

		expect(shown(run)).toMatchObject({ message: 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]', item: 0 });
		expect(robot.sent()).toEqual(['GET /reset/485']);
		expect(robot.server(485).boot.rescue!.active).toBeNull();
	});

	it('resets nothing when the activation is refused', async () => {
		const run = await robot.run(boot('activateWindows', '321', { lang: 'en', resetNow: true }));

		expect(run.error?.message).toContain('[WINDOWS_MISSING_ADDON]');
		expect(robot.sent()).toEqual(['GET /reset/321', 'POST /boot/321/windows lang=en']);
	});

	it('says that the system is active when only the reset failed', async () => {
		robot.simulator.inject({ kind: 'error', method: 'POST', path: '/reset/321', status: 500, code: 'RESET_FAILED', message: 'Resetting failed' });
		const run = await robot.run(boot('activateRescue', '321', { resetNow: true }));

		expect(shown(run)).toEqual({
			message: 'The boot system was activated, but it is unknown whether the server was reset: Resetting failed [RESET_FAILED]',
			description:
				'Reset the server yourself or deactivate the boot system; Get shows its password. ' +
				'An internal error at Hetzner. Look at the operating status of the server before you try again.',
			httpCode: '500',
			item: 0,
		});
		expect(robot.sent()).toEqual(['GET /reset/321', 'POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw']);
		expect(robot.server(321).boot.rescue!.active).not.toBeNull();
	});

	it('says so, too, when the connection is cut during the reset', async () => {
		robot.simulator.inject({ kind: 'cut-before', method: 'POST', path: '/reset/321' });
		const run = await robot.run(boot('activateRescue', '321', { resetNow: true }));

		expect(run.error?.message).toMatch(/^The boot system was activated, but it is unknown whether the server was reset: /);
		expect(run.error?.description).toMatch(/^Reset the server yourself or deactivate .+ It is unknown whether Robot carried the request out: look before you repeat it\.$/);
		expect(robot.sent().filter((line) => line.startsWith('POST /reset'))).toHaveLength(1);
	});

	it('finishes one item before it begins the next, and looks names up once', async () => {
		const run = await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('name', '={{ $json.n }}'), resetNow: true }, { items: itemsOf('web1', 'web2') });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([
			'GET /server',
			'GET /reset/321',
			'POST /boot/321/rescue os=linux',
			'POST /reset/321 type=hw',
			'GET /reset/322',
			'POST /boot/322/rescue os=linux',
			'POST /reset/322 type=hw',
		]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});
