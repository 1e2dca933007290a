import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Some rules are changed where Robot's replies are odd, lists are short, and others change the same firewall. */

const robot = simulatedRobot();

const some = (...servers: string[]) => ({ resource: 'firewall', servers: 'selected', selectedServers: by('value', servers.join(', ')) });
const home = { name: 'home', action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', srcIp: '198.51.100.7' };
const add = (...rule: INodeParameters[]) => ({ operation: 'addRules', rules: 'rows', inputRules: { rule } });
const copy = (from: string) => ({ operation: 'copyFromServer', fromServerNumber: by('number', from) });

const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const firewall = (number: number) => robot.simulator.state.firewalls.find(({ server_number }) => server_number === number)!;
const input = (number: number) => (firewall(number).rules as { input: Array<{ name: string | null }> }).input;
const namesIn = (number: number) => input(number).map(({ name }) => name);
const anything = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null, action: 'accept' as const };

const ON = { status: 'active', filter_ipv6: false, whitelist_hos: true };
const shows = (of: number, body: object) =>
	robot.simulator.inject({
		kind: 'reply',
		method: 'GET',
		path: `/firewall/${of}`,
		status: 200,
		body: JSON.stringify({ firewall: { server_number: of, ...body } }),
		times: Infinity,
	});

describe('a reply that lacks rules', () => {
	const rule = { action: 'accept' };
	it.each<[string, object, string]>([
		['all of them', ON, 'input'],
		['null', { ...ON, rules: null }, 'input'],
		['an empty object', { ...ON, rules: {} }, 'input'],
		['a text', { ...ON, rules: 'none' }, 'input'],
		['the input rules', { ...ON, rules: { output: [rule] } }, 'input'],
		['the output rules', { ...ON, rules: { input: [rule] } }, 'output'],
	])('is not taken for a firewall without rules: %s', async (_what, reply, direction) => {
		shows(345, reply);
		expect(shown(await robot.run({ ...some('321', '345'), ...add(home) }))).toMatchObject({
			message: `Rules: "db1" (345) cannot be kept: Robot lists no ${direction} rules, although the firewall is on`,
			description: 'Nothing was sent for this item. Look at it in Robot, or define all rules with Set.',
		});
		expect(changes()).toEqual([]);
	});

	it('is one without rules where the firewall is off, and where that is said', async () => {
		firewall(322).rules = {};
		const run = await robot.run({ ...some('322'), ...add(home) });
		expect(run.json).toMatchObject([
			{ changed: true, status: 'disabled', message: expect.stringMatching(/^Added: home: .*\. The firewall is off: its rules count once it is on$/) },
		]);
		expect(changes()).toEqual([expect.stringMatching(/^POST \/firewall\/322 status=disabled .*rules\[input\]\[0\]\[name\]=home /)]);

		firewall(321).rules = {};
		expect((await robot.run({ ...some('321'), ...add(home), options: { cutOff: 'ipv4' } })).json).toMatchObject([{ changed: true }]);
	});

	it.each([[{}], [{ input: [anything], output: [] }], [{ input: [], output: [anything] }]])('is not copied: %j', async (rules) => {
		firewall(322).rules = rules as never;
		expect((await robot.run({ ...some('321'), ...copy('322') })).error?.message).toMatch(/^From Server: "web2" \(322\): there are no (input|output) rules to copy$/);
		expect(changes()).toEqual([]);
	});

	it.each<[string, object, string]>([
		['status', { ...ON, status: undefined, rules: { input: [rule], output: [rule] } }, '"web1" (321): The firewall is being changed (status unknown) [FIREWALL_IN_PROCESS]'],
		['IPv6 filter', { ...ON, filter_ipv6: undefined, rules: { input: [rule], output: [rule] } }, 'Filter IPv6: "web1" (321) cannot be kept: Robot does not say what it is'],
		['rule', { ...ON, rules: { input: [rule, null], output: [rule] } }, 'Rules: "web1" (321) cannot be kept: input rule 2 is not a rule'],
		['address', { ...ON, rules: { input: [{ ...rule, src_ip: [] }], output: [rule] } }, 'Rules: "web1" (321) cannot be kept: input rule 1, Source IP: is not a text'],
	])('lacks more than that: %s', async (_what, reply, message) => {
		shows(321, reply);
		expect((await robot.run({ ...some('321'), ...add(home) })).error?.message).toBe(message);
		expect(changes()).toEqual([]);
	});
});

describe('one thing in two spellings', () => {
	it.each<[string, object, INodeParameters]>([
		['one address', { src_ip: '198.51.100.7/32', ip_version: 'ipv4' }, { srcIp: '198.51.100.7', ipVersion: 'ipv4' }],
		['a net', { src_ip: '198.51.100.0/24', ip_version: 'ipv4' }, { srcIp: '198.51.100.7/24', ipVersion: 'ipv4' }],
		['all addresses', { ip_version: 'ipv4' }, { srcIp: '0.0.0.0/0', ipVersion: 'ipv4' }],
		['one port', { dst_port: '22-22' }, { dstPort: '22', ipVersion: '' }],
	])('is one rule: %s', async (_what, known, row) => {
		input(321).push({ ...anything, name: 'home', ...known } as never);
		expect((await robot.run({ ...some('321'), ...add({ name: 'home', action: 'accept', ...row }) })).json).toMatchObject([{ changed: false }]);
		expect(changes()).toEqual([]);
	});

	it('is one server', async () => {
		expect((await robot.run({ ...some('web1', '321', '0321', '203.0.113.10'), ...add(home) })).json).toMatchObject([{ server_number: 321 }]);
		expect(changes()).toHaveLength(1);
	});

	it('is another where it matches other packets', async () => {
		input(321).push({ ...anything, name: 'home', ip_version: 'ipv4', src_ip: '198.51.100.0/24' } as never);
		expect((await robot.run({ ...some('321'), ...add({ name: 'home', action: 'accept', ipVersion: 'ipv4', srcIp: '198.51.100.0/25' }) })).json).toMatchObject([{ changed: true }]);
	});
});

it('says that rules for IPv6 do nothing where IPv6 is not filtered', async () => {
	const no = { name: 'no v6 web', action: 'discard', ipVersion: 'ipv6', dstPort: '80', protocol: 'tcp' };
	const run = await robot.run({ ...some('321', '345'), ...add(no) });
	const [web1, db1] = run.json as Array<{ message: string }>;
	expect(web1!.message).toBe('Added: no v6 web: discard IPv6 TCP to port 80. IPv6 is not filtered: rules for it count once Filter IPv6 is on');
	expect(db1!.message).toBe('Added: no v6 web: discard IPv6 TCP to port 80');
});

it.each<[string, unknown, string]>([
	['an empty list', '={{ [] }}', 'Rule Names is empty'],
	['a list with a name that was not found', '={{ ["http", $json.n.missing] }}', 'Rule Names is not a text'],
	['a list with an empty name', '["http", ""]', 'Rule Names is empty'],
	['half a list', '["http"', 'Rule Names begins like a list in JSON, but is none'],
])('removes nothing by %s', async (_what, ruleNames, message) => {
	const run = await robot.run({ ...some('321'), operation: 'removeRules', ruleNames: ruleNames as string }, { items: itemsOf('') });
	expect(run.error?.message).toBe(message);
	expect(robot.sent()).toEqual([]);
});

it('does not remove rules without a name', async () => {
	input(321).push({ ...anything, ip_version: 'ipv4', dst_port: '8080' } as never);
	await robot.run({ ...some('321'), operation: 'removeRules', ruleNames: 'http' });
	expect(namesIn(321)).toEqual(['ssh from office', 'https', 'tcp established', null]);
});

describe('All Servers', () => {
	const all = { resource: 'firewall', servers: 'all' };

	it.each(['[]', '{"error":{"status":404,"code":"SERVER_NOT_FOUND","message":"No server found"}}'])('are some: %s', async (body) => {
		robot.simulator.inject({ kind: 'reply', path: '/server', status: body === '[]' ? 200 : 404, body });
		expect((await robot.run({ ...all, ...add(home) })).error?.message).toBe('Servers: Robot lists none');
	});

	it('are each one, however often the list has it', async () => {
		const server = { server_number: 321, server_name: 'web1', server_ip: '203.0.113.10' };
		robot.simulator.inject({ kind: 'reply', path: '/server', status: 200, body: JSON.stringify([{ server }, { server }]) });
		expect((await robot.run({ ...all, ...add(home) })).json).toMatchObject([{ server_number: 321, changed: true }]);
		expect(changes()).toHaveLength(1);
	});

	it('are none where one of the list has no number', async () => {
		robot.simulator.inject({ kind: 'reply', path: '/server', status: 200, body: JSON.stringify([{ server: { server_number: 321 } }, { server: { server_name: 'web2' } }]) });
		expect((await robot.run({ ...all, ...add(home) })).error?.message).toContain('Servers');
		expect(changes()).toEqual([]);
	});
});

describe('others that change the same firewall', () => {
	const waiting = { options: { waitWhileBusy: 600 } };

	it('lose nothing, and neither does this: two at once', async () => {
		const runs = await Promise.all([robot.run({ ...some('321'), ...add(home), ...waiting }), robot.run({ ...some('321'), ...add({ ...home, name: 'office' }), ...waiting })]);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(namesIn(321).sort()).toEqual(['home', 'http', 'https', 'office', 'ssh from office', 'tcp established']);
	});

	/** While the first server is changed, so many seconds pass and somebody changes the second. */
	const meanwhile = async (seconds: number, change: () => void, parameters: INodeParameters) => {
		const log = robot.simulator.requests.bind(robot.simulator);
		const running = robot.run(parameters);
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			if (log().some(({ method, path }) => method === 'GET' && path === '/firewall/345')) break;
		}
		pass(seconds);
		change();
		return await running;
	};

	it('are looked at again before a change that was planned long ago', async () => {
		const run = await meanwhile(30, () => void input(345).push({ ...anything, name: 'theirs', ip_version: 'ipv4', dst_port: '9' } as never), {
			...some('321', '345'),
			...add(home),
		});
		expect(run.json).toMatchObject([{ changed: true }, { changed: true }]);
		expect(namesIn(345)).toEqual(['home', 'mysql from web', 'tcp established', 'theirs']);
	});

	it('may have done it already', async () => {
		const mine = { ...anything, name: 'home', ip_version: 'ipv4', protocol: 'tcp', dst_port: '22', src_ip: '198.51.100.7' };
		const run = await meanwhile(30, () => void input(345).unshift(mine as never), { ...some('321', '345'), ...add(home) });
		expect(run.json).toMatchObject([{ changed: true }, { server_number: 345, changed: false, message: 'It is so already: nothing was sent' }]);
		expect(changes()).toHaveLength(1);
	});

	it('may take for ever', async () => {
		firewall(321).status = 'in process';
		const run = await robot.run({ ...some('321'), ...add(home), options: { waitWhileBusy: 60 } });
		expect(shown(run)).toMatchObject({
			message: '"web1" (321): The firewall is being changed (status in process) [FIREWALL_IN_PROCESS]',
			description: expect.stringContaining('Wait While Busy has waited 60 seconds for that.'),
		});
		expect(changes()).toEqual([]);
	});

	it('may begin right before the change', async () => {
		const busy = { kind: 'error' as const, method: 'POST', path: '/firewall/345', status: 409, code: 'FIREWALL_IN_PROCESS', message: 'The firewall cannot be updated' };
		robot.simulator.inject(busy);
		const run = await robot.run({ ...some('321', '345'), ...add(home), ...waiting });
		expect(run.json).toMatchObject([{ changed: true }, { changed: true }]);
		expect(changes().map((line) => line.split(' ')[1])).toEqual(['/firewall/321', '/firewall/345', '/firewall/345']);
	});
});

describe('what Robot answers to the change', () => {
	const answers = (body: object | string) =>
		robot.simulator.inject({ kind: 'reply', method: 'POST', path: '/firewall/321', status: 200, body: typeof body === 'string' ? body : JSON.stringify(body) });

	it('is not believed: the firewall is looked at', async () => {
		answers({ firewall: { ...ON, rules: { input: [], output: [] } } });
		expect(shown(await robot.run({ ...some('321'), ...add(home) }))).toMatchObject({
			message: 'The firewall is not as it was sent: "web1" (321)',
			description: expect.stringContaining('Somebody else may have changed it at the same time.'),
		});
	});

	it('may be nothing', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'POST', path: '/firewall/321', status: 202, body: '' });
		const run = await robot.run({ ...some('321'), ...add(home), waitForCompletion: false });
		expect(run.json).toMatchObject([{ server_number: 321, server_name: 'web1', status: 'in process', changed: true, rules: { input: [{ name: 'home' }, {}, {}, {}, {}] } }]);
	});

	it('may be no firewall: then nobody knows', async () => {
		answers('<html>');
		const { error } = await robot.run({ ...some('321'), ...add(home) });
		expect(error?.description).not.toContain('Nothing was sent');
		expect(error?.description).not.toContain('Nothing was changed');
	});
});

describe('rows that nobody has filled in', () => {
	it.each<[string, unknown]>([
		['a text in their place', '={{ "*" }}'],
		['a number in their place', '={{ 0 }}'],
		['a row as it is added', [{}]],
	])('add no rule that accepts everything: %s', async (_what, rule) => {
		const run = await robot.run({ ...some('321'), operation: 'addRules', rules: 'rows', inputRules: { rule } as INodeParameters });
		expect(run.error?.message).toMatch(/Input Rules/);
		expect(robot.sent()).toEqual([]);
	});

	const ALLOW: INodeParameters = { name: 'Allow all', action: 'accept', ipVersion: '' };
	const json = (rules: object) => ({ operation: 'addRules', rules: 'json', rulesJson: rules as INodeParameters });
	const replaced = (rule: INodeParameters) => ({ operation: 'replaceRule', direction: 'input', ruleName: 'http', rule: { rule } });

	it.each<[string, INodeParameters, string[]]>([
		['first', { ...add(ALLOW) }, ['"web1" (321): "Allow all" has no condition: it accepts everything, and no rule behind it counts.']],
		['last', { ...add(ALLOW), position: 'last' }, ['"web1" (321): "Allow all" has no condition: it accepts everything that no rule before it matches.']],
		[
			'of one version',
			{ ...add({ ...ALLOW, ipVersion: 'ipv4' }) },
			['"web1" (321): "Allow all" has no condition: it accepts everything over IPv4, for which no rule behind it counts.'],
		],
		[
			'that names all addresses',
			{ ...add({ ...ALLOW, ipVersion: 'ipv4', srcIp: '0.0.0.0/0' }) },
			['"web1" (321): "Allow all" has no condition: it accepts everything over IPv4, for which no rule behind it counts.'],
		],
		['without a name', json([{ action: 'accept' }]), ['"web1" (321): A rule without a name has no condition: it accepts everything, and no rule behind it counts.']],
		[
			'that discards',
			{ ...add({ ...ALLOW, action: 'discard' }), position: 'last' },
			['"web1" (321): "Allow all" has no condition: it discards everything that no rule before it matches.'],
		],
		['in the place of another', replaced({ action: 'accept', ipVersion: '' }), ['"web1" (321): "http" has no condition: it accepts everything that no rule before it matches.']],
		['that is there already', json({ output: [{ name: 'Allow all', action: 'accept' }], input: [{ action: 'accept', ip_version: 'ipv4', src_ip: '192.0.2.1' }] }), []],
		['with a condition', { ...add(home) }, []],
	])('are warned of in a dry run where they are about everything: %s', async (_what, parameters, warnings) => {
		const {
			json: [item],
			error,
		} = (await robot.run({ ...some('321'), ...parameters, options: { dryRun: true } })) as { json: Array<{ warnings: string[] }>; error?: Error };
		expect(error).toBeUndefined();
		expect(item!.warnings).toEqual([expect.stringMatching(/^Interrupts service: /), ...warnings]);
	});

	it('are warned of in a dry run of Set as well', async () => {
		const set = (input: object[]) => ({
			resource: 'firewall',
			operation: 'set',
			serverNumber: by('id', '321'),
			rules: 'json',
			rulesJson: { input } as INodeParameters,
			options: { dryRun: true },
		});
		const warnings = async (input: object[]) =>
			((await robot.run(set(input))).json as Array<{ warnings: string[] }>)[0]!.warnings.filter((warning) => warning.includes('no condition'));

		expect(await warnings([{ name: 'all', action: 'accept' }])).toEqual(['"all" has no condition: it accepts everything.']);
		expect(await warnings([{ name: 'web', action: 'accept', ip_version: 'ipv4', protocol: 'tcp', dst_port: '80' }, { action: 'accept' }])).toEqual([
			'A rule without a name has no condition: it accepts everything that no rule before it matches.',
		]);
	});

	it('with a name are what was meant', async () => {
		const run = await robot.run({ ...some('321'), ...add({ name: 'Allow all', action: 'accept' }), position: 'last' });
		expect(run.error).toBeUndefined();
		expect(namesIn(321)).toContain('Allow all');
	});
});
