import { describe, expect, it } from '@jest/globals';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

/** Server 460 has every addon. */
const SERVER = { server_ip: '192.0.2.60', server_ipv6_net: '2001:db8:0:460::', server_number: 460 };
const LINUX = [
	'Arch Linux latest minimal',
	'CentOS Stream 9 minimal',
	'Debian 12 minimal',
	'Debian 13 minimal',
	'Rocky Linux 9 minimal',
	'Ubuntu 22.04 LTS minimal',
	'Ubuntu 24.04 LTS minimal',
];
const KEYS_NONE = { authorized_key: [], host_key: [] };
const PASSWORD = expect.stringMatching(/^[A-Za-z0-9]{16}$/);
const ALICE = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const DEPLOY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';

/** Each system: what an inactive one answers, what is sent, what an active one answers. */
const SYSTEMS: Record<string, { inactive: object; form: Form; active: object }> = {
	rescue: {
		inactive: { ...SERVER, os: ['linux', 'vkvm'], arch: [64], active: false, password: null, ...KEYS_NONE },
		form: [['os', 'linux']],
		active: { ...SERVER, os: 'linux', arch: 64, active: true, password: PASSWORD, ...KEYS_NONE },
	},
	linux: {
		inactive: { ...SERVER, dist: LINUX, arch: [64], lang: ['en', 'de'], active: false, password: null, ...KEYS_NONE },
		form: [
			['dist', 'Debian 12 minimal'],
			['lang', 'en'],
		],
		active: { ...SERVER, dist: 'Debian 12 minimal', arch: 64, lang: 'en', active: true, password: PASSWORD, ...KEYS_NONE },
	},
	vnc: {
		inactive: { ...SERVER, dist: ['Fedora 40', 'openSUSE 15.6', 'Rocky Linux 9'], arch: [64], lang: ['de_DE', 'en_US'], active: false, password: null },
		form: [
			['dist', 'Fedora 40'],
			['lang', 'en_US'],
			['arch', '64'],
		],
		active: { ...SERVER, dist: 'Fedora 40', arch: 64, lang: 'en_US', active: true, password: PASSWORD },
	},
	windows: {
		inactive: { ...SERVER, dist: ['standard'], lang: ['en', 'de'], active: false, password: null },
		form: [['lang', 'de']],
		active: { ...SERVER, dist: 'standard', lang: 'de', active: true, password: PASSWORD },
	},
	plesk: {
		inactive: { ...SERVER, dist: ['AlmaLinux 9 minimal', 'Debian 12 minimal'], arch: [64], lang: ['en', 'de'], active: false, password: null, hostname: null },
		form: [
			['dist', 'Debian 12 minimal'],
			['lang', 'de'],
			['hostname', 'plesk.example.com'],
		],
		active: { ...SERVER, dist: 'Debian 12 minimal', arch: 64, lang: 'de', active: true, password: PASSWORD, hostname: 'plesk.example.com' },
	},
	cpanel: {
		inactive: { ...SERVER, dist: ['AlmaLinux 9 + cPanel'], arch: [64], lang: ['en'], active: false, password: null, hostname: null },
		form: [
			['dist', 'AlmaLinux 9 + cPanel'],
			['lang', 'en'],
			['hostname', 'cpanel.example.com'],
		],
		active: { ...SERVER, dist: 'AlmaLinux 9 + cPanel', arch: 64, lang: 'en', active: true, password: PASSWORD, hostname: 'cpanel.example.com' },
	},
};
const all = Object.entries(SYSTEMS).map(([name, system]) => ({ name, ...system }));

describe.each(all)('/boot/{server-number}/$name', ({ name, inactive, form, active }) => {
	const path = `/boot/460/${name}`;

	it('offers arrays while inactive, in the documented order', async () => {
		const { status, body } = await client.get(path);
		expect(status).toBe(200);
		expect(body).toEqual({ [name]: inactive });
		expect(Object.keys(body[name])).toEqual(Object.keys(inactive));
	});

	it('shows what was chosen while active, and the offer again after that', async () => {
		const activated = await client.post(path, form);
		expect(activated).toMatchObject({ status: 200 });
		expect(activated.body).toEqual({ [name]: active });
		expect((await client.get(path)).body).toEqual(activated.body);
		expect((await client.get('/boot/460')).body.boot[name]).toEqual(activated.body[name]);
		expect((await client.del(path)).body).toEqual({ [name]: inactive });
		expect((await client.get(path)).body).toEqual({ [name]: inactive });
	});

	it('names every missing and every invalid input', async () => {
		const required = form.map(([field]) => field).filter((field) => field !== 'arch');
		expect(await client.post(path)).toEqual(invalid(required, null));
		expect(
			await client.post(
				path,
				required.map((field) => [field, 'no such!']),
			),
		).toEqual(invalid(null, required));
	});

	it('is a 404 on a server without it', async () => {
		expect(await client.get(`/boot/499/${name}`)).toEqual(error(404, 'BOOT_NOT_AVAILABLE', 'No boot configuration available for this server'));
		expect(await client.post(`/boot/499/${name}`, form)).toEqual(error(404, 'BOOT_NOT_AVAILABLE', 'No boot configuration available for this server'));
		expect(await client.del(`/boot/1/${name}`)).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 1 not found'));
	});
});

describe('GET /boot/{server-number}', () => {
	it('shows every system, null for one that is not offered', async () => {
		const everything = (await client.get('/boot/460')).body;
		expect(Object.keys(everything.boot)).toEqual(['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel']);
		expect(everything.boot.windows).toEqual(SYSTEMS.windows!.inactive);
		expect((await client.get('/boot/203.0.113.11')).body.boot).toMatchObject({ rescue: { active: false }, windows: null, plesk: null, cpanel: null });
		expect(await client.get('/boot/499')).toEqual(error(404, 'BOOT_NOT_AVAILABLE', 'No boot configuration available for this server'));
	});
});

describe('one system at a time', () => {
	it('deactivates the others of that server only', async () => {
		await client.post('/boot/460/rescue', [['os', 'linux']]);
		await client.post('/boot/322/rescue', [['os', 'vkvm']]);
		await client.post('/boot/460/linux', SYSTEMS.linux!.form);
		const { boot } = (await client.get('/boot/460')).body;
		expect(Object.values<any>(boot).map(({ active }) => active)).toEqual([false, true, false, false, false, false]);
		expect((await client.get('/boot/322/rescue')).body.rescue).toMatchObject({ active: true, os: 'vkvm' });
	});
});

describe('authorized_key', () => {
	const alice = { key: { name: 'alice@laptop', fingerprint: ALICE, type: 'ED25519', size: 256 } };
	const deploy = { key: { name: 'deploy', fingerprint: DEPLOY, type: 'RSA', size: 3072 } };

	it('takes several in brackets, and sets no password then', async () => {
		const form: Form = [
			['os', 'linux'],
			['authorized_key[]', ALICE],
			['authorized_key[]', DEPLOY],
		];
		expect((await client.post('/boot/460/rescue', form)).body.rescue).toMatchObject({ password: null, authorized_key: [alice, deploy] });
		expect((await client.get('/boot/460/rescue')).body.rescue.authorized_key).toEqual([alice, deploy]);
	});

	it('takes one only without brackets', async () => {
		const form: Form = [...SYSTEMS.linux!.form, ['authorized_key', ALICE], ['authorized_key', DEPLOY]];
		expect((await client.post('/boot/460/linux', form)).body.linux).toMatchObject({ password: null, authorized_key: [deploy] });
	});

	it('refuses a key that the account does not have', async () => {
		const form: Form = [
			['os', 'linux'],
			['authorized_key[]', ALICE],
			['authorized_key[]', '00:11'],
		];
		expect(await client.post('/boot/460/rescue', form)).toEqual(invalid(null, ['authorized_key']));
		expect((await client.get('/boot/460/rescue')).body.rescue.active).toBe(false);
	});
});

describe('last activation', () => {
	it.each(['rescue', 'linux'])('shows the last %s, with the password while it is active', async (name) => {
		const notYet = error(404, 'BOOT_NOT_AVAILABLE', 'No boot configuration available for this server');
		expect(await client.get(`/boot/460/${name}/last`)).toEqual(notYet);
		const { form, active } = SYSTEMS[name]!;
		const activated = await client.post(`/boot/460/${name}`, form);
		expect((await client.get(`/boot/460/${name}/last`)).body).toEqual(activated.body);
		await client.del(`/boot/460/${name}`);
		expect((await client.get(`/boot/460/${name}/last`)).body).toEqual({ [name]: { ...active, active: false, password: null } });
	});
});

describe('addons', () => {
	it.each([
		['windows', 'WINDOWS_MISSING_ADDON', 'No windows addon found'],
		['plesk', 'PLESK_MISSING_ADDON', 'No plesk addon found'],
		['cpanel', 'CPANEL_MISSING_ADDON', 'No cPanel addon found'],
	])('does not activate %s without its addon', async (name, code, message) => {
		expect(await client.post(`/boot/321/${name}`, SYSTEMS[name]!.form)).toEqual(error(404, code, message));
		expect((await client.get(`/boot/321/${name}`)).status).toBe(200);
	});

	it('offers no Windows without the addon', async () => {
		expect((await client.get('/boot/321/windows')).body.windows).toMatchObject({ dist: null, lang: null, active: false });
	});

	it('offers a newer Windows by its operating system, with null for the deprecated language and distribution', async () => {
		const offer = { os: ['Windows Server 2022 Standard Edition', 'Windows Server 2025 Standard Edition'], dist: null, lang: null, active: false, password: null };
		expect((await client.get('/boot/346/windows')).body.windows).toMatchObject(offer);
		expect((await client.get('/boot/460/windows')).body.windows).not.toHaveProperty('os');
		expect(await client.post('/boot/346/windows', [['lang', 'en']])).toEqual(invalid(['os'], null));
		expect(await client.post('/boot/346/windows', [['os', 'Windows 95']])).toEqual(invalid(null, ['os']));
		const { body } = await client.post('/boot/346/windows', [
			['os', offer.os[1]!],
			['lang', 'en'],
		]);
		expect(body.windows).toMatchObject({ os: offer.os[1], dist: null, lang: null, active: true, password: PASSWORD });
		expect((await client.del('/boot/346/windows')).body.windows).toMatchObject(offer);
	});

	it('refuses an outdated Windows', async () => {
		const outdated = error(404, 'WINDOWS_OUTDATED_VERSION', 'The windows version is not supported anymore');
		expect(await client.get('/boot/465/windows')).toEqual(outdated);
		expect(await client.post('/boot/465/windows', [['lang', 'en']])).toEqual(outdated);
		expect(await client.del('/boot/465/plesk')).toEqual(outdated);
	});
});

it('refuses other architectures and keyboards', async () => {
	expect(
		await client.post('/boot/460/rescue', [
			['os', 'linux'],
			['arch', '32'],
			['keyboard', '!'],
		]),
	).toEqual(invalid(null, ['arch', 'keyboard']));
	expect(
		(
			await client.post('/boot/460/rescue', [
				['os', 'linux'],
				['keyboard', 'de'],
			])
		).status,
	).toBe(200);
});
