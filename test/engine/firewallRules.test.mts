import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Some rules of one server, several or all are changed, and the others kept. */

const robot = simulatedRobot();

const some = (...servers: string[]) => ({ resource: 'firewall', servers: 'selected', selectedServers: by('value', servers.join(', ')) });
const all = { resource: 'firewall', servers: 'all' };
const ssh = { action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', srcIp: '198.51.100.7' };
const home = { name: 'home', ...ssh };
const replace = (more: INodeParameters = {}) => ({ operation: 'replaceRule', direction: 'input', ruleName: 'ssh from office', rule: { rule: ssh }, ...more });
const add = (...rule: INodeParameters[]) => ({ operation: 'addRules', rules: 'rows', inputRules: { rule } });
const remove = (ruleNames: string, more: INodeParameters = {}) => ({ operation: 'removeRules', ruleNames, ...more });
const copy = (from: string, more: INodeParameters = {}) => ({ operation: 'copyFromServer', fromServerNumber: by('number', from), ...more });

const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const reads = () => robot.sent().filter((line) => line.startsWith('GET'));
const firewall = (number: number) => robot.simulator.state.firewalls.find(({ server_number }) => server_number === number)!;
const input = (number: number) => (firewall(number).rules as { input: Array<{ name: string | null }> }).input;
const output = (number: number) => (firewall(number).rules as { output: Array<{ name: string | null }> }).output;
const namesIn = (number: number) => input(number).map(({ name }) => name);

/** The rules of web1 as they are sent, with another one in the place of the first. */
const KEPT_REST =
	'rules[input][1][ip_version]=ipv4 rules[input][1][name]=http rules[input][1][dst_port]=80 rules[input][1][protocol]=tcp rules[input][1][action]=accept ' +
	'rules[input][2][ip_version]=ipv4 rules[input][2][name]=https rules[input][2][dst_port]=443 rules[input][2][protocol]=tcp rules[input][2][action]=accept ' +
	'rules[input][3][ip_version]=ipv4 rules[input][3][name]=tcp established rules[input][3][dst_port]=32768-65535 rules[input][3][protocol]=tcp rules[input][3][tcp_flags]=ack rules[input][3][action]=accept ' +
	'rules[output][0][name]=Allow all rules[output][0][action]=accept';

describe('Replace Rule', () => {
	it('puts the rule in the place of the one with its name, keeps all else, waits and puts out what is there', async () => {
		const run = await robot.run({ ...some('321'), ...replace(), output: 'simplified' });

		expect(robot.sent()).toEqual([
			'GET /server',
			'GET /firewall/321',
			'POST /firewall/321 status=active filter_ipv6=false whitelist_hos=true ' +
				'rules[input][0][ip_version]=ipv4 rules[input][0][name]=ssh from office rules[input][0][src_ip]=198.51.100.7 ' +
				`rules[input][0][dst_port]=22 rules[input][0][protocol]=tcp rules[input][0][action]=accept ${KEPT_REST}`,
			...Array<string>(4).fill('GET /firewall/321'),
		]);
		expect(run.json).toEqual([
			{
				server_number: 321,
				server_name: 'web1',
				server_ip: '203.0.113.10',
				status: 'active',
				filter_ipv6: false,
				whitelist_hos: true,
				port: 'main',
				input_rules: [
					'ssh from office: accept IPv4 TCP from 198.51.100.7 to port 22',
					'http: accept IPv4 TCP to port 80',
					'https: accept IPv4 TCP to port 443',
					'tcp established: accept IPv4 TCP to port 32768-65535 with flags ack',
				],
				output_rules: ['Allow all: accept everything'],
				changed: true,
				message: 'Replaced: ssh from office: accept IPv4 TCP from 192.0.2.128/28 to port 22',
			},
		]);
	});

	it('changes nothing the second time', async () => {
		await robot.run({ ...some('321'), ...replace() });
		robot.simulator.clearRequests();
		const run = await robot.run({ ...some('321'), ...replace() });

		expect(changes()).toEqual([]);
		expect(run.json).toMatchObject([{ server_number: 321, changed: false, message: 'It is so already: nothing was sent' }]);
	});

	it('is the same where Robot writes an address as a net, and one rule for both IP versions as two', async () => {
		const any = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null, action: 'accept' as const };
		const [rest] = input(321).slice(1) as never[];
		firewall(321).rules = {
			input: [
				{ ...any, name: 'web', dst_port: '80', ip_version: 'ipv4' },
				{ ...any, name: 'web', dst_port: '80', ip_version: 'ipv6' },
				{ ...any, name: 'home', ip_version: 'ipv4', src_ip: '198.51.100.7/32' },
				rest,
			],
			output: [any],
		} as never;
		const runs = [
			await robot.run({ ...some('321'), ...replace({ ruleName: 'web', rule: { rule: { action: 'accept', ipVersion: '', dstPort: '80' } } }) }),
			await robot.run({ ...some('321'), ...replace({ ruleName: 'home', rule: { rule: { action: 'accept', ipVersion: 'ipv4', srcIp: '198.51.100.7' } } }) }),
			await robot.run({ ...some('321'), ...add({ name: 'web', action: 'accept', ipVersion: '', dstPort: '80' }) }),
		];
		expect(runs.map(({ json }) => (json as Array<{ changed: boolean }>)[0]!.changed)).toEqual([false, false, false]);
		expect(changes()).toEqual([]);
	});

	it('knows the name in whichever Unicode form, but not in another case', async () => {
		input(321)[0]!.name = 'büro'.normalize('NFD');
		const run = await robot.run({ ...some('321'), ...replace({ ruleName: ' büro ', options: { dryRun: true } }) });
		expect(run.json).toMatchObject([{ changed: true, changes: [{ field: 'input', to: [{ name: 'büro' }, {}, {}, {}] }] }]);
		expect((await robot.run({ ...some('321'), ...replace({ ruleName: 'HTTP' }) })).error?.message).toContain('No input rule is named "HTTP"');
	});

	it('is an error before anything is sent where a chosen server has no such rule', async () => {
		const run = await robot.run({ ...some('web1', 'db1'), ...replace() });

		expect(shown(run)).toMatchObject({
			message: 'Rule Name: "db1" (345): No input rule is named "ssh from office"',
			description: 'Nothing was sent for this item. Correct the name, or switch Add If Missing on.',
		});
		expect(changes()).toEqual([]);
	});

	it('adds it first where that is wanted', async () => {
		const run = await robot.run({ ...some('web1', 'db1'), ...replace({ addIfMissing: true }) });

		expect(run.json).toMatchObject([{ changed: true }, { changed: true, message: 'Added: ssh from office: accept IPv4 TCP from 198.51.100.7 to port 22' }]);
		expect(namesIn(345)).toEqual(['ssh from office', 'mysql from web', 'tcp established']);
	});

	it('changes those of all servers that have it, and says why not of the others', async () => {
		input(346).push({ ...input(321)[0]! });
		const run = await robot.run({ ...all, ...replace({ options: { cutOff: 'both' } }) });

		const items = run.json as Array<{ server_number: number; changed: boolean; message: string; status?: string }>;
		expect(changes().map((line) => line.split(' ')[1])).toEqual(['/firewall/321', '/firewall/346']);
		expect(items).toHaveLength(robot.simulator.state.servers.length);
		expect(items.filter(({ changed }) => changed).map(({ server_number }) => server_number)).toEqual([321, 346]);
		const said = (number: number) => items.find(({ server_number }) => server_number === number)?.message;
		expect(said(485)).toBe('Firewall configuration is not available for this server [FIREWALL_NOT_AVAILABLE]');
		expect(said(499)).toBe('Switch port not found [FIREWALL_PORT_NOT_FOUND]');
		expect(said(345)).toBe('No input rule is named "ssh from office"');
		expect(firewall(346).status).toBe('disabled');
	});

	it('is an error where none of all servers has it: the name is wrong', async () => {
		const run = await robot.run({ ...all, ...replace({ ruleName: 'nobody has it' }) });
		expect(run.error?.message).toContain('No input rule is named "nobody has it"');
		expect(changes()).toEqual([]);
	});

	it('replaces all rules of the name by one, and a dry run says so before', async () => {
		input(321).push({ ...input(321)[0]! });
		const dry = await robot.run({ ...some('321'), ...replace({ options: { dryRun: true } }) });
		expect((dry.json as Array<{ warnings: string[] }>)[0]!.warnings).toContain('"web1" (321): 2 rules are named "ssh from office": all of them are replaced by one.');

		await robot.run({ ...some('321'), ...replace() });
		expect(namesIn(321)).toEqual(['ssh from office', 'http', 'https', 'tcp established']);
	});
});

describe('nothing', () => {
	it.each<[string, INodeParameters, string]>([
		['a name', replace({ ruleName: '={{ $json.n.missing }}' }), 'Rule Name is empty'],
		['an empty name', replace({ ruleName: '={{ $json.n }}' }), 'Rule Name is empty'],
		['a blank name', replace({ ruleName: '  ' }), 'Rule Name is empty'],
		['an address', replace({ rule: { rule: { ...ssh, srcIp: '={{ $json.n.missing }}' } } }), 'New Rule: input rule 1 "ssh from office", Source IP: resolved to nothing'],
		['an empty address', replace({ rule: { rule: { ...ssh, srcIp: '={{ $json.n }}' } } }), 'New Rule: input rule 1 "ssh from office", Source IP: resolved to nothing'],
		['an empty port', add({ ...home, dstPort: '={{ $json.n }}' }), 'Input Rules: input rule 1 "home", Destination Port: resolved to nothing'],
		['a rule', replace({ rule: {} }), 'New Rule is empty'],
		['a rule from an expression', replace({ rule: '={{ $json.n }}' }), 'New Rule is empty'],
		['rules', add(), 'Input Rules holds no rules'],
		['rules in JSON', { operation: 'addRules', rules: 'json' }, 'Rules (JSON) holds no rules'],
		['names from an expression', remove('={{ $json.n.missing }}'), 'Rule Names is empty'],
		['only commas', remove(' , '), 'Rule Names is empty'],
		['servers', { ...replace(), selectedServers: by('value', '={{ $json.n }}') }, 'Selected Servers is empty'],
		['which servers', { ...replace(), servers: '={{ $json.n }}' }, 'Servers is empty'],
		['a server to copy from', copy('={{ $json.n }}'), 'From Server is empty'],
	])('is not anything: %s', async (_what, parameters, message) => {
		const run = await robot.run({ ...some('321'), ...parameters }, { items: itemsOf('') });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it.each<[string, INodeParameters, string]>([
		['servers', { servers: 'every' }, 'Servers is none of all, selected'],
		['a direction', { direction: 'sideways' }, 'Direction is none of input, output'],
	])('is understood from a word that is none: %s', async (_what, more, message) => {
		expect((await robot.run({ ...some('321'), ...replace(), ...more })).error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Add Rules', () => {
	it('puts new rules before the others or behind them, and leaves those that are there where they are', async () => {
		const old = { name: 'https', action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '443' };
		const run = await robot.run({ ...some('321'), ...add(home, old, home) });
		expect(run.json).toMatchObject([{ changed: true, message: 'Added: home: accept IPv4 TCP from 198.51.100.7 to port 22' }]);
		expect(namesIn(321)).toEqual(['home', 'ssh from office', 'http', 'https', 'tcp established']);

		await robot.run({ ...some('321'), ...add({ ...home, name: 'last' }), position: 'last' });
		expect(namesIn(321)).toEqual(['home', 'ssh from office', 'http', 'https', 'tcp established', 'last']);
	});

	it('takes input and output rules in JSON', async () => {
		const out = { name: 'home', action: 'accept', ip_version: 'ipv4', dst_ip: '198.51.100.7' };
		await robot.run({ ...some('321'), operation: 'addRules', rules: 'json', rulesJson: { output: [out] } as never });
		await robot.run({ ...some('321'), operation: 'addRules', rules: 'json', rulesJson: [{ name: 'json', action: 'discard', ip_version: 'ipv4', src_ip: '192.0.2.66' }] as never });
		expect(firewall(321).rules).toMatchObject({ input: [{ name: 'json' }, {}, {}, {}, {}], output: [{ name: 'home' }, { name: 'Allow all' }] });
	});

	it('says what does not fit before any server is changed', async () => {
		const seven = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ ...home, name: `new ${number}`, dstPort: String(number) }));
		const run = await robot.run({ ...some('db1', 'web1'), ...add(...seven) });

		expect(shown(run)).toMatchObject({
			message: 'Rules: "web1" (321) would have 11 input rules, and Robot allows 10 in each direction: there is no room for new 7: accept IPv4 TCP from 198.51.100.7 to port 7',
			description: 'Nothing was sent for this item.',
		});
		expect(changes()).toEqual([]);
	});

	it('refuses what would cut a server off that is not, unless that is wanted', async () => {
		const nobody = { name: 'nobody', action: 'discard', ipVersion: 'ipv4' };
		expect(shown(await robot.run({ ...some('321'), ...add(nobody) })).message).toBe('Rules: "web1" (321): nothing would get in over IPv4');
		expect(changes()).toEqual([]);
		expect((await robot.run({ ...some('321'), ...add(nobody), options: { cutOff: 'ipv4' } })).error).toBeUndefined();
		// What is shut off already is no reason to refuse what opens something.
		expect((await robot.run({ ...some('321'), ...add({ ...home, dstPort: '80' }), position: 'last' })).error).toBeUndefined();
	});
});

describe('Remove Rules', () => {
	it('removes all rules of the names, and says which they were', async () => {
		input(321).push({ ...input(321)[1]! });
		const run = await robot.run({ ...some('web1', 'db1'), ...remove('http, ssh from office, gone') });

		expect(run.json).toMatchObject([
			{
				changed: true,
				message:
					'Removed: ssh from office: accept IPv4 TCP from 192.0.2.128/28 to port 22; http: accept IPv4 TCP to port 80; http: accept IPv4 TCP to port 80. No rule is named "gone"',
			},
			{ changed: false, message: 'No rule is named "http" or "ssh from office" or "gone"' },
		]);
		expect(namesIn(321)).toEqual(['https', 'tcp established']);
		expect(changes()).toHaveLength(1);
	});

	it('removes of the chosen direction only', async () => {
		output(321).push({ ...input(321)[1]! });
		await robot.run({ ...some('321'), ...remove('http', { direction: 'output' }) });
		expect([namesIn(321).includes('http'), output(321)]).toMatchObject([true, [{ name: 'Allow all' }]]);
		output(321).push({ ...input(321)[1]! });
		await robot.run({ ...some('321'), ...remove('http', { direction: 'both' }) });
		expect([namesIn(321).includes('http'), output(321)]).toMatchObject([false, [{ name: 'Allow all' }]]);
	});

	it('does not remove what lets everything out', async () => {
		expect((await robot.run({ ...some('321'), ...remove('Allow all', { direction: 'both' }) })).error?.message).toBe('Rules: "web1" (321): nothing would get out over IPv4');
		expect(changes()).toEqual([]);
	});
});

describe('Copy From Server', () => {
	it('gives the servers the rules of another, and leaves their settings and their status', async () => {
		const run = await robot.run({ ...some('db1', 'web2', 'web1'), ...copy('321') });

		expect(run.json).toMatchObject([
			{ server_name: 'db1', changed: true, message: 'Copied from "web1" (321)', status: 'active', filter_ipv6: true, whitelist_hos: false },
			{ server_name: 'web2', changed: true, status: 'disabled' },
			{ server_name: 'web1', changed: false },
		]);
		expect(firewall(345).rules).toEqual(firewall(321).rules);
	});

	it('gives them the settings as well', async () => {
		await robot.run({ ...some('db1'), ...copy('321', { copied: 'rulesAndSettings' }) });
		expect(firewall(345)).toMatchObject({ status: 'active', filter_ipv6: false, whitelist_hos: true, rules: firewall(321).rules });
	});

	it('is an error where the server has no firewall', async () => {
		expect((await robot.run({ ...some('321'), ...copy('485') })).error?.message).toBe(
			'"monitoring" (485): Firewall configuration is not available for this server [FIREWALL_NOT_AVAILABLE]',
		);
		expect(changes()).toEqual([]);
	});
});

describe('a server that cannot be changed', () => {
	it('is an error before anything is sent where it was chosen', async () => {
		const run = await robot.run({ ...some('web1', '485'), ...add(home) });
		expect(shown(run)).toMatchObject({ message: '"monitoring" (485): Firewall configuration is not available for this server [FIREWALL_NOT_AVAILABLE]' });
		expect(changes()).toEqual([]);
	});

	it('is an error while its firewall is being changed, and is waited for with Wait While Busy', async () => {
		await robot.run({ ...some('345'), ...add(home), waitForCompletion: false });
		robot.simulator.clearRequests();
		const run = await robot.run({ ...some('321', '345'), ...add({ ...home, name: 'two' }) });
		expect(shown(run).message).toBe('"db1" (345): The firewall is being changed (status in process) [FIREWALL_IN_PROCESS]');
		expect(changes()).toEqual([]);

		const waited = await robot.run({ ...some('321', '345'), ...add({ ...home, name: 'two' }), options: { waitWhileBusy: 600 } });
		expect(waited.json).toMatchObject([{ changed: true }, { changed: true }]);
		expect(namesIn(345).slice(0, 2)).toEqual(['two', 'home']);
	});

	it('keeps a rule as it is, or refuses: what the node does not know is not lost', async () => {
		const body = JSON.stringify({
			firewall: { status: 'active', filter_ipv6: false, whitelist_hos: true, rules: { input: [{ action: 'accept', vlan: 5 }], output: [{ action: 'accept' }] } },
		});
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/firewall/321', status: 200, body, times: Infinity });
		expect(shown(await robot.run({ ...some('321'), ...add(home) }))).toMatchObject({
			message: 'Rules: "web1" (321) cannot be kept: input rule 1 has a field "vlan" that this node does not know',
		});
		expect(changes()).toEqual([]);
	});
});

describe('what fails after the first change', () => {
	const busy = { kind: 'error' as const, method: 'POST', path: '/firewall/345', status: 409, code: 'FIREWALL_RULE_LIMIT_EXCEEDED', message: 'The firewall rule limit is exceeded' };

	it('does not say that it has stopped where all were changed, and only the look at them fails', async () => {
		robot.simulator.inject({ kind: 'error', method: 'GET', path: '/firewall/345', status: 403, code: 'FORBIDDEN', message: 'not now', skip: 1, times: Infinity });
		const { message, description } = shown(await robot.run({ ...some('web1', 'db1'), ...add(home) }));
		expect(message).toBe('All changes were sent, but then: not now [FORBIDDEN]');
		expect(description).toContain('A change was sent to: "web1" (321), "db1" (345).');
		expect(description).not.toMatch(/Not changed|undefined|what is left/);
	});

	it('says that Robot says no status', async () => {
		const body = JSON.stringify({ firewall: { server_number: 321, filter_ipv6: false, whitelist_hos: true, rules: { input: [], output: [] } } });
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/firewall/321', status: 200, body, contentType: 'application/json', skip: 1, times: Infinity });
		expect(shown(await robot.run({ ...some('web1'), ...add(home) })).message).toBe('Robot has not carried the change out within 300 seconds ("web1" (321): no status said)');
	});

	it('says which servers were changed, and which were not; once more changes the rest', async () => {
		robot.simulator.inject(busy);
		const parameters = { ...some('web1', 'db1', 'web2'), ...add(home) };
		const run = await robot.run(parameters);

		expect(shown(run).message).toBe('Stopped after 1 of 3 servers: "db1" (345): The firewall rule limit is exceeded [FIREWALL_RULE_LIMIT_EXCEEDED]');
		expect(shown(run).description).toContain('A change was sent to: "web1" (321). Not changed: "db1" (345), "web2" (322). The same once more changes only what is left.');
		expect(changes()).toHaveLength(2);

		robot.simulator.advance(60);
		robot.simulator.clearRequests();
		expect((await robot.run(parameters)).json).toMatchObject([{ changed: false }, { changed: true }, { changed: true }]);
		expect(changes().map((line) => line.split(' ')[1])).toEqual(['/firewall/345', '/firewall/322']);
	});

	it('says of which server nobody knows', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', path: '/firewall/345' });
		const run = await robot.run({ ...some('web1', 'db1', 'web2'), ...add(home) });
		expect(shown(run).description).toContain('A change was sent to: "web1" (321). Nobody knows of: "db1" (345). Not changed: "web2" (322).');
	});

	it('is tried again by Retry On Fail for the rest only', async () => {
		robot.simulator.inject(busy);
		const run = await robot.run({ ...some('web1', 'db1', 'web2'), ...add(home) }, { tries: 2 });

		expect(run.json).toMatchObject([{ changed: true }, { changed: true }, { changed: true }]);
		expect(changes().map((line) => line.split(' ')[1])).toEqual(['/firewall/321', '/firewall/345', '/firewall/345', '/firewall/322']);
	});

	it('is not sent again by Retry On Fail where nobody knows, and counts as changed where it is so by then', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', path: '/firewall/345' });
		const run = await robot.run({ ...some('web1', 'db1', 'web2'), ...add(home), options: { waitWhileBusy: 600 } }, { tries: 2 });

		expect(run.json).toMatchObject([{ changed: true }, { changed: true }, { changed: true }]);
		expect(changes().map((line) => line.split(' ')[1])).toEqual(['/firewall/321', '/firewall/345', '/firewall/322']);
	});

	it('is an error where somebody else has changed the firewall at the same time', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/firewall/345', skip: 1, times: Infinity, status: 200, body: JSON.stringify({ firewall: firewall(345) }) });
		const run = await robot.run({ ...some('web1', 'db1'), ...add(home) });
		expect(shown(run)).toMatchObject({
			message: 'The firewall is not as it was sent: "db1" (345)',
			description: 'A change was sent to: "web1" (321), "db1" (345). Somebody else may have changed it at the same time. Look at it with Get.',
		});
	});

	it('is an error where Robot does not get it done within Maximum Wait', async () => {
		const run = await robot.run({ ...some('web1'), ...add(home), maximumWait: 10 });
		expect(shown(run).message).toBe('Robot has not carried the change out within 10 seconds ("web1" (321): status in process)');
	});
});

describe('the wait', () => {
	it('is left out where it is not wanted', async () => {
		const run = await robot.run({ ...some('321', '345'), ...add(home), waitForCompletion: false });
		expect(run.json).toMatchObject([
			{ server_number: 321, status: 'in process', changed: true },
			{ server_number: 345, status: 'in process', changed: true },
		]);
		expect(reads()).toEqual(['GET /server', 'GET /firewall/321', 'GET /firewall/345']);
	});

	it('reads anew before it sends what waited for a limit', async () => {
		const limit = { kind: 'error' as const, method: 'POST', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { interval: 20, max_request: 500 } };
		robot.simulator.inject(limit);
		const run = await robot.run({ ...some('321'), ...add(home), options: { waitForLimit: 600 } });
		expect(run.error).toBeUndefined();
		expect(
			robot
				.sent()
				.slice(0, 5)
				.map((line) => line.split(' ').slice(0, 2).join(' ')),
		).toEqual(['GET /server', 'GET /firewall/321', 'POST /firewall/321', 'GET /firewall/321', 'POST /firewall/321']);
	});
});

describe('a dry run', () => {
	it('says of each server what would be sent, and sends nothing', async () => {
		const run = await robot.run({ ...all, ...remove('mysql from web', { options: { dryRun: true } }) });

		expect(changes()).toEqual([]);
		const items = run.json as Array<{ server_number: number; changed: boolean }>;
		expect(items.filter(({ changed }) => changed)).toMatchObject([
			{
				dryRun: true,
				server_number: 345,
				server_name: 'db1',
				message: 'Removed: mysql from web: accept IPv4 TCP from 203.0.113.0/26 to port 3306',
				changes: [{ field: 'input', from: [{ name: 'mysql from web' }, {}], to: [{ name: 'tcp established' }] }],
				requests: [{ method: 'POST', path: '/firewall/345', values: { status: 'active', filter_ipv6: true, whitelist_hos: false } }],
				warnings: ['Removes rules: all rules of these names are lost.', 'Interrupts service: what the rules do not accept any more is cut off, and what they accept gets through.'],
			},
		]);
		expect(items.find(({ server_number }) => server_number === 485)).toEqual({
			dryRun: true,
			server_number: 485,
			server_name: 'monitoring',
			changed: false,
			changes: [],
			requests: [],
			warnings: [],
			message: 'Firewall configuration is not available for this server [FIREWALL_NOT_AVAILABLE]',
		});
	});
});

it('names the server whose rules Robot refuses', async () => {
	robot.simulator.inject({ kind: 'error', method: 'POST', status: 400, code: 'INVALID_INPUT', message: 'invalid input', extra: { invalid: ['rules'] } });
	expect((await robot.run({ ...some('321'), ...add(home) })).error?.message).toBe('"web1" (321): invalid input (invalid: rules) [INVALID_INPUT]');
});

it.each(['noInterruption', 'readOnly'])('is refused before anything is read where the credential allows %s only', async (allowedActions) => {
	const run = await robot.run({ ...some('321'), ...add(home) }, { credential: { ...robot.credential, allowedActions } as never });
	expect(run.error?.message).toContain('Add rules to firewalls');
	expect(robot.sent()).toEqual([]);
});

it('removes and copies only where the credential allows to destroy', async () => {
	const credential = { ...robot.credential, allowedActions: 'noDestruction' } as never;
	expect((await robot.run({ ...some('321'), ...add(home) }, { credential })).error).toBeUndefined();
	expect((await robot.run({ ...some('321'), ...remove('http') }, { credential })).error?.message).toContain('Remove rules');
	expect((await robot.run({ ...some('322'), ...copy('321') }, { credential })).error?.message).toContain('Copy firewall rules');
});
