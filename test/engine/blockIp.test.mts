import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Addresses are blocked for a time, within reserved rules, of which the names are all that is kept. */

const robot = simulatedRobot();

/** Every test begins at this moment. */
const NOW = Date.UTC(2031, 4, 6, 7, 8, 30);

beforeEach(() => pass((NOW - Date.now()) / 1000));

const some = (...servers: string[]) => ({ resource: 'firewall', operation: 'blockIp', servers: 'selected', selectedServers: by('value', servers.join(', ')) });
const block = (address: string, more: INodeParameters = {}) => ({ ...some('321'), task: 'block', address, blockMinutes: 60, maximumBlockingRules: 2, ...more });
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const firewall = (number: number) => robot.simulator.state.firewalls.find(({ server_number }) => server_number === number)!;
type Known = { name: string | null; src_ip: string | null };
const input = (number: number) => (firewall(number).rules as { input: Known[] }).input;
const blocked = (number: number) =>
	input(number)
		.filter(({ name }) => name?.startsWith('block until'))
		.map(({ name, src_ip }) => `${src_ip} ${name}`);
const said = ({ json }: { json: unknown }) => (json as Array<{ changed: boolean; message: string }>).map(({ changed, message }) => [changed, message]);

/** A rule that blocks an address until then. */
const known = (src_ip: string, until: string, more: object = {}) =>
	({
		ip_version: 'ipv4',
		name: `block until ${until} UTC`,
		dst_ip: null,
		src_ip,
		dst_port: null,
		src_port: null,
		protocol: null,
		tcp_flags: null,
		action: 'discard',
		...more,
	}) as never;

describe('an address', () => {
	it('is discarded before all other rules, until the time that the name says', async () => {
		const run = await robot.run(block(' 198.51.100.7 '));

		expect(changes()).toHaveLength(1);
		expect(changes()[0]).toContain(
			'rules[input][0][ip_version]=ipv4 rules[input][0][name]=block until 2031-05-06 08.09 UTC rules[input][0][src_ip]=198.51.100.7 rules[input][0][action]=discard ' +
				'rules[input][1][ip_version]=ipv4 rules[input][1][name]=ssh from office ',
		);
		expect(said(run)).toEqual([[true, 'Blocked: 198.51.100.7 until 2031-05-06 08.09 UTC']]);
		expect(input(321)).toHaveLength(5);
	});

	it('stays as it is when it is blocked again, in whichever spelling, and is blocked anew in the second half of the time', async () => {
		await robot.run(block('198.51.100.7'));
		expect(said(await robot.run(block('198.51.100.7/32')))).toEqual([[false, 'Blocked already: 198.51.100.7 until 2031-05-06 08.09 UTC']]);
		expect(said(await robot.run(block('::ffff:198.51.100.7')))).toEqual([[false, 'Blocked already: 198.51.100.7 until 2031-05-06 08.09 UTC']]);
		expect(changes()).toHaveLength(1);

		pass(45 * 60);
		expect((await robot.run(block('198.51.100.7'))).json).toMatchObject([{ changed: true }]);
		expect(blocked(321)).toHaveLength(1);
		expect(blocked(321)[0]).not.toContain('08.09');
	});

	it('is blocked with the net that holds it, and a net takes the place of the addresses in it', async () => {
		await robot.run(block('198.51.100.7'));
		expect(said(await robot.run(block('198.51.100.99/24')))[0]![0]).toBe(true);
		expect(blocked(321)).toEqual([expect.stringMatching(/^198\.51\.100\.0\/24 /)]);
		expect(said(await robot.run(block('198.51.100.9')))).toEqual([[false, expect.stringMatching(/^Blocked already: 198\.51\.100\.0\/24 until/)]]);
	});

	it('takes the place of the oldest where the reserved rules are used up, which a dry run says before', async () => {
		for (const last of [1, 2]) await robot.run(block(`192.0.2.${last}`));
		const dry = await robot.run(block('192.0.2.3', { options: { dryRun: true } }));
		expect(dry.json).toMatchObject([{ changed: true, warnings: expect.arrayContaining(['"web1" (321): There is no room for more: 192.0.2.1 would not be blocked any more.']) }]);
		expect(blocked(321)).toHaveLength(2);

		expect(said(await robot.run(block('192.0.2.3')))).toEqual([[true, expect.stringMatching(/^Blocked: 192\.0\.2\.3 until .*\. No room any more for: 192\.0\.2\.1$/)]]);
		expect(blocked(321)).toEqual([expect.stringMatching(/^192\.0\.2\.3 /), expect.stringMatching(/^192\.0\.2\.2 /)]);
	});

	it('takes no more rules than there is room for', async () => {
		input(321).push(...[1, 2, 3, 4, 5].map((number) => ({ ...input(321)[1]!, name: `more ${number}` })));
		for (const last of [1, 2, 3]) await robot.run(block(`192.0.2.${last}`, { maximumBlockingRules: 9 }));
		expect(input(321)).toHaveLength(10);
		expect(blocked(321)).toEqual([expect.stringMatching(/^192\.0\.2\.3 /)]);

		input(321).push({ ...input(321)[1]!, name: 'more 6' });
		input(321).shift();
		expect((await robot.run(block('192.0.2.4'))).error?.message).toMatch(
			/^Rules: "web1" \(321\) would have 11 input rules, .*no room for block until .*: discard IPv4 from 192\.0\.2\.4$/,
		);
	});

	it('takes away what has expired', async () => {
		input(321).unshift(known('192.0.2.1', '2031-05-06 07.08'), known('192.0.2.2', '2031-05-06 07.09'));
		expect(said(await robot.run(block('192.0.2.3')))).toEqual([[true, 'Blocked: 192.0.2.3 until 2031-05-06 08.09 UTC. Expired: 192.0.2.1']]);
		expect(blocked(321)).toHaveLength(2);
	});

	it.each<[string, object]>([
		['a name without a time', { name: 'block until further notice' }],
		['a time that is none', { name: 'block until 2020-13-45 99.99 UTC' }],
		['an accept rule', { action: 'accept' }],
		['one port', { dst_port: '22', protocol: 'tcp' }],
		['everything', { src_ip: null }],
	])('leaves the rules of others alone: %s', async (_what, more) => {
		input(321).push(known('192.0.2.1', '2020-01-01 00.00', more));
		await robot.run(block('192.0.2.3', { maximumBlockingRules: 1 }));
		expect(input(321)).toHaveLength(6);
	});

	it('is blocked on several servers, and the item says where the firewall is off', async () => {
		const run = await robot.run(block('192.0.2.3', some('321', '322')));
		expect(said(run)).toEqual([
			[true, 'Blocked: 192.0.2.3 until 2031-05-06 08.09 UTC'],
			[true, 'Blocked: 192.0.2.3 until 2031-05-06 08.09 UTC. The firewall is off: its rules count once it is on'],
		]);
		expect([blocked(321), blocked(322)]).toMatchObject([{ length: 1 }, { length: 1 }]);
	});

	it('is not blocked where nothing would get in any more', async () => {
		input(321).splice(1);
		expect((await robot.run(block('192.0.2.0/24'))).error?.message).toBe('Rules: "web1" (321): nothing would get in over IPv4');
		expect(changes()).toEqual([]);
	});
});

describe('what is no address', () => {
	it.each<[string, string]>([
		['0.0.0.0/0', 'Address is wider than /16'],
		['198.0.0.0/8', 'Address is wider than /16'],
		['2001:db8::1', 'Address: Robot filters no packets by IPv6 addresses'],
		['2001:db8::/32', 'Address: Robot filters no packets by IPv6 addresses'],
		['::/0', 'Address: Robot filters no packets by IPv6 addresses'],
		['198.51.100', 'Address is no IPv4 address or net like 203.0.113.0/24'],
		['198.51.100.07', 'Address is no IPv4 address or net like 203.0.113.0/24'],
		['198.51.100.7/33', 'Address is no IPv4 address or net like 203.0.113.0/24'],
		['198.51.100.7, 198.51.100.8', 'Address is no IPv4 address or net like 203.0.113.0/24'],
		['any', 'Address is no IPv4 address or net like 203.0.113.0/24'],
		['={{ $json.n }}', 'Address is empty'],
		['={{ $json.n.missing }}', 'Address is empty'],
	])('is refused before anything is sent: %s', async (address, message) => {
		expect((await robot.run(block(address), { items: itemsOf('') })).error?.message).toBe(message);
		expect((await robot.run(block(address, { task: 'unblock' }), { items: itemsOf('') })).error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it.each(['0.0.0.0', '0.0.0.0/16'])('is not blocked where it stands for none, and can be unblocked: %s', async (address) => {
		expect((await robot.run(block(address))).error?.message).toBe(`Address: ${address} is no address that packets come from`);
		expect(robot.sent()).toEqual([]);
		expect((await robot.run(block(address, { task: 'unblock' }))).json).toMatchObject([{ changed: false }]);
	});

	it.each<[INodeParameters, string]>([
		[{ blockMinutes: 0 }, 'Block For (Minutes) is not a whole number from 1 to 5256000'],
		[{ blockMinutes: '={{ $json.n }}' }, 'Block For (Minutes) is empty'],
		[{ maximumBlockingRules: 10 }, 'Maximum Blocking Rules is not a whole number from 1 to 9'],
		[{ maximumBlockingRules: 0 }, 'Maximum Blocking Rules is not a whole number from 1 to 9'],
		[{ task: '={{ $json.n }}' }, 'Task is empty'],
		[{ task: 'ban' }, 'Task is none of block, removeExpired, unblock'],
		[{ options: { neverBlock: '={{ $json.n }}' } }, 'Never Block is empty'],
		[{ options: { neverBlock: '={{ [] }}' } }, 'Never Block is empty'],
		[{ options: { neverBlock: 'my office' } }, 'Never Block is no IPv4 address or net like 203.0.113.0/24'],
	])('is refused, and so is %j', async (more, message) => {
		expect((await robot.run(block('198.51.100.7', more), { items: itemsOf('') })).error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Never Block', () => {
	it.each(['198.51.100.7', '198.51.100.0/24', '192.0.2.1, 198.51.100.0/25', '0.0.0.0/0', '["198.51.100.7"]'])('refuses an address of %s', async (neverBlock) => {
		expect(shown(await robot.run(block('198.51.100.7', { options: { neverBlock } })))).toMatchObject({
			message: expect.stringMatching(/^Address: 198\.51\.100\.7 is not blocked, because Never Block has /),
			description: 'Nothing was sent for this item.',
		});
		expect(robot.sent()).toEqual([]);
	});

	it('refuses a net with such an address, and no other', async () => {
		const options = { neverBlock: '198.51.100.7' };
		expect((await robot.run(block('198.51.100.0/24', { options }))).error?.message).toContain('Never Block has 198.51.100.7');
		expect((await robot.run(block('198.51.100.8', { options }))).error).toBeUndefined();
	});
});

describe('the other tasks', () => {
	beforeEach(() => void input(321).unshift(known('192.0.2.1', '2031-05-06 07.08'), known('192.0.2.2', '2031-05-06 09.09'), known('203.0.113.0/24', '2031-05-06 09.09')));

	it('unblock an address, and say what still blocks it', async () => {
		expect(said(await robot.run({ ...some('321'), task: 'unblock', address: '192.0.2.2' }))).toEqual([[true, 'Unblocked: 192.0.2.2. Expired: 192.0.2.1']]);
		expect(said(await robot.run({ ...some('321'), task: 'unblock', address: '192.0.2.2' }))).toEqual([[false, '192.0.2.2 was not blocked']]);
		expect(said(await robot.run({ ...some('321'), task: 'unblock', address: '203.0.113.5' }))).toEqual([[false, '203.0.113.5 was not blocked. Still blocked by: 203.0.113.0/24']]);
		expect(changes()).toHaveLength(1);
	});

	it('take away what has expired, and need no address', async () => {
		const expire = { ...some('321', '345'), task: 'removeExpired' };
		expect(said(await robot.run(expire))).toEqual([
			[true, 'Expired: 192.0.2.1'],
			[false, 'Nothing has expired'],
		]);
		expect(said(await robot.run(expire))).toEqual([
			[false, 'Nothing has expired'],
			[false, 'Nothing has expired'],
		]);
		pass(3 * 3600);
		await robot.run(expire);
		expect(input(321)).toHaveLength(4);
	});
});

it('is tried again by Retry On Fail without a second rule', async () => {
	robot.simulator.inject({ kind: 'cut-after', method: 'POST', path: '/firewall/321' });
	const run = await robot.run(block('192.0.2.3', { options: { waitWhileBusy: 600 } }), { tries: 2 });
	expect(run.json).toMatchObject([{ changed: true }]);
	expect(changes()).toHaveLength(1);
});

it('keeps both of two that block at once', async () => {
	const options = { waitWhileBusy: 600 };
	const runs = await Promise.all([robot.run(block('192.0.2.1', { options })), robot.run(block('192.0.2.2', { options }))]);
	expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(blocked(321)).toHaveLength(2);
});
