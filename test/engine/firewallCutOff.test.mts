import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Rules that let nothing in or nothing out are refused, however they are given. */

const robot = simulatedRobot();
const set = (more = {}) => ({ resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), ...more });
const template = (operation: string, more = {}) => ({
	resource: 'firewallTemplate',
	operation,
	...(operation === 'create' ? { name: 'new' } : { templateId: by('id', '11') }),
	...more,
});
const firewall = () => robot.simulator.state.firewalls.find(({ server_number }) => server_number === 321)!;
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));

const rows = (...rule: object[]) => ({ rules: 'rows', inputRules: { rule } });
const json = (rules: unknown) => ({ rules: 'json', rulesJson: JSON.stringify(rules) });

const blockOne = { action: 'discard', ipVersion: 'ipv4', srcIp: '192.0.2.99' };
const theRest = { action: 'accept', ipVersion: '' };
const all = { action: 'accept' };
const none = { action: 'discard' };
const v4 = { action: 'accept', ip_version: 'ipv4' };
const v6 = { action: 'accept', ip_version: 'ipv6' };

const IN4 = 'nothing would get in over IPv4';
const OUT4 = 'nothing would get out over IPv4';
const IN6 = 'nothing would get in over IPv6';
const ADVICE =
	'These rules were not applied. Robot discards what no rule accepts: add a last rule that accepts everything else, with the IP version Any, ' +
	'and none before it that discards everything. To cut the server off on purpose, add the option Rules May Cut Off.';
const KEPT = `The rules are those that are there now, which are kept. ${ADVICE}`;

describe('blocking one address with nothing else', () => {
	it('is refused before anything is sent, with the way to mend it', async () => {
		expect(shown(await robot.run(set(rows(blockOne))))).toEqual({ message: `Rules: ${IN4}`, description: ADVICE, httpCode: undefined, item: 0 });
		expect(robot.sent()).toEqual([]);
	});

	it('is done with a last rule that accepts everything else', async () => {
		expect((await robot.run(set(rows(blockOne, theRest)))).error).toBeUndefined();
		expect(firewall().rules).toMatchObject({
			input: [
				{ src_ip: '192.0.2.99', action: 'discard' },
				{ ip_version: null, action: 'accept' },
			],
		});
	});

	it('in the second item leaves the firewall of the first one as it is', async () => {
		const run = await robot.run(set({ serverNumber: by('id', '={{ $json.n[0] }}'), rules: 'json', rulesJson: '={{ $json.n[1] }}' }), {
			items: itemsOf(['322', [all]], ['321', [none, all]]),
		});
		expect(shown(run)).toMatchObject({ message: `Rules: ${IN4}`, item: 1 });
		expect(robot.sent()).toEqual([]);
	});
});

describe('rules that let nothing through', () => {
	const refused: Array<[string, object, string]> = [
		['no input rules', json([]), IN4],
		['no rules at all', json({ input: [], output: [] }), `${IN4}, and ${OUT4}`],
		['no row', rows(), IN4],
		['output rows that only discard', { ...rows(theRest), outputRulesMode: 'rows', outputRules: { rule: [blockOne] } }, OUT4],
		['output rules as JSON that only discard', json({ input: [all], output: [none] }), OUT4],
		['accept rules behind one that discards everything', json([none, all]), IN4],
		['a discarded IPv4 before the rest', json([{ ...v4, action: 'discard' }, all]), IN4],
		['rules for IPv6 only', json([v6]), IN4],
		['rules for IPv4 only where IPv6 is to be filtered', { ...json([v4]), filterIpv6: 'true' }, IN6],
		['a discarded IPv6 before the rest where IPv6 is to be filtered', { ...json([{ ...v6, action: 'discard' }, all]), filterIpv6: 'true' }, IN6],
		['nothing for either version', { ...json([none]), filterIpv6: '={{ true }}' }, 'nothing would get in over IPv4 and IPv6'],
	];

	it.each(refused)('are not sent to a server: %s', async (_what, more, message) => {
		expect(shown(await robot.run(set(more)))).toMatchObject({ message: `Rules: ${message}`, description: ADVICE });
		expect(robot.sent()).toEqual([]);
	});

	it.each(refused)('do not become a template: %s', async (_what, more, message) => {
		expect(shown(await robot.run(template('create', more)))).toMatchObject({ message: `Rules: ${message}`, description: ADVICE });
		expect(robot.sent()).toEqual([]);
	});

	it.each(refused)('do not get into a template: %s', async (_what, more, message) => {
		expect(shown(await robot.run(template('update', more)))).toMatchObject({ message: `Rules: ${message}`, description: ADVICE });
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['the IPv6 filter that is kept', { filter_ipv6: true }, json([v4]), IN6],
		['the rules that are kept', { rules: { input: [v6], output: [all] } }, {}, IN4, KEPT],
		['the output rules that are kept', { rules: { input: [all], output: [none, all] } }, rows(theRest), OUT4],
		['the rules that are kept when IPv6 is filtered from now on', {}, { filterIpv6: 'true' }, IN6, KEPT],
	])('together with what is there are not sent: %s', async (_what, current, more, message, description = ADVICE) => {
		Object.assign(firewall(), current);
		Object.assign(robot.simulator.state.firewallTemplates[0]!, current);

		expect(shown(await robot.run(set(more)))).toMatchObject({ message: `Rules: ${message}`, description });
		expect(shown(await robot.run(template('update', more)))).toMatchObject({ message: `Rules: ${message}`, description });
		expect(robot.sent()).toEqual(['GET /firewall/321', 'GET /firewall/template/11']);
	});
});

describe('rules that let something through', () => {
	it.each([
		['IPv4 only where IPv6 is not filtered', { ...json([v4]), filterIpv6: 'false' }],
		["IPv4 only with Robot's default for IPv6", { ...json([v4]), filterIpv6: 'omit' }],
		['a rule for each version', { ...json([v4, v6]), filterIpv6: 'true' }],
		['one port before everything is discarded', json([{ ...v4, protocol: 'tcp', dst_port: '22' }, none])],
	])('are sent: %s', async (_what, more) => {
		expect((await robot.run(set(more))).error).toBeUndefined();
		expect(changes()).toHaveLength(1);
	});

	it('are not asked of a firewall that is switched off', async () => {
		expect((await robot.run(set({ ...json([none]), status: 'disabled' }))).error).toBeUndefined();
		expect(firewall().rules).toMatchObject({ input: [{ action: 'discard' }] });
	});

	it('are asked of it when it is switched on again', async () => {
		Object.assign(firewall(), { status: 'disabled', rules: { input: [none], output: [all] } });
		expect(shown(await robot.run(set()))).toMatchObject({ message: `Rules: ${IN4}` });
		expect(changes()).toEqual([]);
	});
});

describe('a template that lets nothing through', () => {
	const apply = (more = {}) => set({ rules: 'template', templateId: by('id', '11'), ...more });
	const stored = () => robot.simulator.state.firewallTemplates[0]!;

	it.each([
		['without input rules', { rules: { input: [], output: [all] } }, IN4],
		['that discards everything first', { rules: { input: [none, all], output: [all] } }, IN4],
		['without output rules', { rules: { input: [all], output: [] } }, OUT4],
		['for IPv4 only, with the IPv6 filter', { filter_ipv6: true }, IN6],
	])('is not applied: %s', async (_what, more, message) => {
		Object.assign(stored(), more);
		expect(shown(await robot.run(apply()))).toMatchObject({ message: `Firewall Template: ${message}`, description: ADVICE, item: 0 });
		expect(robot.sent()).toEqual(['GET /firewall/template/11']);
	});

	it.each<[string, unknown, string]>([
		['no rule', 'accept', 'is not a rule'],
		['a field that the node does not know', { ...all, src_mac: '00:21:85:62:3e:9e' }, 'has a field "src_mac" that this node does not know'],
		['a list of no addresses', { ...all, src_ip: [] }, ', Source IP: is not a text'],
	])('is not applied where that cannot be told, because it holds %s', async (_what, rule, problem) => {
		const odd = { filter_ipv6: false, rules: { input: [rule], output: [all] } };
		robot.simulator.inject({ kind: 'reply', method: 'GET', status: 200, body: JSON.stringify({ firewall_template: odd }) });
		const { message, description } = shown(await robot.run(apply()));
		expect(message).toMatch(/^Firewall Template cannot be judged: input rule 1( "[^"]+")?/);
		expect(message).toContain(problem);
		expect(description).toMatch(/^The template was not applied: /);
		expect(robot.sent()).toEqual(['GET /firewall/template/11']);
	});

	it.each([
		['switched off', { status: 'disabled' }, 'status=disabled'],
		['to cut the server off on purpose', { options: { cutOff: 'both' } }, 'status=active'],
	])('is applied without a look at it to a firewall that is %s', async (_what, more, status) => {
		stored().rules = { input: [], output: [] };
		expect((await robot.run(apply(more))).error).toBeUndefined();
		expect(robot.sent()).toEqual([`POST /firewall/321 ${status} template_id=11`]);
	});
});

describe('Rules May Cut Off', () => {
	const lockdown = { ...json({ input: [none], output: [none] }), filterIpv6: 'true', whitelistHos: 'true' };

	it.each([
		['both', lockdown],
		['ipv4', { ...lockdown, filterIpv6: 'false' }],
		['ipv6', { ...lockdown, ...json({ input: [v4], output: [v4] }) }],
	])('%s lets a server be cut off', async (cutOff, more) => {
		expect((await robot.run(set({ ...more, options: { cutOff } }))).error).toBeUndefined();
		expect((await robot.run(template('create', { ...more, options: { cutOff } }))).error).toBeUndefined();
		expect((await robot.run(template('update', { ...more, isDefault: 'false', name: 'x', options: { cutOff } }))).error).toBeUndefined();
		expect(changes()).toHaveLength(3);
	});

	it.each([
		['ipv4', 'nothing would get in over IPv6, and nothing would get out over IPv6'],
		['ipv6', `${IN4}, and ${OUT4}`],
	])('%s does not cut off the other version', async (cutOff, message) => {
		expect((await robot.run(set({ ...lockdown, options: { cutOff } }))).error?.message).toBe(`Rules: ${message}`);
		expect(robot.sent()).toEqual([]);
	});

	it.each(['={{ $json.missing }}', '={{ "all" }}', '={{ "constructor" }}', '={{ true }}', '={{ ["both"] }}'])('%s cuts nobody off', async (cutOff) => {
		expect((await robot.run(set({ ...lockdown, options: { cutOff } }))).error?.message).toBe(
			'Rules: nothing would get in over IPv4 and IPv6, and nothing would get out over IPv4 and IPv6',
		);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['={{ $json.missing }}', 'Rules May Cut Off resolved to nothing'],
		['={{ "all" }}', 'Rules May Cut Off is none of nothing, ipv4, ipv6, both'],
	])('is not guessed: %s', async (cutOff, message) => {
		expect((await robot.run(set({ ...json([all]), options: { cutOff } }))).error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});
