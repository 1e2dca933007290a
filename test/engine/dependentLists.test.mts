import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { by } from '../contract/case.mts';
import { search } from '../support/engine.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** The lists of what something offers that is chosen above them, in every state that the editor can be in. */

const robot = simulatedRobot();
const searched = async (method: string, parameters: INodeParameters = {}, filter = '') => (await search(robot.credential, method, filter, parameters)).results;
const values = async (method: string, server: string) => (await searched(method, { serverNumber: by('number', server) })).map(({ value }) => value);
const note = (name: string) => [{ name, value: '' }];
const LATER = note('Known when the workflow runs: use By Value');

/** As the editor gives it: an expression that it cannot resolve, as one of an agent's model, has no value. */
const UNKNOWN: Array<[state: string, given: unknown]> = [
	['nothing', by('list', '')],
	['a parameter that is missing', undefined],
	['an expression without a value', { __rl: true, mode: 'number', value: null }],
	['an expression that could not be resolved', null],
	['a name that no server has', by('name', 'web3')],
	['a number that no server has', by('number', '999')],
	['an address that no server has', by('ip', '192.0.2.250')],
	['an object', { __rl: true, mode: 'number', value: {} }],
	['a foreign web address', by('number', 'https://example.com/321')],
];

const OF_SERVER = [
	'searchCancellationReasons',
	'searchCpanelDistributions',
	'searchCpanelLanguages',
	'searchLinuxDistributions',
	'searchLinuxLanguages',
	'searchPleskDistributions',
	'searchPleskLanguages',
	'searchRescueSystems',
	'searchVncDistributions',
	'searchVncLanguages',
	'searchWindowsLanguages',
	'searchWindowsSystems',
];

describe.each(OF_SERVER)('%s', (method) => {
	it.each(UNKNOWN)('is empty, and no error, for %s', async (_state, serverNumber) => {
		expect(await searched(method, { serverNumber } as INodeParameters)).toEqual(LATER);
		expect(await searched(method, { serverNumber } as INodeParameters, 'deb')).toEqual(LATER);
	});

	it('says that the login was refused', async () => {
		await expect(search({ ...robot.credential, password: 'wrong' }, method, '', { serverNumber: by('number', '460') })).rejects.toThrow(
			'Robot refused the user name or the password',
		);
	});

	it('says that Robot is in trouble', async () => {
		for (let tries = 0; tries < 3; tries++) robot.simulator.inject({ kind: 'error', status: 500, code: 'INTERNAL_ERROR', message: 'broken' });
		await expect(searched(method, { serverNumber: by('number', '460') })).rejects.toThrow('broken [INTERNAL_ERROR]');
	});
});

describe('the list of a boot system', () => {
	it.each([
		[
			'searchLinuxDistributions',
			'/boot/460/linux',
			[
				'Arch Linux latest minimal',
				'CentOS Stream 9 minimal',
				'Debian 12 minimal',
				'Debian 13 minimal',
				'Rocky Linux 9 minimal',
				'Ubuntu 22.04 LTS minimal',
				'Ubuntu 24.04 LTS minimal',
			],
		],
		['searchVncDistributions', '/boot/460/vnc', ['Fedora 40', 'openSUSE 15.6', 'Rocky Linux 9']],
		['searchPleskDistributions', '/boot/460/plesk', ['AlmaLinux 9 minimal', 'Debian 12 minimal']],
		['searchCpanelDistributions', '/boot/460/cpanel', ['AlmaLinux 9 + cPanel']],
	])('%s asks what the server offers', async (method, path, offered) => {
		expect(await searched(method, { serverNumber: by('list', '460') })).toEqual(offered.map((value) => ({ name: value, value })));
		expect(robot.sent()).toEqual([`GET ${path}`]);
	});

	const GERMAN = { name: 'German (de)', value: 'de' };
	const ENGLISH = { name: 'English (en)', value: 'en' };

	it.each([
		[
			'searchRescueSystems',
			[
				{ name: 'Linux', value: 'linux' },
				{ name: 'vKVM (Screen in the Browser)', value: 'vkvm' },
			],
		],
		['searchLinuxLanguages', [ENGLISH, GERMAN]],
		[
			'searchVncLanguages',
			[
				{ name: 'American English (en_US)', value: 'en_US' },
				{ name: 'German (Germany) (de_DE)', value: 'de_DE' },
			],
		],
		['searchWindowsLanguages', [ENGLISH, GERMAN]],
		['searchPleskLanguages', [ENGLISH, GERMAN]],
		['searchCpanelLanguages', [ENGLISH]],
	])('%s names what Robot has only a code for', async (method, offered) => {
		expect(await searched(method, { serverNumber: by('list', '460') })).toEqual(offered);
	});

	it('has what it knows no name for under its code, which finds it like the name', async () => {
		robot.server(321).boot.rescue!.options.os = ['linux', 'freebsd'];
		robot.server(321).boot.linux!.options.lang = ['en', 'de', 'not a language', ''] as never;

		expect(await searched('searchRescueSystems', { serverNumber: by('list', '321') })).toEqual([
			{ name: 'freebsd', value: 'freebsd' },
			{ name: 'Linux', value: 'linux' },
		]);
		expect(await searched('searchLinuxLanguages', { serverNumber: by('list', '321') })).toEqual([ENGLISH, GERMAN, { name: 'not a language', value: 'not a language' }]);
		expect(await searched('searchLinuxLanguages', { serverNumber: by('list', '321') }, 'germ')).toEqual([GERMAN]);
		expect(await searched('searchLinuxLanguages', { serverNumber: by('list', '321') }, 'de')).toEqual([GERMAN]);
	});

	it('finds by every word', async () => {
		expect(await searched('searchLinuxDistributions', { serverNumber: by('list', '460') }, '12 deb')).toEqual([{ name: 'Debian 12 minimal', value: 'Debian 12 minimal' }]);
	});

	it('has the operating systems of a newer Windows, and none where Windows has a language instead', async () => {
		expect(await values('searchWindowsSystems', '346')).toEqual(['Windows Server 2022 Standard Edition', 'Windows Server 2025 Standard Edition']);
		expect(await values('searchWindowsLanguages', '346')).toEqual([]);
		expect(await values('searchWindowsSystems', '460')).toEqual([]);
	});

	it('is that of the chosen server, also by its name or an expression that the editor resolves', async () => {
		robot.server(322).boot.rescue!.options.os = ['linux'];

		expect(await values('searchRescueSystems', '321')).toEqual(['linux', 'vkvm']);
		expect(await searched('searchRescueSystems', { serverNumber: by('name', 'web2') })).toEqual([{ name: 'Linux', value: 'linux' }]);
		expect(await searched('searchRescueSystems', { serverNumber: { __rl: true, mode: 'number', value: 322 } })).toEqual([{ name: 'Linux', value: 'linux' }]);
		expect(robot.sent()).toEqual(['GET /boot/321/rescue', 'GET /server', 'GET /boot/322/rescue']);
	});

	it('is the one value in use while the system is active', async () => {
		await robot.run({ resource: 'boot', operation: 'activateLinux', serverNumber: by('number', '321'), dist: 'Debian 12 minimal', lang: 'de' });

		expect(await values('searchLinuxDistributions', '321')).toEqual(['Debian 12 minimal']);
		expect(await values('searchLinuxLanguages', '321')).toEqual(['de']);
	});

	it('is asked for once for all lists of a system', async () => {
		await Promise.all(['searchLinuxDistributions', 'searchLinuxLanguages'].map((method) => values(method, '321')));
		expect(robot.sent()).toEqual(['GET /boot/321/linux']);
	});

	it('is empty while the addon is missing', async () => {
		expect(await values('searchWindowsLanguages', '321')).toEqual([]);
	});

	it("has Robot's reason in it where the server does not offer the system", async () => {
		expect(await searched('searchVncDistributions', { serverNumber: by('number', '465') })).toEqual(note('No boot configuration available for this server'));
	});

	it('leaves out what is no text', async () => {
		robot.server(460).boot.linux!.options.dist = ['Debian 12 minimal', null, {}, '', ['x']] as string[];
		expect(await values('searchLinuxDistributions', '460')).toEqual(['Debian 12 minimal']);
	});
});

describe('the list of reset types', () => {
	const ALL = [
		{ name: 'Hardware Reset (like the reset button)', value: 'hw' },
		{ name: 'Long Press of Power Button (switches off at once)', value: 'power_long' },
		{ name: 'Manual Reset (by a technician)', value: 'man' },
		{ name: 'Press of Power Button (shuts down or starts)', value: 'power' },
		{ name: 'Software Reset (CTRL+ALT+DEL)', value: 'sw' },
	];

	it.each(UNKNOWN)('has all of them for %s', async (_state, serverNumber) => {
		expect(await searched('searchResetTypes', { serverNumber } as INodeParameters)).toEqual(ALL);
	});

	it('has those that the chosen server offers, and one that is new', async () => {
		robot.server(321).reset.type = ['sw', 'hw', 'power_cycle' as 'man'];
		expect(await searched('searchResetTypes', { serverNumber: by('list', '321') })).toEqual([ALL[0], { name: 'power_cycle', value: 'power_cycle' }, ALL[4]]);
		expect(robot.sent()).toEqual(['GET /reset/321']);
	});

	it('of a reset begins with the gentlest one, whatever the server offers', async () => {
		const gentlest = { name: 'Gentlest Offered (may leave it off)', value: 'auto' };
		expect(await searched('searchResets', {})).toEqual([gentlest, ...ALL]);
		expect(await searched('searchResets', { serverNumber: by('list', '470') })).toEqual([gentlest, ALL[0], ALL[2], ALL[4]]);
		expect(await searched('searchResets', {}, 'gentle')).toEqual([gentlest]);
	});

	it('finds by every word', async () => {
		expect(await searched('searchResetTypes', {}, 'button power')).toEqual([ALL[1], ALL[3]]);
	});

	it('says that the login was refused', async () => {
		await expect(search({ ...robot.credential, password: 'wrong' }, 'searchResetTypes', '', { serverNumber: by('number', '321') })).rejects.toThrow(
			'Robot refused the user name or the password',
		);
	});
});

describe('the list of cancellation reasons', () => {
	it('has what Robot offers for the server', async () => {
		const reasons = await searched('searchCancellationReasons', { serverNumber: by('number', '321') });

		expect(reasons).toHaveLength(9);
		expect(reasons).toContainEqual({ name: 'Upgrade to a new server', value: 'Upgrade to a new server' });
		expect(robot.sent()).toEqual(['GET /server/321/cancellation']);
	});

	it('has the one that was given once the server is cancelled', async () => {
		expect(await values('searchCancellationReasons', '470')).toEqual(['Server no longer necessary due to project ending']);
	});
});

describe('the list of MAC addresses of a subnet', () => {
	it('is empty, and no error, while nobody knows the subnet', async () => {
		for (const netIp of [undefined, by('list', ''), { __rl: true, mode: 'ip', value: null }, by('ip', 'web1'), by('ip', '2001:db8:0:9999::')]) {
			expect(await searched('searchPossibleMacs', { netIp } as INodeParameters)).toEqual(LATER);
		}
	});
});

describe('the list of products', () => {
	const ordering = { resource: 'order', operation: 'orderAddon' };

	it.each(UNKNOWN)('of addons is empty, and no error, for %s', async (_state, serverNumber) => {
		expect(await searched('searchProducts', { ...ordering, serverNumber } as INodeParameters)).toEqual(note('Known when the workflow runs: use By ID'));
	});
});

describe.each(['searchProductAddons', 'searchProductDistributions', 'searchProductLanguages', 'searchProductLocations'])('%s', (method) => {
	it.each([undefined, null, by('list', ''), { __rl: true, mode: 'id', value: null }, by('id', 'EX9999'), { __rl: true, mode: 'id', value: {} }])(
		'is empty, and no error, for the product %j',
		async (productId) => {
			expect(await searched(method, { operation: 'orderServer', productId } as INodeParameters)).toEqual(LATER);
		},
	);

	it('has what the product offers', async () => {
		const results = await searched(method, { operation: 'orderServer', productId: by('id', 'EX44') });
		expect(results.length).toBeGreaterThan(0);
		expect(results.every(({ name, value }) => name !== '' && value !== '')).toBe(true);
		expect(robot.sent()).toEqual(['GET /order/server/product']);
	});
});

it('no other list needs something that is chosen above it', async () => {
	const known = [
		...OF_SERVER,
		'searchResets',
		'searchResetTypes',
		'searchPossibleMacs',
		'searchProducts',
		'searchProductAddons',
		'searchProductDistributions',
		'searchProductLanguages',
		'searchProductLocations',
	];
	for (const method of Object.keys(new HetznerRobot().methods.listSearch).filter((name) => !known.includes(name) && !/Snapshots|Subaccounts/.test(name))) {
		await expect(searched(method)).resolves.not.toContainEqual(expect.objectContaining({ value: '' }));
	}
});
