import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** What is kept is read and sent again: all of it, or nothing. */

const robot = simulatedRobot();
const set = (more = {}) => ({ resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), ...more });
const update = (more = {}) => ({ resource: 'firewallTemplate', operation: 'update', templateId: by('id', '11'), ...more });
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const form = () => Object.fromEntries(robot.simulator.requests().findLast(({ method }) => method === 'POST')!.form);

/** What Robot says of the firewall, or the template, when it is looked at. */
function robotHas(more: object) {
	const held = {
		name: 'Web server',
		status: 'active',
		filter_ipv6: false,
		whitelist_hos: true,
		is_default: false,
		rules: { input: [{ action: 'accept' }], output: [{ action: 'accept' }] },
		...more,
	};
	robot.simulator.inject({ kind: 'reply', method: 'GET', status: 200, times: Infinity, body: JSON.stringify({ firewall: held, firewall_template: held }) });
}

const UNKNOWN = 'cannot be kept: Robot does not say what it is';

describe('a setting that Robot does not say', () => {
	const settings: Array<[string, object, string]> = [
		['null for the IPv6 filter', { filter_ipv6: null }, `Filter IPv6 ${UNKNOWN}`],
		['no IPv6 filter', { filter_ipv6: undefined }, `Filter IPv6 ${UNKNOWN}`],
		['an empty text for the IPv6 filter', { filter_ipv6: '' }, `Filter IPv6 ${UNKNOWN}`],
		['an object for the IPv6 filter', { filter_ipv6: {} }, `Filter IPv6 ${UNKNOWN}`],
		['null for Hetzner services', { whitelist_hos: null }, `Always Allow Hetzner Services ${UNKNOWN}`],
	];

	it.each(settings)('is not guessed: %s', async (_what, held, message) => {
		robotHas(held);
		for (const parameters of [set(), update()]) {
			expect(shown(await robot.run(parameters))).toMatchObject({ message, description: 'Nothing was changed for this item. Choose On or Off.', item: 0 });
		}
		expect(changes()).toEqual([]);
	});

	it('is not guessed for a template: whether it is the default, and its name', async () => {
		robotHas({ is_default: null, name: undefined });
		expect(shown(await robot.run(update({ name: 'x' })))).toMatchObject({
			message: `Default Template ${UNKNOWN}`,
			description: 'Nothing was changed for this item. Choose On or Off.',
		});
		expect(shown(await robot.run(update({ isDefault: 'false' })))).toMatchObject({ message: `Name ${UNKNOWN}`, description: 'Nothing was changed for this item. Enter a name.' });
		expect(changes()).toEqual([]);
	});

	it('is not guessed for a template whose name is empty', async () => {
		robotHas({ name: '' });
		expect((await robot.run(update())).error?.message).toBe(`Name ${UNKNOWN}`);
		expect(changes()).toEqual([]);
	});

	it('is no trouble where it is set', async () => {
		robotHas({ filter_ipv6: null, whitelist_hos: null });
		expect((await robot.run(set({ filterIpv6: 'false', whitelistHos: 'true' }))).error).toBeUndefined();
		expect(form()).toEqual({ status: 'active', filter_ipv6: 'false', whitelist_hos: 'true', 'rules[input][0][action]': 'accept', 'rules[output][0][action]': 'accept' });
	});
});

describe('a rule that cannot be sent again as it is', () => {
	const accept = { action: 'accept' };
	const ssh = { name: 'ssh', action: 'accept', ip_version: 'ipv4', dst_port: '22' };
	const ADVICE = 'Nothing was changed for this item. To replace these rules, define them here; otherwise change them in Robot.';

	it.each([
		['a field that the node does not know', { ...ssh, src_mac: '00:21:85:62:3e:9e' }, 'input rule 2 "ssh" has a field "src_mac" that this node does not know'],
		['an unknown field without a name', { ...accept, vlan: 0 }, 'input rule 2 has a field "vlan" that this node does not know'],
		['a field that is no text', { ...ssh, src_ip: ['192.0.2.1'] }, 'input rule 2 "ssh", Source IP: is not a text'],
		['a text', 'accept', 'input rule 2 is not a rule'],
		['null', null, 'input rule 2 is not a rule'],
	])('is not kept: %s', async (_what, rule, problem) => {
		robotHas({ rules: { input: [accept, rule], output: [accept] } });
		for (const parameters of [set(), update()]) {
			expect(shown(await robot.run(parameters))).toMatchObject({ message: `Rules cannot be kept: ${problem}`, description: ADVICE, item: 0 });
		}
		expect(changes()).toEqual([]);
	});

	it('is named among the output rules, too', async () => {
		robotHas({ rules: { input: [accept], output: [{ ...accept, vlan: 5 }] } });
		expect((await robot.run(set({ rules: 'rows', inputRules: { rule: [{ action: 'accept' }] } }))).error?.message).toBe(
			'Rules cannot be kept: output rule 1 has a field "vlan" that this node does not know',
		);
		expect(changes()).toEqual([]);
	});

	it('is no trouble where it is replaced', async () => {
		robotHas({ rules: { input: [{ ...accept, vlan: 5 }], output: [{ ...accept, vlan: null }] } });
		expect((await robot.run(set({ rules: 'rows', inputRules: { rule: [{ action: 'accept', ipVersion: '' }] } }))).error).toBeUndefined();
		expect(form()).toMatchObject({ 'rules[input][0][action]': 'accept', 'rules[output][0][action]': 'accept' });
	});
});
