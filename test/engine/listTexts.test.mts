import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Several values out of one expression, as sheets, forms and agents give them, for every field that takes several. */

const robot = simulatedRobot();

const ALICE = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const DEPLOY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIZBWxiGpnMoWARAeBc94bPYQr/YsQxBODS4KYD5I9bS';

const N = by('value', '={{ $json.n }}');
const boot = (operation: string, more = {}) => ({ resource: 'boot', operation, serverNumber: by('id', '321'), authorizedKey: N, ...more });
const order = (operation: string, product: string, more = {}) => ({ resource: 'order', operation, productId: by('id', product), ...more });
const traffic = (field: string) => ({
	resource: 'traffic',
	operation: 'get',
	trafficOf: 'addresses',
	period: 'custom',
	type: 'month',
	from: '2026-01-01',
	to: '2026-01-31',
	[field]: N,
});
const linux = { dist: 'Debian 12 minimal', lang: 'en' };

/** Every field that takes several values: an operation with it, its name in the request, and two values. */
const fields: Array<{ what: string; parameters: Record<string, unknown>; sent: string; a: string; b: string }> = [
	{ what: 'servers of a vSwitch', parameters: { resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: N }, sent: 'server[]', a: '321', b: '322' },
	{ what: 'servers to take out', parameters: { resource: 'vSwitch', operation: 'removeServers', vSwitchId: by('id', '4321'), server: N }, sent: 'server[]', a: '421', b: '422' },
	{ what: 'keys of a rescue system', parameters: boot('activateRescue'), sent: 'authorized_key[]', a: ALICE, b: DEPLOY },
	{ what: 'keys of an installation', parameters: boot('activateLinux', linux), sent: 'authorized_key[]', a: ALICE, b: DEPLOY },
	{ what: 'keys of an ordered server', parameters: order('orderServer', 'EX44', { authorizedKey: N }), sent: 'authorized_key[]', a: ALICE, b: DEPLOY },
	{ what: 'keys of a market server', parameters: order('orderMarketServer', '2710001', { authorizedKey: N }), sent: 'authorized_key[]', a: ALICE, b: DEPLOY },
	{
		what: 'addons of a server',
		parameters: order('orderServer', 'EX44', { password: 'Root-Pa55word', additionalFields: { addon: N } }),
		sent: 'addon[]',
		a: 'primary_ipv4',
		b: 'other_addon',
	},
	{
		what: 'addons of a market server',
		parameters: order('orderMarketServer', '2710001', { password: 'Root-Pa55word', additionalFields: { addon: N } }),
		sent: 'addon[]',
		a: 'primary_ipv4',
		b: 'other_addon',
	},
	{ what: 'addresses', parameters: traffic('ip'), sent: 'ip[]', a: '203.0.113.10', b: '203.0.113.20' },
	{ what: 'subnets', parameters: traffic('subnet'), sent: 'subnet[]', a: '2001:db8:0:321::', b: '2001:db8:0:322::' },
];

const runWith = async (parameters: Record<string, unknown>, ...values: unknown[]) => await robot.run(parameters as Parameters<typeof robot.run>[0], { items: itemsOf(...values) });
const changes = () => robot.simulator.requests().filter(({ method }) => method !== 'GET');
const sentAs = (name: string) => changes().map(({ form }) => form.filter(([key]) => key === name).map(([, value]) => value));

describe.each(fields)('$what', ({ parameters, sent, a, b }) => {
	it.each([
		['a list', [a, b]],
		['a list with doubles and blanks', [a, ` ${b}\n`, a]],
		['JSON', JSON.stringify([a, b])],
		['JSON over several lines', JSON.stringify([a, b, a], null, 2)],
		['a text with commas', `${a}, ${b}`],
		['a text with semicolons', `${a};${b};`],
		['lines', `${a}\r\n${b}\n\n`],
	])('are taken from %s', async (_how, value) => {
		await runWith(parameters, value);
		expect(sentAs(sent)).toEqual([[a, b]]);
	});

	it.each([
		['JSON that is cut off', `["${a}", "${b}`, /begins like a list in JSON, but is none$/],
		['a list of Python', `['${a}', '${b}']`, /begins like a list in JSON, but is none$/],
		['an empty list as JSON', '[]', / is empty$/],
		['a text of commas', ' , ', / is empty$/],
		['a list with null', [a, null], / is (not a text|empty)$/],
		['a list of objects as JSON', `[{"id":"${a}"}]`, / is (not a text|empty)$/],
	])('are not taken from %s, and nothing is sent for any item', async (_what, value, message) => {
		expect(shown(await runWith(parameters, a, value))).toMatchObject({ message: expect.stringMatching(message), item: 1 });
		expect(robot.sent()).toEqual([]);
	});

	it('are not taken from a text with blanks only between them', async () => {
		expect((await runWith(parameters, `${a} ${b}`)).error).toBeDefined();
		expect(changes()).toEqual([]);
	});
});

describe('an address', () => {
	it('is asked for once, in however many spellings', async () => {
		await runWith(traffic('subnet'), ['2001:DB8:0:321::/64', '2001:db8:0:321:0:0:0:0', '203.0.113.160/29']);
		expect(sentAs('subnet[]')).toEqual([['2001:db8:0:321::', '203.0.113.160']]);
	});
});

describe('an addon', () => {
	it.each(['["primary_ipv4"', '"primary_ipv4"', 'primary_ipv4 x', '{primary_ipv4}'])('%j cannot be one, and nothing is ordered', async (addon) => {
		const run = await runWith(order('orderServer', 'EX44', { password: 'Root-Pa55word', test: false, additionalFields: { addon: by('value', '={{ [$json.n] }}') } }), addon);
		expect(shown(run)).toMatchObject({
			message: `Addons: no addon has the ID ${addon}`,
			description: 'Nothing was ordered. Choose from the list, or give IDs like primary_ipv4.',
		});
		expect(robot.sent()).toEqual([]);
	});
});

describe('an SSH key', () => {
	it.each([
		['its name', 'alice@laptop', 'GET /key'],
		['its name in another spelling', 'Alice@Laptop ', 'GET /key'],
		['its public key', `${KEY} alice`, undefined],
		['its fingerprint in capitals', ALICE.toUpperCase(), undefined],
		['its fingerprint as ssh-keygen writes it', `MD5:${ALICE}`, undefined],
	])('is given by %s', async (_how, key, lookup) => {
		expect((await runWith(boot('activateRescue'), [key])).error).toBeUndefined();
		expect(robot.sent()).toEqual([...(lookup ? [lookup] : []), `POST /boot/321/rescue os=linux authorized_key[]=${ALICE}`]);
	});

	it('is sent once, however often and in whichever way it is given', async () => {
		await runWith(boot('activateRescue'), ['alice@laptop', ALICE, KEY, `MD5:${ALICE}`]);
		expect(sentAs('authorized_key[]')).toEqual([[ALICE]]);
	});

	it.each([
		['SHA256:6C5dDCoIKEhhSJpdjbJNHVuQZ5CJZbwSHZ4pBZmRnRM', 'is a SHA fingerprint, and Robot knows keys by their MD5 fingerprint only'],
		[KEY.slice(0, -4), 'is only a part of a public key, or one with a slip in it'],
		['-----BEGIN OPENSSH PRIVATE KEY-----', 'is a private key'],
	])('is not made of %s, and nothing is sent for any item', async (key, problem) => {
		for (const parameters of [boot('activateRescue'), order('orderServer', 'EX44', { authorizedKey: N, test: false })]) {
			expect(shown(await runWith(parameters, ALICE, key))).toMatchObject({ message: `SSH Keys ${problem}`, item: 1 });
		}
		expect(robot.sent()).toEqual([]);
	});

	it('that is neither a key nor a name in Robot installs nothing', async () => {
		expect(shown(await runWith(boot('activateLinux', linux), ['alice@desktop']))).toMatchObject({
			message: 'SSH Keys: no SSH key is named "alice@desktop"',
			description: `Did you mean "alice@laptop" (${ALICE})? Choose the key from the list, or give its MD5 fingerprint or the public key. Nothing was sent for this item.`,
		});
		expect(changes()).toEqual([]);
	});

	it('that Robot lists without its fingerprint installs nothing', async () => {
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', path: '/key', body: '[{"key":{"name":"ghost","fingerprint":null}}]' });
		expect((await runWith(boot('activateLinux', linux), ['ghost'])).error?.message).toBe('SSH Keys: Robot lists this SSH key without its fingerprint');
		expect(changes()).toEqual([]);
	});

	it('whose name two keys have is an error that lists them', async () => {
		robot.simulator.state.keys[1]!.name = 'alice@laptop';
		expect((await runWith(boot('activateRescue'), 'alice@laptop')).error?.message).toBe(
			`SSH Keys: 2 SSH keys are named "alice@laptop": "alice@laptop" (${ALICE}), "alice@laptop" (${DEPLOY})`,
		);
		expect(changes()).toEqual([]);
	});
});
