import { describe, expect, it } from '@jest/globals';
import { error, invalid, type Form } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

const WEB = { id: 11, name: 'Web server', filter_ipv6: false, whitelist_hos: true, is_default: true };
const DATABASE = { id: 12, name: 'Database', filter_ipv6: true, whitelist_hos: false, is_default: false };
const NOT_FOUND = error(404, 'NOT_FOUND', 'Firewall template not found');
const RULES: Form = [
	['rules[input][0][name]', 'Allow HTTPS'],
	['rules[input][0][ip_version]', 'ipv4'],
	['rules[input][0][dst_port]', '443'],
	['rules[input][0][protocol]', 'tcp'],
	['rules[input][0][action]', 'accept'],
];
const HTTPS = {
	ip_version: 'ipv4',
	name: 'Allow HTTPS',
	dst_ip: null,
	src_ip: null,
	dst_port: '443',
	src_port: null,
	protocol: 'tcp',
	tcp_flags: null,
	action: 'accept',
};

describe('GET /firewall/template', () => {
	it('lists the templates without their rules', async () => {
		const { status, body } = await client.get('/firewall/template');
		expect(status).toBe(200);
		expect(body).toEqual([{ firewall_template: WEB }, { firewall_template: DATABASE }]);
	});

	it('is a 404 without any', async () => {
		await client.del('/firewall/template/11');
		await client.del('/firewall/template/12');
		expect(await client.get('/firewall/template')).toEqual(error(404, 'NOT_FOUND', 'No firewall templates found'));
	});
});

it('GET /firewall/template/{template-id} shows one with its rules', async () => {
	const { status, body } = await client.get('/firewall/template/12');
	expect(status).toBe(200);
	expect(body.firewall_template).toMatchObject(DATABASE);
	expect(Object.keys(body.firewall_template)).toEqual(['id', 'name', 'filter_ipv6', 'whitelist_hos', 'is_default', 'rules']);
	expect(body.firewall_template.rules.input.map(({ name }: any) => name)).toEqual(['mysql from web', 'tcp established']);
	expect(body.firewall_template.rules.output).toHaveLength(1);
	expect(await client.get('/firewall/template/1')).toEqual(NOT_FOUND);
});

describe('POST /firewall/template', () => {
	it('creates one, which can be applied', async () => {
		const firewall_template = { id: 13, name: 'My new template', filter_ipv6: false, whitelist_hos: true, is_default: false, rules: { input: [HTTPS], output: [] } };
		const form: Form = [['name', 'My new template'], ['filter_ipv6', 'false'], ['whitelist_hos', 'true'], ['is_default', 'false'], ...RULES];
		expect(await client.post('/firewall/template', form)).toMatchObject({ status: 201, body: { firewall_template } });
		expect((await client.get('/firewall/template/13')).body).toEqual({ firewall_template });
		expect((await client.post('/firewall/322', [['template_id', '13']])).body.firewall.rules).toEqual({ input: [HTTPS], output: [] });
	});

	it('makes a new default the only one', async () => {
		await client.post('/firewall/template', [
			['name', 'New'],
			['is_default', 'true'],
		]);
		const { body } = await client.get('/firewall/template');
		expect(body.map((entry: any) => [entry.firewall_template.id, entry.firewall_template.is_default])).toEqual([
			[11, false],
			[12, false],
			[13, true],
		]);
	});

	it('wants a name and rules that are rules', async () => {
		expect(await client.post('/firewall/template', RULES)).toEqual(invalid(['name'], null));
		expect(await client.post('/firewall/template', [['rules[input][0][name]', 'x']])).toEqual(invalid(['name'], ['rules']));
		expect((await client.get('/firewall/template')).body).toHaveLength(2);
	});
});

it('POST /firewall/template/{template-id} replaces everything', async () => {
	const firewall_template = { id: 12, name: 'Renamed', filter_ipv6: false, whitelist_hos: true, is_default: true, rules: { input: [HTTPS], output: [] } };
	const form: Form = [['name', 'Renamed'], ['whitelist_hos', 'true'], ['is_default', 'true'], ...RULES];
	expect(await client.post('/firewall/template/12', form)).toMatchObject({ status: 200, body: { firewall_template } });
	expect((await client.get('/firewall/template/12')).body).toEqual({ firewall_template });
	expect((await client.get('/firewall/template/11')).body.firewall_template.is_default).toBe(false);
	await client.post('/firewall/template/12', [['name', 'Empty']]);
	expect((await client.get('/firewall/template/12')).body.firewall_template.rules).toEqual({ input: [], output: [] });
	expect(await client.post('/firewall/template/12', RULES)).toEqual(invalid(['name'], null));
	expect(await client.post('/firewall/template/1', form)).toEqual(NOT_FOUND);
});

it('DELETE /firewall/template/{template-id} deletes one, and leaves firewalls that used it alone', async () => {
	await client.post('/firewall/322', [['template_id', '12']]);
	expect(await client.del('/firewall/template/12')).toMatchObject({ status: 200, body: null });
	expect(await client.del('/firewall/template/12')).toEqual(NOT_FOUND);
	expect((await client.get('/firewall/322')).body.firewall.rules.input).toHaveLength(2);
});
