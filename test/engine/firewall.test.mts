import { describe, expect, it } from '@jest/globals';
import type { Firewall } from '../../simulator/state/firewall.mts';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, more = {}) => ({ resource: 'firewall', operation, serverNumber: by('id', '321'), ...more });
const firewall = (number = 321) => robot.simulator.state.firewalls.find(({ server_number }) => server_number === number)!;
const rulesOf = (number?: number) => firewall(number).rules as Extract<Firewall['rules'], { input: unknown }>;
const namesOf = (number?: number) => ({ input: rulesOf(number).input.map(({ name }) => name), output: rulesOf(number).output.map(({ name }) => name) });

/** What was sent, without the rules. */
const lines = () => robot.sent().map((line) => line.replace(/ rules\[[^\]]+\]\[\d+\].*$/, ' rules...'));
/** One part of what was posted last. */
const posted = (prefix: string) =>
	robot.simulator
		.requests()
		.findLast(({ method }) => method === 'POST')!
		.form.filter(([name]) => name.startsWith(prefix));

const NOTHING = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null };
const ALLOW_ALL = { ...NOTHING, name: 'Allow all', action: 'accept' };
/** The rules of server 321, as the simulated account has them. */
const WEB = [
	{ ...NOTHING, ip_version: 'ipv4', name: 'ssh from office', src_ip: '192.0.2.128/28', dst_port: '22', protocol: 'tcp', action: 'accept' },
	{ ...NOTHING, ip_version: 'ipv4', name: 'http', dst_port: '80', protocol: 'tcp', action: 'accept' },
	{ ...NOTHING, ip_version: 'ipv4', name: 'https', dst_port: '443', protocol: 'tcp', action: 'accept' },
	{ ...NOTHING, ip_version: 'ipv4', name: 'tcp established', dst_port: '32768-65535', protocol: 'tcp', tcp_flags: 'ack', action: 'accept' },
];
const WEB_FORM = [
	['rules[input][0][ip_version]', 'ipv4'],
	['rules[input][0][name]', 'ssh from office'],
	['rules[input][0][src_ip]', '192.0.2.128/28'],
	['rules[input][0][dst_port]', '22'],
	['rules[input][0][protocol]', 'tcp'],
	['rules[input][0][action]', 'accept'],
	['rules[input][1][ip_version]', 'ipv4'],
	['rules[input][1][name]', 'http'],
	['rules[input][1][dst_port]', '80'],
	['rules[input][1][protocol]', 'tcp'],
	['rules[input][1][action]', 'accept'],
	['rules[input][2][ip_version]', 'ipv4'],
	['rules[input][2][name]', 'https'],
	['rules[input][2][dst_port]', '443'],
	['rules[input][2][protocol]', 'tcp'],
	['rules[input][2][action]', 'accept'],
	['rules[input][3][ip_version]', 'ipv4'],
	['rules[input][3][name]', 'tcp established'],
	['rules[input][3][dst_port]', '32768-65535'],
	['rules[input][3][protocol]', 'tcp'],
	['rules[input][3][tcp_flags]', 'ack'],
	['rules[input][3][action]', 'accept'],
];
const ALLOW_ALL_FORM = [
	['rules[output][0][name]', 'Allow all'],
	['rules[output][0][action]', 'accept'],
];

const rows = (...rule: object[]) => ({ rule });

describe('Get', () => {
	it('puts out status, settings and rules', async () => {
		const run = await robot.run(of('get'));

		expect(robot.sent()).toEqual(['GET /firewall/321']);
		expect(run.json).toEqual([
			{
				server_ip: '203.0.113.10',
				server_number: 321,
				status: 'active',
				filter_ipv6: false,
				whitelist_hos: true,
				port: 'main',
				rules: { input: WEB, output: [ALLOW_ALL] },
			},
		]);
	});

	it.each([
		['an empty object', {}],
		['no rules', undefined],
		['null', null],
		['objects with numbers as keys', { input: { '0': { name: 'a', action: 'accept' } }, output: { '0': { name: 'b', action: 'accept' } } }],
		['output rules inside the input rules', { input: { '0': { name: 'a', action: 'accept' }, output: [{ name: 'b', action: 'accept' }] } }],
	])('gives the rules one shape when Robot sends %s', async (_what, rules) => {
		robot.simulator.inject({ kind: 'reply', status: 200, body: JSON.stringify({ firewall: { server_number: 321, status: 'active', rules } }) });
		const [first, second] = [
			{ name: 'a', action: 'accept' },
			{ name: 'b', action: 'accept' },
		];
		const expected = rules && Object.keys(rules).length > 0 ? { input: [first], output: [second] } : { input: [], output: [] };

		expect((await robot.run(of('get'))).json).toEqual([{ server_number: 321, status: 'active', rules: expected }]);
	});

	it.each([
		['485', 'Server 485: Firewall configuration is not available for this server [FIREWALL_NOT_AVAILABLE]', 'This server has no firewall in Robot.'],
		['499', 'Server 499: Switch port not found [FIREWALL_PORT_NOT_FOUND]', 'The switch port of this server is unknown to Robot: ask Hetzner support.'],
	])('says why server %s has none', async (number, message, description) => {
		expect(shown(await robot.run(of('get', { serverNumber: by('id', number) })))).toEqual({ message, description, httpCode: '404', item: 0 });
	});
});

describe('Set with nothing chosen', () => {
	it('reads the current rules and settings and sends all of them again', async () => {
		const run = await robot.run(of('set'));

		expect(run.error).toBeUndefined();
		expect(lines()).toEqual(['GET /firewall/321', expect.stringMatching(/^POST \/firewall\/321 status=active /)]);
		expect(posted('rules[input]').toSorted()).toEqual(WEB_FORM.toSorted());
		expect(posted('rules[output]')).toEqual(ALLOW_ALL_FORM);
		expect(posted('filter_ipv6')).toEqual([['filter_ipv6', 'false']]);
		expect(posted('whitelist_hos')).toEqual([['whitelist_hos', 'true']]);
		expect(rulesOf()).toEqual({ input: WEB, output: [ALLOW_ALL] });
		expect(run.json).toMatchObject([{ server_number: 321, status: 'in process', rules: { input: WEB, output: [ALLOW_ALL] } }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }]);
	});

	it('keeps the other settings of a server, too', async () => {
		await robot.run(of('set', { serverNumber: by('id', '345'), options: { cutOff: 'ipv6' } }));
		expect(firewall(345)).toMatchObject({ filter_ipv6: true, whitelist_hos: false });
		expect(namesOf(345)).toEqual({ input: ['mysql from web', 'tcp established'], output: ['Allow all'] });
	});

	it('switches the firewall off and keeps the rules for later', async () => {
		await robot.run(of('set', { status: 'disabled' }));

		expect(posted('status')).toEqual([['status', 'disabled']]);
		expect(rulesOf()).toEqual({ input: WEB, output: [ALLOW_ALL] });
		robot.simulator.advance(30);
		expect(firewall().status).toBe('disabled');
	});

	it('may switch off a firewall without rules', async () => {
		firewall().rules = {};
		const run = await robot.run(of('set', { status: 'disabled' }));
		expect(run.error).toBeUndefined();
		expect(firewall().status).toBe('in process');
	});

	it('sets the firewall of each item with its own rules', async () => {
		const run = await robot.run(of('set', { serverNumber: by('name', '={{ $json.n }}'), options: { cutOff: 'ipv6' } }), { items: itemsOf('web1', 'db1') });

		expect(lines().map((line) => line.split(' status')[0])).toEqual(['GET /server', 'GET /firewall/321', 'POST /firewall/321', 'GET /firewall/345', 'POST /firewall/345']);
		expect(run.json).toMatchObject([{ server_number: 321 }, { server_number: 345 }]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('sends no rules when the current ones cannot be read', async () => {
		robot.simulator.inject({ kind: 'reply', status: 500, method: 'GET', body: '<h1>Error</h1>', times: Infinity });
		const run = await robot.run(of('set'));
		expect(run.error).toBeDefined();
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});
});

describe('the settings', () => {
	it.each([
		['filterIpv6', 'true', [['filter_ipv6', 'true']]],
		['filterIpv6', 'false', [['filter_ipv6', 'false']]],
		['filterIpv6', 'omit', []],
	])('%s "%s" is sent as it is meant', async (parameter, value, expected) => {
		await robot.run(of('set', { [parameter]: value, options: { cutOff: 'ipv6' } }));
		expect(posted('filter_ipv6')).toEqual(expected);
		expect(posted('whitelist_hos')).toEqual([['whitelist_hos', 'true']]);
	});

	it('whitelistHos can be switched off', async () => {
		await robot.run(of('set', { whitelistHos: 'false' }));
		expect(firewall()).toMatchObject({ filter_ipv6: false, whitelist_hos: false });
	});

	it.each([true, false])('take %s from an expression', async (value) => {
		await robot.run(of('set', { filterIpv6: '={{ $json.n }}', options: { cutOff: 'ipv6' } }), { items: itemsOf(value) });
		expect(firewall().filter_ipv6).toBe(value);
	});

	it('send nothing for something else', async () => {
		const run = await robot.run(of('set', { filterIpv6: '={{ "perhaps" }}' }));
		expect(run.error?.message).toBe('Filter IPv6 is neither on nor off');
		expect(robot.sent()).toEqual([]);
	});
});

describe('rules defined below', () => {
	const ssh = { name: 'SSH', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', srcIp: '198.51.100.0/24', action: 'accept' };
	const drop = { name: 'no mail', ipVersion: '', protocol: '', dstPort: '25', action: 'discard' };

	it('replace the input rules and keep the output rules', async () => {
		rulesOf().output.unshift({ ...NOTHING, name: 'no smtp', ip_version: 'ipv4', protocol: 'tcp', dst_port: '25', action: 'discard' });
		const run = await robot.run(of('set', { rules: 'rows', inputRules: rows(ssh, drop) }));

		expect(run.error).toBeUndefined();
		expect(lines()[0]).toBe('GET /firewall/321');
		expect(posted('rules[input]').toSorted()).toEqual(
			[
				['rules[input][0][ip_version]', 'ipv4'],
				['rules[input][0][name]', 'SSH'],
				['rules[input][0][src_ip]', '198.51.100.0/24'],
				['rules[input][0][dst_port]', '22'],
				['rules[input][0][protocol]', 'tcp'],
				['rules[input][0][action]', 'accept'],
				['rules[input][1][name]', 'no mail'],
				['rules[input][1][dst_port]', '25'],
				['rules[input][1][action]', 'discard'],
			].toSorted(),
		);
		expect(namesOf()).toEqual({ input: ['SSH', 'no mail'], output: ['no smtp', 'Allow all'] });
	});

	it('are sent in the order of the rows', async () => {
		await robot.run(of('set', { rules: 'rows', inputRules: rows(drop, ssh, { ...ssh, name: 'third' }) }));
		expect(namesOf().input).toEqual(['no mail', 'SSH', 'third']);
	});

	it('can allow everything out', async () => {
		rulesOf().output = [];
		await robot.run(of('set', { rules: 'rows', inputRules: rows(ssh), outputRulesMode: 'allowAll' }));

		expect(posted('rules[output]')).toEqual(ALLOW_ALL_FORM);
		expect(namesOf()).toEqual({ input: ['SSH'], output: ['Allow all'] });
	});

	it('read nothing where nothing is kept', async () => {
		await robot.run(of('set', { rules: 'rows', inputRules: rows(ssh), outputRulesMode: 'allowAll', filterIpv6: 'false', whitelistHos: 'true' }));
		expect(lines()).toHaveLength(1);
		expect(lines()[0]).toMatch(/^POST /);
	});

	it('can be for both directions', async () => {
		const run = await robot.run(
			of('set', { rules: 'rows', inputRules: rows(ssh), outputRulesMode: 'rows', outputRules: rows(drop, { name: 'rest', ipVersion: '', action: 'accept' }) }),
		);
		expect(run.error).toBeUndefined();
		expect(namesOf()).toEqual({ input: ['SSH'], output: ['no mail', 'rest'] });
	});

	it('with the defaults of a new row accept everything of IPv4', async () => {
		await robot.run(
			of('set', { rules: 'rows', inputRules: rows({ action: 'accept', ipVersion: 'ipv4', dstIp: '', dstPort: '', name: '', protocol: '', srcIp: '', srcPort: '', tcpFlags: '' }) }),
		);
		expect(posted('rules[input]')).toEqual([
			['rules[input][0][ip_version]', 'ipv4'],
			['rules[input][0][action]', 'accept'],
		]);
	});

	// The editor removes a condition that is not wanted any more, and n8n stores no field that holds its default.
	it('without a condition mean what they mean where it is empty', async () => {
		await robot.run(of('set', { rules: 'rows', inputRules: rows({ name: 'web' }, { name: 'mail', action: 'discard', ipVersion: '', dstPort: '25' }) }));
		expect(posted('rules[input]').toSorted()).toEqual(
			[
				['rules[input][0][ip_version]', 'ipv4'],
				['rules[input][0][name]', 'web'],
				['rules[input][0][action]', 'accept'],
				['rules[input][1][name]', 'mail'],
				['rules[input][1][dst_port]', '25'],
				['rules[input][1][action]', 'discard'],
			].toSorted(),
		);
	});

	it('take a number for a port from an expression', async () => {
		await robot.run(of('set', { rules: 'rows', inputRules: rows({ ...ssh, dstPort: '={{ $json.n }}' }) }), { items: itemsOf(8022) });
		expect(rulesOf().input).toMatchObject([{ name: 'SSH', dst_port: '8022' }]);
	});
});

describe('rules as JSON', () => {
	const http = { name: 'http', ip_version: 'ipv4', protocol: 'tcp', dst_port: '80', action: 'accept' };
	const set = (rulesJson: unknown) => of('set', { rules: 'json', rulesJson });

	it.each([
		['a list', [http]],
		['an object with input', { input: [http] }],
		['the same inside "rules"', { rules: { input: [http] } }],
		['the same inside "firewall", as Robot sends it', { firewall: { status: 'active', rules: { input: [http] } } }],
		['a list in which null means any', [{ ...NOTHING, ...http }]],
		['an object whose output is empty', { input: [http], output: null }],
	])('are taken from %s, and the output rules stay', async (_what, json) => {
		const run = await robot.run(set(JSON.stringify(json)));

		expect(run.error).toBeUndefined();
		expect(namesOf()).toEqual({ input: ['http'], output: ['Allow all'] });
		expect(posted('rules[input]').toSorted()).toEqual(
			[
				['rules[input][0][ip_version]', 'ipv4'],
				['rules[input][0][name]', 'http'],
				['rules[input][0][dst_port]', '80'],
				['rules[input][0][protocol]', 'tcp'],
				['rules[input][0][action]', 'accept'],
			].toSorted(),
		);
	});

	it('are taken from an expression that gives an object', async () => {
		await robot.run(set('={{ $json.n }}'), { items: itemsOf({ input: [http], output: [{ action: 'accept' }] }) });
		expect(namesOf()).toEqual({ input: ['http'], output: [null] });
	});

	it('replace the output rules alone', async () => {
		await robot.run(set(JSON.stringify({ output: [{ name: 'out', action: 'accept' }] })));
		expect(namesOf()).toEqual({ input: ['ssh from office', 'http', 'https', 'tcp established'], output: ['out'] });
	});

	it('make the round trip: what Get puts out, edited, is what Set takes', async () => {
		const got = await robot.run(of('get'));
		const json = got.json[0] as { rules: { input: object[] } };
		json.rules.input.splice(1, 1, { ...NOTHING, name: 'dns', ip_version: 'ipv6', protocol: 'udp', dst_port: '53', action: 'accept' });

		const run = await robot.run(set('={{ $json }}'), { items: [{ json: json as never }] });
		expect(run.error).toBeUndefined();
		expect(rulesOf()).toEqual({
			input: [WEB[0], { ...NOTHING, name: 'dns', ip_version: 'ipv6', protocol: 'udp', dst_port: '53', action: 'accept' }, WEB[2], WEB[3]],
			output: [ALLOW_ALL],
		});
		const again = await robot.run(of('get'));
		expect(again.json).toMatchObject([{ rules: json.rules, filter_ipv6: false, whitelist_hos: true }]);
	});

	it.each([
		['', 'Rules (JSON) holds no rules'],
		['no json', 'Rules (JSON) holds no rules'],
		['{}', 'Rules (JSON) holds no rules'],
		['"accept"', 'Rules (JSON) holds no rules'],
		['{"rules":[]}', 'Rules (JSON) holds no rules'],
		['{"input":{"0":{"action":"accept"}}}', 'Rules (JSON): "input" is not a list of rules'],
		['{"input":"accept"}', 'Rules (JSON): "input" is not a list of rules'],
		['{"input":[{"action":"accept"}],"output":""}', 'Rules (JSON): "output" is not a list of rules'],
		['["accept"]', 'Rules (JSON): input rule 1 is not a rule'],
		['[null]', 'Rules (JSON): input rule 1 is not a rule'],
		['[[]]', 'Rules (JSON): input rule 1 is not a rule'],
	])('send nothing for %j', async (text, message) => {
		const run = await robot.run(set('={{ $json.n }}'), { items: itemsOf(text) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('a choice that an expression gives', () => {
	/** What n8n wants filled in as long as it cannot know the choice. */
	const filled = { templateId: by('id', '12'), inputRules: rows({ action: 'accept', ipVersion: 'ipv4' }), options: { cutOff: 'ipv6' } };

	it.each([
		['keep', ['ssh from office', 'http', 'https', 'tcp established']],
		['rows', [null]],
		['template', ['mysql from web', 'tcp established']],
	])('%s is done for each item', async (rules, input) => {
		const run = await robot.run(of('set', { ...filled, rules: '={{ $json.n }}' }), { items: itemsOf(rules) });
		expect(run.error).toBeUndefined();
		expect(namesOf().input).toEqual(input);
	});

	it.each([
		[{ rules: '={{ $json.missing }}' }, 'Rules is empty'],
		[{ rules: '={{ "all" }}' }, 'Rules is none of json, keep, rows, template'],
		[{ rules: 'rows', outputRulesMode: '={{ "drop all" }}' }, 'Output Rules Mode is none of allowAll, keep, rows'],
	])('is not guessed: %j', async (more, message) => {
		const run = await robot.run(of('set', { ...filled, ...more }));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('a rule that Robot would not take', () => {
	const rule = { ip_version: 'ipv4', action: 'accept' };
	const cases: Array<[string, unknown, string]> = [
		['a name with other characters', { ...rule, name: 'a/b' }, 'input rule 2 "a/b", Name: may hold letters, digits, spaces and . - + _ @ only'],
		['a name with a line break', { ...rule, name: 'a\nb' }, 'input rule 2 "a\nb", Name: may hold letters, digits, spaces and . - + _ @ only'],
		['an IP version of its own', { ...rule, ip_version: 'ipv5' }, 'input rule 2, IP Version: is none of ipv4, ipv6'],
		['a source address without IP version', { action: 'accept', src_ip: '192.0.2.1' }, 'input rule 2, Source IP: needs the IP version IPv4: Robot cannot filter IPv6 addresses'],
		['a source address with IPv6', { ...rule, ip_version: 'ipv6', src_ip: '192.0.2.1' }, 'input rule 2, Source IP: needs the IP version IPv4: Robot cannot filter IPv6 addresses'],
		[
			'a destination address with IPv6',
			{ ...rule, ip_version: 'ipv6', dst_ip: '2001:db8::1' },
			'input rule 2, Destination IP: needs the IP version IPv4: Robot cannot filter IPv6 addresses',
		],
		['an IPv6 address', { ...rule, src_ip: '2001:db8::/64' }, 'input rule 2, Source IP: is no IPv4 address or net like 203.0.113.0/24'],
		['an address out of range', { ...rule, src_ip: '192.0.2.256' }, 'input rule 2, Source IP: is no IPv4 address or net like 203.0.113.0/24'],
		['a net of more than 32 bits', { ...rule, src_ip: '192.0.2.0/33' }, 'input rule 2, Source IP: is no IPv4 address or net like 203.0.113.0/24'],
		['two prefix lengths', { ...rule, dst_ip: '192.0.2.0/24/24' }, 'input rule 2, Destination IP: is no IPv4 address or net like 203.0.113.0/24'],
		['a net without its length', { ...rule, dst_ip: '192.0.2.0/' }, 'input rule 2, Destination IP: is no IPv4 address or net like 203.0.113.0/24'],
		['a port above 65535', { ...rule, dst_port: '65536' }, 'input rule 2, Destination Port: is no port or range of ports like 80 or 32768-65535'],
		['a list of ports', { ...rule, dst_port: '80,443' }, 'input rule 2, Destination Port: is no port or range of ports like 80 or 32768-65535'],
		['a range the wrong way round', { ...rule, src_port: '443-80' }, 'input rule 2, Source Port: is no port or range of ports like 80 or 32768-65535'],
		['an open range', { ...rule, src_port: '1024-' }, 'input rule 2, Source Port: is no port or range of ports like 80 or 32768-65535'],
		['a range that ends too high', { ...rule, src_port: '1-70000' }, 'input rule 2, Source Port: is no port or range of ports like 80 or 32768-65535'],
		['a negative port', { ...rule, src_port: -1 }, 'input rule 2, Source Port: is no port or range of ports like 80 or 32768-65535'],
		['the name of a service for a port', { ...rule, dst_port: 'ssh' }, 'input rule 2, Destination Port: is no port or range of ports like 80 or 32768-65535'],
		['a protocol without IP version', { action: 'accept', protocol: 'tcp' }, 'input rule 2, Protocol: needs an IP version'],
		['ICMPv6', { ...rule, ip_version: 'ipv6', protocol: 'icmp' }, 'input rule 2, Protocol: cannot be icmp: Robot always allows ICMPv6'],
		['a protocol that Robot does not know', { ...rule, protocol: 'sctp' }, 'input rule 2, Protocol: is none of tcp, udp, gre, icmp, ipip, ah, esp'],
		['TCP flags that are none', { ...rule, protocol: 'tcp', tcp_flags: 'syn,ack' }, 'input rule 2, TCP Flags: is no combination like syn or syn|ack'],
		['a port of a protocol that has none', { ...rule, protocol: 'icmp', dst_port: '22' }, 'input rule 2, Destination Port: needs the protocol TCP or UDP: no other has ports'],
		[
			'a source port of a protocol that has none',
			{ ...rule, ip_version: 'ipv6', protocol: 'gre', src_port: '53' },
			'input rule 2, Source Port: needs the protocol TCP or UDP: no other has ports',
		],
		['TCP flags of another protocol', { ...rule, protocol: 'udp', tcp_flags: 'syn' }, 'input rule 2, TCP Flags: needs the protocol TCP: no other has flags'],
		['an object for an address', { ...rule, name: 'ssh', src_ip: {} }, 'input rule 2 "ssh", Source IP: is not a text'],
		['no action', { ...rule, action: '', name: 'ssh' }, 'input rule 2 "ssh", Action: is empty'],
		['an action that Robot does not know', { ...rule, action: 'reject' }, 'input rule 2, Action: is none of accept, discard'],
		['a field that Robot does not know', { ...rule, source: '192.0.2.1' }, 'input rule 2 has an unknown field "source"'],
	];

	it.each(cases)('is named before anything is sent: %s', async (_what, wrong, message) => {
		const run = await robot.run(of('set', { rules: 'json', rulesJson: '={{ $json.n }}' }), { items: itemsOf([rule, wrong]) });
		expect(run.error?.message).toBe(`Rules (JSON): ${message}`);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['tcp', '22'],
		['udp', '53'],
		[null, '80'],
	])('is none with the protocol %j and a port, as the documentation has them', async (protocol, dst_port) => {
		await robot.run(of('set', { rules: 'json', rulesJson: JSON.stringify([{ ...rule, protocol, dst_port, src_port: '1024-65535' }]) }));
		expect(rulesOf().input).toMatchObject([{ protocol, dst_port, src_port: '1024-65535' }]);
	});

	it('is named in a row, too', async () => {
		const inputRules = rows({ action: 'accept', ipVersion: 'ipv4' }, { action: 'accept', ipVersion: 'ipv6', name: 'ping', protocol: 'icmp' });
		expect(shown(await robot.run(of('set', { rules: 'rows', inputRules })))).toMatchObject({
			message: 'Input Rules: input rule 2 "ping", Protocol: cannot be icmp: Robot always allows ICMPv6',
			item: 0,
		});
		expect(robot.sent()).toEqual([]);
	});

	it('is named among the output rules, too', async () => {
		const outputRules = rows({ action: 'accept', ipVersion: '', dstIp: '192.0.2.1' });
		const run = await robot.run(of('set', { rules: 'rows', inputRules: rows({ action: 'accept' }), outputRulesMode: 'rows', outputRules }));
		expect(run.error?.message).toBe('Output Rules: output rule 1, Destination IP: needs the IP version IPv4: Robot cannot filter IPv6 addresses');
		expect(robot.sent()).toEqual([]);
	});

	it('is named when there are eleven of them', async () => {
		const eleven = Array(11).fill(rule);
		const run = await robot.run(of('set', { rules: 'json', rulesJson: '={{ $json.n }}' }), { items: itemsOf({ input: [rule], output: eleven }) });
		expect(run.error?.message).toBe('Rules (JSON): 11 output rules, and Robot allows 10 in each direction');
		expect(robot.sent()).toEqual([]);
	});

	it('ten of which are sent', async () => {
		const ten = Array(10).fill(rule);
		const run = await robot.run(of('set', { rules: 'json', rulesJson: '={{ $json.n }}' }), { items: itemsOf({ input: ten, output: ten }) });
		expect(run.error).toBeUndefined();
		expect(rulesOf().input).toHaveLength(10);
	});

	it('in one item leaves the firewalls of all items as they are', async () => {
		const run = await robot.run(of('set', { serverNumber: by('id', '={{ $json.n[0] }}'), rules: 'json', rulesJson: '={{ $json.n[1] }}' }), {
			items: itemsOf(['321', [rule]], ['345', [{ ...rule, dst_port: '0x50' }]]),
		});
		expect(shown(run)).toMatchObject({ message: 'Rules (JSON): input rule 1, Destination Port: is no port or range of ports like 80 or 32768-65535', item: 1 });
		expect(robot.sent()).toEqual([]);
	});
});

describe('a firewall template', () => {
	it('is applied with its own rules and settings, and nothing beside it', async () => {
		const run = await robot.run(
			of('set', { rules: 'template', templateId: by('id', '12'), inputRules: rows({ action: 'accept' }), whitelistHos: 'true', filterIpv6: 'false', options: { cutOff: 'ipv6' } }),
		);

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual(['GET /firewall/template/12', 'POST /firewall/321 status=active template_id=12']);
		expect(firewall()).toMatchObject({ filter_ipv6: true, whitelist_hos: false });
		expect(namesOf()).toEqual({ input: ['mysql from web', 'tcp established'], output: ['Allow all'] });
	});

	it('that there is not is found out before anything is changed', async () => {
		expect(shown(await robot.run(of('set', { rules: 'template', templateId: by('id', '99') })))).toMatchObject({
			message: 'Server 321: Firewall template not found [NOT_FOUND]',
			httpCode: '404',
		});
		expect(robot.sent()).toEqual(['GET /firewall/template/99']);
	});

	it('that is gone when it is to be applied is named by Robot', async () => {
		expect(shown(await robot.run(of('set', { rules: 'template', templateId: by('id', '99'), options: { cutOff: 'both' } })))).toEqual({
			message: 'Server 321: Template with ID 99 not found [FIREWALL_TEMPLATE_NOT_FOUND]',
			description: 'Check the template against the list of firewall templates.',
			httpCode: '404',
			item: 0,
		});
	});

	it.each([
		['={{ $json.missing }}', 'Firewall Template is empty'],
		['Web server', 'Firewall Template is not a number: Web server'],
	])('sends nothing for %j', async (id, message) => {
		const run = await robot.run(of('set', { rules: 'template', templateId: by('id', id) }));
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Wait for Completion', () => {
	it('puts the firewall out when it is active', async () => {
		const run = await robot.run(of('set', { waitForCompletion: true }));

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ server_number: 321, status: 'active', rules: { input: WEB, output: [ALLOW_ALL] } }]);
		expect(paused()).toEqual([5, 5, 10, 10]);
		expect(lines()).toEqual(['GET /firewall/321', expect.stringMatching(/^POST /), ...Array<string>(4).fill('GET /firewall/321')]);
	});

	it('is not done unless it is wished', async () => {
		const run = await robot.run(of('set'));
		expect(run.json).toMatchObject([{ status: 'in process' }]);
		expect(paused()).toEqual([]);
	});

	it('gives up after the Maximum Wait and says what it saw', async () => {
		const run = await robot.run(of('set', { waitForCompletion: true, maximumWait: 12 }));

		expect(paused()).toEqual([5, 5, 2]);
		expect(shown(run)).toMatchObject({
			message: 'Robot has not carried the change out within 12 seconds (status in process)',
			description: 'It is still under way: look again later, or allow a longer Maximum Wait.',
			item: 0,
		});
	});

	it('waits 5 minutes unless told, with fewer requests than Robot allows', async () => {
		const body = JSON.stringify({ firewall: { status: 'in process', rules: {} } });
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', skip: 1, times: Infinity, body });

		expect((await robot.run(of('set', { waitForCompletion: true }))).error?.message).toBe('Robot has not carried the change out within 300 seconds (status in process)');
		expect(robot.sent().length).toBeLessThan(40);
	});

	it('says that Robot failed', async () => {
		robot.simulator.inject({ kind: 'reply', status: 200, method: 'GET', skip: 1, body: JSON.stringify({ firewall: { status: 'failed', rules: {} } }) });
		expect(shown(await robot.run(of('set', { waitForCompletion: true })))).toMatchObject({
			message: 'Robot could not carry the change out (status failed)',
			description: 'Look at it in Robot, or ask Hetzner support.',
		});
	});

	it('ends where a firewall is switched off', async () => {
		const run = await robot.run(of('set', { status: 'disabled', waitForCompletion: true }));
		expect(run.json).toMatchObject([{ status: 'disabled' }]);
	});
});

describe('a firewall that is being changed', () => {
	it('is not changed again, and the error says when it can be', async () => {
		await robot.run(of('set'));
		expect(shown(await robot.run(of('set')))).toEqual({
			message: 'Server 321: The firewall cannot be updated because a update is currently running [FIREWALL_IN_PROCESS]',
			description:
				'The firewall is still being updated, which takes up to some minutes: try again when its status is active or disabled. The option Wait While Busy lets the node wait for that.',
			httpCode: '409',
			item: 0,
		});
	});

	it.each([
		['FIREWALL_RULE_LIMIT_EXCEEDED', 'Use at most 10 rules in each direction.'],
		['FIREWALL_CANNOT_BE_DISABLED', 'Hetzner has set internal rules on this firewall: ask Hetzner support.'],
	])('may be refused with %s', async (code, description) => {
		robot.simulator.inject({ kind: 'error', method: 'POST', status: 409, code, message: 'Conflict' });
		expect(shown(await robot.run(of('set', { status: 'disabled' })))).toEqual({ message: `Server 321: Conflict [${code}]`, description, httpCode: '409', item: 0 });
	});
});

describe('Clear', () => {
	it('deletes the rules and switches the firewall off', async () => {
		const run = await robot.run(of('clear'));

		expect(robot.sent()).toEqual(['DELETE /firewall/321']);
		expect(run.json).toMatchObject([{ server_number: 321, status: 'in process', rules: { input: [], output: [] } }]);
		expect(firewall().rules).toEqual({});
	});

	it('waits until it is done', async () => {
		const run = await robot.run(of('clear', { waitForCompletion: true }));
		expect(run.json).toMatchObject([{ status: 'disabled', rules: { input: [], output: [] } }]);
	});
});
