import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, more = {}) => ({ resource: 'firewallTemplate', operation, ...more });
const one = (operation: string, more = {}) => of(operation, { templateId: by('id', '11'), ...more });
const template = (id = 11) => robot.simulator.state.firewallTemplates.find((known) => known.id === id);
const namesOf = (id?: number) => ({ input: template(id)!.rules.input.map(({ name }) => name), output: template(id)!.rules.output.map(({ name }) => name) });

const rows = (...rule: object[]) => ({ rule });
const ssh = { name: 'SSH', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', action: 'accept' };
const WEB = ['ssh from office', 'http', 'https', 'tcp established'];

describe('Get Many', () => {
	it('puts out every template without its rules', async () => {
		const run = await robot.run(of('getAll'));

		expect(robot.sent()).toEqual(['GET /firewall/template']);
		expect(run.json).toEqual([
			{ id: 11, name: 'Web server', filter_ipv6: false, whitelist_hos: true, is_default: true },
			{ id: 12, name: 'Database', filter_ipv6: true, whitelist_hos: false, is_default: false },
		]);
	});

	it('puts out nothing where there is none', async () => {
		robot.simulator.state.firewallTemplates.length = 0;
		expect(await robot.run(of('getAll'))).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Get', () => {
	it('puts out the rules', async () => {
		const run = await robot.run(one('get'));

		expect(robot.sent()).toEqual(['GET /firewall/template/11']);
		expect(run.json).toMatchObject([{ id: 11, name: 'Web server', rules: { input: WEB.map((name) => ({ name })), output: [{ name: 'Allow all' }] } }]);
	});

	it('says that there is none', async () => {
		expect(shown(await robot.run(of('get', { templateId: by('id', '99') })))).toMatchObject({ message: 'Firewall template not found [NOT_FOUND]', httpCode: '404' });
	});

	it.each([
		['', 'Firewall Template is empty'],
		['Web server', 'Firewall Template is not a number: Web server'],
	])('sends nothing for %j', async (id, message) => {
		const run = await robot.run(of('get', { templateId: by('id', '={{ $json.n }}') }), { items: itemsOf(id) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Create', () => {
	it('allows everything out unless told', async () => {
		const run = await robot.run(of('create', { name: 'SSH only', inputRules: rows(ssh) }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toHaveLength(1);
		expect(robot.simulator.requests()[0]!.form.toSorted()).toEqual(
			[
				['name', 'SSH only'],
				['rules[input][0][ip_version]', 'ipv4'],
				['rules[input][0][name]', 'SSH'],
				['rules[input][0][dst_port]', '22'],
				['rules[input][0][protocol]', 'tcp'],
				['rules[input][0][action]', 'accept'],
				['rules[output][0][name]', 'Allow all'],
				['rules[output][0][action]', 'accept'],
			].toSorted(),
		);
		expect(run.json).toMatchObject([{ id: 13, name: 'SSH only', rules: { input: [{ name: 'SSH', dst_port: '22' }], output: [{ name: 'Allow all' }] } }]);
	});

	it('sends the chosen settings', async () => {
		await robot.run(of('create', { name: 'x', inputRules: rows(ssh), filterIpv6: 'true', whitelistHos: 'false', isDefault: 'true', options: { cutOff: 'ipv6' } }));
		expect(template(13)).toMatchObject({ filter_ipv6: true, whitelist_hos: false, is_default: true });
		expect(template(11)).toMatchObject({ is_default: false });
	});

	it('takes the rules of a server as Get puts them out', async () => {
		const got = await robot.run({ resource: 'firewall', operation: 'get', serverNumber: by('id', '345') });
		const run = await robot.run(of('create', { name: 'like db1', rules: 'json', rulesJson: '={{ $json }}' }), { items: [{ json: got.json[0] as never }] });

		expect(run.error).toBeUndefined();
		expect(namesOf(13)).toEqual({ input: ['mysql from web', 'tcp established'], output: ['Allow all'] });
	});

	it('takes a list of input rules and allows everything out', async () => {
		await robot.run(of('create', { name: 'list', rules: 'json', rulesJson: '[{"action":"accept","name":"in"}]' }));
		expect(namesOf(13)).toEqual({ input: ['in'], output: ['Allow all'] });
	});

	it('names a wrong rule before anything is sent', async () => {
		const run = await robot.run(of('create', { name: 'x', inputRules: rows({ ...ssh, dstPort: '22 or 80' }) }));
		expect(run.error?.message).toBe('Input Rules: input rule 1 "SSH", Destination Port: is no port or range of ports like 80 or 32768-65535');
		expect(robot.sent()).toEqual([]);
	});

	it('sends nothing without a name', async () => {
		const run = await robot.run(of('create', { name: '={{ $json.missing }}', inputRules: rows(ssh) }));
		expect(run.error?.message).toBe('Name is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Update', () => {
	it('changes the name and keeps rules and settings, which Robot would wipe', async () => {
		const run = await robot.run(one('update', { name: 'Web & more' }));

		expect(run.error).toBeUndefined();
		expect(robot.sent()[0]).toBe('GET /firewall/template/11');
		expect(template()).toMatchObject({ name: 'Web & more', filter_ipv6: false, whitelist_hos: true, is_default: true });
		expect(namesOf()).toEqual({ input: WEB, output: ['Allow all'] });
		expect(run.json).toMatchObject([{ id: 11, name: 'Web & more' }]);
	});

	it('changes a setting and keeps the name', async () => {
		await robot.run(one('update', { filterIpv6: 'true', options: { cutOff: 'ipv6' } }));
		expect(template()).toMatchObject({ name: 'Web server', filter_ipv6: true, whitelist_hos: true, is_default: true });
		expect(namesOf()).toEqual({ input: WEB, output: ['Allow all'] });
	});

	it('changes nothing where nothing is chosen', async () => {
		const before = structuredClone(template());
		await robot.run(one('update'));
		expect(template()).toEqual(before);
	});

	it('replaces the input rules and keeps the output rules', async () => {
		template()!.rules.output[0]!.name = 'out';
		await robot.run(one('update', { rules: 'rows', inputRules: rows(ssh) }));
		expect(namesOf()).toEqual({ input: ['SSH'], output: ['out'] });
		expect(template()).toMatchObject({ name: 'Web server', whitelist_hos: true });
	});

	/** With the name, rules and settings, there is nothing to keep. */
	const everything = {
		name: 'new',
		rules: 'json',
		rulesJson: '{"input":[{"action":"accept","name":"in"}],"output":[{"action":"accept","name":"out"}]}',
		filterIpv6: 'false',
		whitelistHos: 'false',
		isDefault: 'false',
	};
	const replaced = { name: 'new', input: ['in'], output: ['out'], filter_ipv6: false, whitelist_hos: false, is_default: false };
	const now = () => ({ ...namesOf(), name: template()!.name, filter_ipv6: template()!.filter_ipv6, whitelist_hos: template()!.whitelist_hos, is_default: template()!.is_default });

	const allOn = () => void Object.assign(template()!, { filter_ipv6: true, whitelist_hos: true, is_default: true });

	it('replaces everything where everything is given, without looking first', async () => {
		allOn();
		await robot.run(one('update', everything));
		expect(now()).toEqual(replaced);
		expect(robot.simulator.requests().map(({ method }) => method)).toEqual(['POST']);
	});

	it.each([
		['the name', { name: '' }, { name: 'Web server' }],
		['all rules', { rules: 'keep' }, { input: WEB, output: ['Allow all'] }],
		['the output rules', { rulesJson: '{"input":[{"action":"accept","name":"in"}]}' }, { output: ['Allow all'] }],
		['the input rules', { rulesJson: '{"output":[{"action":"accept","name":"out"}]}' }, { input: WEB }],
		['the IPv6 filter', { filterIpv6: 'keep' }, { filter_ipv6: true }],
		['the way of Hetzner services', { whitelistHos: 'keep' }, { whitelist_hos: true }],
		['the default', { isDefault: 'keep' }, { is_default: true }],
	])('keeps %s alone where everything else is given', async (_what, left, kept) => {
		allOn();
		expect((await robot.run(one('update', { ...everything, ...left }))).error).toBeUndefined();
		expect(now()).toEqual({ ...replaced, ...kept });
	});

	it('sends nothing when there is no such template to keep things from', async () => {
		const run = await robot.run(of('update', { templateId: by('id', '99'), name: 'x' }));
		expect(run.error?.message).toBe('Firewall template not found [NOT_FOUND]');
		expect(robot.sent()).toEqual(['GET /firewall/template/99']);
	});
});

describe('Delete', () => {
	it('deletes the template and leaves the servers alone', async () => {
		const firewalls = structuredClone(robot.simulator.state.firewalls);
		const run = await robot.run(one('delete'));

		expect(robot.sent()).toEqual(['DELETE /firewall/template/11']);
		expect(run.json).toEqual([{ id: 11, deleted: true }]);
		expect(template()).toBeUndefined();
		expect(robot.simulator.state.firewalls).toEqual(firewalls);
	});
});
