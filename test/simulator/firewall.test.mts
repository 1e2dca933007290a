import { describe, expect, it } from '@jest/globals';
import { routes } from '../../simulator/sections.mts';
import { pass } from '../support/clock.mts';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

const NOTHING = {
	ip_version: null,
	name: null,
	dst_ip: null,
	src_ip: null,
	dst_port: null,
	src_port: null,
	protocol: null,
	tcp_flags: null,
};
const ALLOW_ALL = { ...NOTHING, name: 'Allow all', action: 'accept' };
const RULES: Form = [
	['rules[input][0][name]', 'rule 1'],
	['rules[input][0][ip_version]', 'ipv4'],
	['rules[input][0][src_ip]', '192.0.2.0/24'],
	['rules[input][0][dst_port]', '80'],
	['rules[input][0][protocol]', ''],
	['rules[input][0][action]', 'accept'],
	['rules[input][1][name]', 'Allow MySQL'],
	['rules[input][1][dst_port]', '3306-3310'],
	['rules[input][1][action]', 'discard'],
	['rules[output][0][name]', 'Allow all'],
	['rules[output][0][action]', 'accept'],
];
const AS_RULES = {
	input: [
		{ ...NOTHING, ip_version: 'ipv4', name: 'rule 1', src_ip: '192.0.2.0/24', dst_port: '80', action: 'accept' },
		{ ...NOTHING, name: 'Allow MySQL', dst_port: '3306-3310', action: 'discard' },
	],
	output: [ALLOW_ALL],
};
const IN_PROCESS = error(409, 'FIREWALL_IN_PROCESS', 'The firewall cannot be updated because a update is currently running');

describe('GET /firewall/{server-id}', () => {
	it('shows a configuration that nobody touched, by number or by main IP address', async () => {
		const firewall = {
			server_ip: '203.0.113.11',
			server_number: 322,
			status: 'disabled',
			filter_ipv6: false,
			whitelist_hos: true,
			port: 'main',
			rules: { input: [], output: [ALLOW_ALL] },
		};
		expect(await client.get('/firewall/322')).toMatchObject({ status: 200, body: { firewall } });
		expect((await client.get('/firewall/203.0.113.11')).body).toEqual({ firewall });
	});

	it('shows the rules with all nine keys in their order', async () => {
		const { firewall } = (await client.get('/firewall/345')).body;
		expect(firewall).toMatchObject({ status: 'active', filter_ipv6: true, whitelist_hos: false });
		expect(firewall.rules.input[0]).toEqual({
			ip_version: 'ipv4',
			name: 'mysql from web',
			dst_ip: null,
			src_ip: '203.0.113.0/26',
			dst_port: '3306',
			src_port: null,
			protocol: 'tcp',
			tcp_flags: null,
			action: 'accept',
		});
		expect(Object.keys(firewall.rules.input[1])).toEqual([...Object.keys(NOTHING), 'action']);
		expect(Object.keys(firewall)).toEqual(['server_ip', 'server_number', 'status', 'filter_ipv6', 'whitelist_hos', 'port', 'rules']);
	});

	it('has a server without IPv4, and one whose port is a KVM console', async () => {
		expect((await client.get('/firewall/412')).body.firewall.server_ip).toBeNull();
		expect((await client.get('/firewall/470')).body.firewall.port).toBe('kvm');
	});

	it.each(['GET', 'POST', 'DELETE'])('has none for some servers (%s)', async (method) => {
		const call = (number: number) => client.call(method, `/firewall/${number}`, method === 'GET' ? undefined : [['status', 'active']]);
		expect(await call(1)).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 1 not found'));
		expect(await call(485)).toEqual(error(404, 'FIREWALL_NOT_AVAILABLE', 'Firewall configuration is not available for this server'));
		expect(await call(499)).toEqual(error(404, 'FIREWALL_PORT_NOT_FOUND', 'Switch port not found'));
	});
});

describe('POST /firewall/{server-id}', () => {
	it('takes 30 seconds, and refuses changes until then', async () => {
		const form: Form = [['status', 'active'], ['whitelist_hos', 'true'], ['filter_ipv6', 'true'], ...RULES];
		const applied = { server_ip: '203.0.113.11', server_number: 322, filter_ipv6: true, whitelist_hos: true, port: 'main', rules: AS_RULES };
		expect(await client.post('/firewall/322', form)).toMatchObject({ status: 202, body: { firewall: { ...applied, status: 'in process' } } });
		expect(await client.post('/firewall/322', form)).toEqual(IN_PROCESS);
		expect(await client.del('/firewall/322')).toEqual(IN_PROCESS);
		pass(25);
		expect((await client.get('/firewall/322')).body.firewall).toEqual({ ...applied, status: 'in process' });
		pass(5);
		expect((await client.get('/firewall/322')).body.firewall).toEqual({ ...applied, status: 'active' });
		expect((await client.post('/firewall/322', [['status', 'disabled']])).status).toBe(202);
		pass(30);
		expect((await client.get('/firewall/322')).body.firewall.status).toBe('disabled');
	});

	it('replaces everything: a status alone wipes rules and flags', async () => {
		await client.post('/firewall/345', [['status', 'active']]);
		expect((await client.get('/firewall/345')).body.firewall).toMatchObject({
			filter_ipv6: false,
			whitelist_hos: false,
			rules: { input: [], output: [] },
		});
	});

	it('ignores True', async () => {
		const { body } = await client.post('/firewall/322', [
			['status', 'active'],
			['whitelist_hos', 'True'],
			['filter_ipv6', '1'],
		]);
		expect(body.firewall).toMatchObject({ whitelist_hos: false, filter_ipv6: false });
	});

	it('applies a template', async () => {
		const { status, body } = await client.post('/firewall/322', [['template_id', '12']]);
		expect(status).toBe(202);
		const { rules } = (await client.get('/firewall/345')).body.firewall;
		expect(body.firewall).toMatchObject({ status: 'in process', filter_ipv6: true, whitelist_hos: false, rules });
		pass(30);
		expect((await client.get('/firewall/322')).body.firewall.status).toBe('active');
		await client.post('/firewall/322', [
			['template_id', '12'],
			['status', 'disabled'],
			['filter_ipv6', 'false'],
		]);
		pass(30);
		expect((await client.get('/firewall/322')).body.firewall).toMatchObject({ status: 'disabled', filter_ipv6: false });
	});

	it('wants a template alone', async () => {
		const template: Form = [
			['status', 'active'],
			['template_id', '12'],
		];
		expect(await client.post('/firewall/322', [...template, ['whitelist_hos', 'true']])).toEqual(invalid(null, ['whitelist_hos']));
		expect(await client.post('/firewall/322', [...template, ...RULES])).toEqual(invalid(null, ['rules']));
		expect(
			await client.post('/firewall/322', [
				['status', 'on'],
				['template_id', '12'],
			]),
		).toEqual(invalid(null, ['status']));
		expect(await client.post('/firewall/322', [['template_id', '99']])).toEqual(error(404, 'FIREWALL_TEMPLATE_NOT_FOUND', 'Template with ID 99 not found'));
		expect((await client.get('/firewall/322')).body.firewall.status).toBe('disabled');
	});

	it('wants a status', async () => {
		expect(await client.post('/firewall/322')).toEqual(invalid(['status'], null));
		expect(await client.post('/firewall/322', [['status', 'on']])).toEqual(invalid(null, ['status']));
	});

	it('takes ten rules in a direction, not eleven', async () => {
		const rules = (count: number): Form => Array.from({ length: count }, (_, n) => [`rules[output][${n}][action]`, 'accept']);
		expect(await client.post('/firewall/322', [['status', 'active'], ...rules(11)])).toEqual(invalid(null, ['rules']));
		const { body } = await client.post('/firewall/322', [['status', 'active'], ...rules(10)]);
		expect(body.firewall.rules.output).toEqual(Array(10).fill({ ...NOTHING, action: 'accept' }));
	});

	const rule = (...fields: Form): Form => fields.map(([name, value]) => [`rules[input][0][${name}]`, value]);
	const accept: [string, string] = ['action', 'accept'];

	it.each([
		['no action', rule(['name', 'x'])],
		['an unknown action', rule(['action', 'drop'])],
		['an unknown field', rule(accept, ['source', 'x'])],
		['parentheses in the name', rule(accept, ['name', 'ssh (office)'])],
		['an unknown IP version', rule(accept, ['ip_version', '4'])],
		['an unknown protocol', rule(accept, ['ip_version', 'ipv4'], ['protocol', 'sctp'])],
		['a protocol without an IP version', rule(accept, ['protocol', 'tcp'])],
		['ICMPv6', rule(accept, ['ip_version', 'ipv6'], ['protocol', 'icmp'])],
		['an address without an IP version', rule(accept, ['src_ip', '192.0.2.1'])],
		['an address with ipv6', rule(accept, ['ip_version', 'ipv6'], ['dst_ip', '192.0.2.1'])],
		['an IPv6 address', rule(accept, ['ip_version', 'ipv4'], ['dst_ip', '2001:db8::1'])],
		['a prefix that is too long', rule(accept, ['ip_version', 'ipv4'], ['src_ip', '192.0.2.0/33'])],
		['a port that is too high', rule(accept, ['dst_port', '65536'])],
		['a range that is upside down', rule(accept, ['src_port', '90-80'])],
		['a list of ports', rule(accept, ['dst_port', '80,443'])],
		['an unknown TCP flag', rule(accept, ['tcp_flags', 'syn|all'])],
		['a port of a protocol that has none', rule(accept, ['ip_version', 'ipv4'], ['protocol', 'icmp'], ['dst_port', '22'])],
		['TCP flags of another protocol', rule(accept, ['ip_version', 'ipv4'], ['protocol', 'udp'], ['tcp_flags', 'syn'])],
		['an unknown direction', [['rules[forward][0][action]', 'accept']]],
		['a rule without index', [['rules[input][action]', 'accept']]],
		['rules as text', [['rules[input]', 'accept']]],
	] as [string, Form][])('refuses %s', async (_, rules) => {
		expect(await client.post('/firewall/322', [['status', 'active'], ...rules])).toEqual(invalid(null, ['rules']));
		expect((await client.get('/firewall/322')).body.firewall.status).toBe('disabled');
	});

	it('takes a rule with everything', async () => {
		const fields: Form = [
			['ip_version', 'ipv4'],
			['name', 'A.b-1+2_c@d e'],
			['dst_ip', '203.0.113.11'],
			['src_ip', '0.0.0.0/0'],
			['dst_port', '1-65535'],
			['src_port', '0'],
			['protocol', 'tcp'],
			['tcp_flags', 'syn|ack&fin'],
			['action', 'discard'],
		];
		const { body } = await client.post('/firewall/322', [['status', 'active'], ...rule(...fields)]);
		expect(body.firewall.rules.input).toEqual([Object.fromEntries(fields)]);
	});

	it('keeps the order of the indices', async () => {
		const { body } = await client.post('/firewall/322', [
			['status', 'active'],
			['rules[input][1][name]', 'second'],
			['rules[input][1][action]', 'accept'],
			['rules[input][0][name]', 'first'],
			['rules[input][0][action]', 'accept'],
		]);
		expect(body.firewall.rules.input.map(({ name }: any) => name)).toEqual(['first', 'second']);
	});
});

it('DELETE /firewall/{server-id} clears the configuration and switches the firewall off', async () => {
	const cleared = { server_ip: '203.0.113.20', server_number: 345, filter_ipv6: false, whitelist_hos: true, port: 'main', rules: {} };
	expect(await client.del('/firewall/345')).toMatchObject({ status: 202, body: { firewall: { ...cleared, status: 'in process' } } });
	expect((await client.get('/firewall/345')).body.firewall.rules).toEqual({});
	expect(await client.del('/firewall/345')).toEqual(IN_PROCESS);
	pass(30);
	expect((await client.get('/firewall/345')).body.firewall).toEqual({ ...cleared, status: 'disabled' });
});

it('allows 500 requests an hour', () => {
	const limits = routes.filter(({ path }) => path.startsWith('/firewall')).map(({ limit }) => [limit.max, limit.seconds, limit.bucket]);
	expect(limits).toEqual(Array(8).fill([500, 3600, undefined]));
});
