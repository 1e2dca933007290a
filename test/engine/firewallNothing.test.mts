import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** In a rule, nothing means everything: what an expression did not find must not open a server. */

const robot = simulatedRobot();
const set = (more = {}) => ({ resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), ...more });
const operations: Array<[string, (more?: object) => object]> = [
	['a firewall', set],
	['a new template', (more = {}) => ({ resource: 'firewallTemplate', operation: 'create', name: 'new', ...more })],
	['a template', (more = {}) => ({ resource: 'firewallTemplate', operation: 'update', templateId: by('id', '11'), ...more })],
];
const run = async (parameters: object, ...items: unknown[]) => await robot.run(parameters as never, { items: itemsOf(...(items.length > 0 ? items : [{}])) });
const inputOf = (number = 321) => (robot.simulator.state.firewalls.find(({ server_number }) => server_number === number)!.rules as { input: object[] }).input;

const ssh = { name: 'SSH', action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', srcIp: '198.51.100.7' };
const rest = { name: 'rest', action: 'accept', ipVersion: '' };
const rows = (...rule: object[]) => ({ rules: 'rows', inputRules: { rule } });

const LEFT_EMPTY = 'Correct the expression. A field that is left empty matches everything.';
const SAYS_NULL = 'Correct the expression. null matches everything.';

const missing = '={{ $json.n.missing }}';

describe.each(operations)('a row for %s', (_what, of) => {
	it.each([
		['srcIp', 'Source IP'],
		['dstIp', 'Destination IP'],
		['dstPort', 'Destination Port'],
		['srcPort', 'Source Port'],
		['protocol', 'Protocol'],
		['ipVersion', 'IP Version'],
		['tcpFlags', 'TCP Flags'],
	])('is refused when its %s resolved to nothing', async (name, label) => {
		for (const nothing of [missing, '={{ null }}', '={{ [] }}']) {
			const result = await run(of(rows(rest, { ...ssh, [name]: nothing })));
			expect(shown(result)).toMatchObject({ message: `Input Rules: input rule 2 "SSH", ${label}: resolved to nothing`, description: LEFT_EMPTY, item: 0 });
		}
		expect(robot.sent()).toEqual([]);
	});

	it('is refused when its name or action resolved to nothing', async () => {
		expect((await run(of(rows({ ...rest, name: missing })))).error?.message).toBe('Input Rules: input rule 1, Name: resolved to nothing');
		expect((await run(of(rows({ ...rest, action: missing })))).error?.message).toBe('Input Rules: input rule 1 "rest", Action: is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('is refused among the output rules, too', async () => {
		const result = await run(of({ ...rows(rest), outputRulesMode: 'rows', outputRules: { rule: [{ ...ssh, dstPort: missing }] } }));
		expect(shown(result)).toMatchObject({ message: 'Output Rules: output rule 1 "SSH", Destination Port: resolved to nothing', description: LEFT_EMPTY });
		expect(robot.sent()).toEqual([]);
	});
});

describe('a row', () => {
	it('matches everything with the fields that are left empty', async () => {
		expect((await run(set(rows({ ...ssh, srcIp: '', dstPort: '', protocol: '', ipVersion: '', name: '' })))).error).toBeUndefined();
		expect(inputOf()).toEqual([{ name: null, action: 'accept', ip_version: null, protocol: null, dst_port: null, src_port: null, src_ip: null, dst_ip: null, tcp_flags: null }]);
	});

	it('takes what its expression finds', async () => {
		expect((await run(set(rows({ ...ssh, srcIp: '={{ $json.n.office }}' })), { office: '192.0.2.1' })).error).toBeUndefined();
		expect(inputOf()).toMatchObject([{ name: 'SSH', src_ip: '192.0.2.1' }]);
	});

	it('that finds nothing in the second item leaves the first server as it is', async () => {
		const result = await run(
			set({ ...rows({ ...ssh, srcIp: '={{ $json.n.office }}' }), serverNumber: by('id', '={{ $json.n.id }}') }),
			{ id: '321', office: '192.0.2.1' },
			{ id: '345' },
		);
		expect(shown(result)).toMatchObject({ message: 'Input Rules: input rule 1 "SSH", Source IP: resolved to nothing', item: 1 });
		expect(robot.sent()).toEqual([]);
	});

	it('with an address that is half there is refused', async () => {
		const result = await run(set(rows({ ...ssh, srcIp: '={{ $json.n.net }}/{{ $json.n.length }}' })), { net: '192.0.2.0' });
		expect(result.error?.message).toBe('Input Rules: input rule 1 "SSH", Source IP: is no IPv4 address or net like 203.0.113.0/24');
	});
});

describe('rules as JSON', () => {
	const rule = { name: 'SSH', action: 'accept', ip_version: 'ipv4', protocol: 'tcp', dst_port: '22' };
	const json = (rulesJson: unknown) => ({ rules: 'json', rulesJson });

	it.each([
		['an expression gives an object', '={{ [{ action: "accept", name: "SSH", ip_version: "ipv4", src_ip: $json.n.office }] }}'],
		['an expression stands in the text', '=[{"action":"accept","name":"SSH","ip_version":"ipv4","src_ip":"{{ $json.n.office }}"}]'],
		['an item holds it', '={{ $json.n.rules }}'],
	])('are refused when a field resolved to nothing: %s', async (_what, rulesJson) => {
		for (const [, of] of operations) {
			const result = await run(of(json(rulesJson)), { rules: [{ ...rule, src_ip: '' }] });
			expect(shown(result)).toMatchObject({ message: 'Rules (JSON): input rule 1 "SSH", Source IP: resolved to nothing', description: SAYS_NULL });
		}
		expect(robot.sent()).toEqual([]);
	});

	it('are refused when a direction resolved to nothing', async () => {
		const result = await run(set(json('={{ ({ input: $json.n.missing, output: [{ action: "accept" }] }) }}')));
		expect(result.error?.message).toBe('Rules (JSON): "input" is not a list of rules');
		expect(robot.sent()).toEqual([]);
	});

	it('match everything with null, as Get puts it out, and with what is left out', async () => {
		expect((await run(set(json(JSON.stringify([{ ...rule, src_ip: null, dst_port: null }]))))).error).toBeUndefined();
		expect(inputOf()).toMatchObject([{ name: 'SSH', src_ip: null, dst_port: null, src_port: null }]);
	});
});

describe.each(operations)('a setting of %s', (what, of) => {
	const settings = [['filterIpv6', 'Filter IPv6'], ['whitelistHos', 'Always Allow Hetzner Services'], ...(what === 'a firewall' ? [] : [['isDefault', 'Default Template']])];

	it.each(settings)('is refused when it resolved to nothing: %s', async (name, label) => {
		for (const nothing of [missing, '={{ null }}', '={{ "" }}', '={{ [] }}']) {
			expect(shown(await run(of({ ...rows(rest), [name!]: nothing })))).toMatchObject({ message: `${label} is empty`, description: 'Nothing was sent.' });
		}
		expect((await run(of({ ...rows(rest), [name!]: '={{ {} }}' }))).error?.message).toBe(`${label} is neither on nor off`);
		expect(robot.sent()).toEqual([]);
	});

	it('is refused for the output rules when it resolved to nothing', async () => {
		for (const nothing of [missing, '={{ null }}', '={{ "" }}']) {
			expect((await run(of({ ...rows(rest), outputRulesMode: nothing }))).error?.message).toBe('Output Rules Mode is empty');
		}
		expect(robot.sent()).toEqual([]);
	});
});

it.each([missing, '={{ null }}', '={{ "" }}'])('the status is refused when it resolved to nothing: %s', async (status) => {
	expect((await run(set({ ...rows(rest), status }))).error?.message).toBe('Status is empty');
	expect(robot.sent()).toEqual([]);
});
