import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { search, testCredential, type NodeRun } from '../support/engine.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { watchedRobot } from '../support/trigger.mts';

/** Allowed Actions of the credential: what may not be done is not begun. test/contract/allowedActions has every request. */

const robot = simulatedRobot();
const allowing = (allowedActions: unknown): Pick<NodeRun, 'credential'> => ({ credential: { ...robot.credential, allowedActions } as NodeRun['credential'] });

const server = (n: string) => ({ serverNumber: by('id', n) });
const read = { resource: 'server', operation: 'get', ...server('321') };
const rename = (n = '321') => ({ resource: 'server', operation: 'rename', ...server(n), serverName: 'new' });
const reset = (n = '321') => ({ resource: 'reset', operation: 'execute', ...server(n), type: 'hw' });
const cancel = { resource: 'server', operation: 'cancel', ...server('321'), immediately: true };
const order = { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), test: true };
const rescue = (resetNow: unknown): INodeParameters =>
	({ resource: 'boot', operation: 'activateRescue', ...server('321'), os: 'linux', resetNow, resetType: 'hw' }) as INodeParameters;
const changes = () => robot.sent().filter((request) => !request.startsWith('GET '));

describe('the error', () => {
	it('says what is not allowed, which setting of which credential says so, and who can change it', async () => {
		expect(shown(await robot.run(reset(), allowing('noInterruption')))).toEqual({
			message: 'Not allowed: "Reset server (hard reboot)" may interrupt what is in use, and Allowed Actions of the credential "Robot" is "Nothing That Interrupts Either"',
			description: 'Nothing was sent. Whoever may edit this credential can change that.',
			httpCode: null,
			item: 0,
		});
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		['noOrders', order, / may cost money, and .* "No Orders"$/],
		['noDestruction', cancel, / may destroy something for good, and .* "No Orders and Nothing That Destroys"$/],
		['readOnly', rename(), / changes something, and .* "Read Only"$/],
		['readOnly', order, / may cost money, and .* "Read Only"$/],
	] as const)('says how far the credential goes: %s', async (level, parameters, words) => {
		expect(shown(await robot.run(parameters, allowing(level))).message).toMatch(words);
		expect(robot.sent()).toEqual([]);
	});

	it('has a code of its own, where the workflow goes on', async () => {
		const run = await robot.run(reset(), { ...allowing('readOnly'), onError: 'continueRegularOutput' });
		expect(run.json).toEqual([
			{ error: expect.stringMatching(/^Not allowed: .* \[NOT_ALLOWED\]$/), message: 'Nothing was sent. Whoever may edit this credential can change that.' },
		]);
	});
});

describe('what a parameter adds', () => {
	it.each([true, '={{ true }}', '={{ "true" }}'])('a reset that follows an activation (%p) is refused before the activation', async (resetNow) => {
		expect(shown(await robot.run(rescue(resetNow), allowing('noInterruption'))).message).toContain('may interrupt what is in use');
		expect(robot.sent()).toEqual([]);
	});

	it.each([false, 'false', '={{ false }}', '={{ "false" }}'])('an activation alone (%p) is not', async (resetNow) => {
		expect((await robot.run(rescue(resetNow), allowing('noInterruption'))).error).toBeUndefined();
		expect(changes()).toEqual(['POST /boot/321/rescue os=linux']);
	});

	it('both are sent where both are allowed', async () => {
		expect((await robot.run(rescue(true), allowing('noDestruction'))).error).toBeUndefined();
		expect(changes()).toEqual(['POST /boot/321/rescue os=linux', 'POST /reset/321 type=hw']);
	});

	it.each([
		['another VLAN', { resource: 'vSwitch', operation: 'update', vSwitchId: by('id', '4321'), updateFields: { vlan: 4010 } }, 'noInterruption', 'may interrupt'],
		[
			'access that is switched off',
			{ resource: 'storageBox', operation: 'update', storageBoxId: by('id', '17346'), updateFields: { ssh: false } },
			'noInterruption',
			'may interrupt',
		],
		[
			'rules that replace others',
			{ resource: 'firewall', operation: 'set', ...server('321'), status: 'active', rules: 'rows', options: { cutOff: 'both' } },
			'noDestruction',
			'may destroy',
		],
		['a firewall that is switched off', { resource: 'firewall', operation: 'set', ...server('321'), status: 'disabled', rules: 'keep' }, 'noInterruption', 'may interrupt'],
	] as Array<[string, INodeParameters, string, string]>)('%s', async (_what, parameters, level, words) => {
		expect(shown(await robot.run(parameters, allowing(level))).message).toContain(words);
		expect(robot.sent()).toEqual([]);
	});

	it('a name alone only changes something', async () => {
		const named = { resource: 'vSwitch', operation: 'update', vSwitchId: by('id', '4321'), updateFields: { name: 'new' } };
		expect((await robot.run(named, allowing('noInterruption'))).error).toBeUndefined();
		expect(changes()).toHaveLength(1);
	});

	it('a firewall whose rules are kept loses none', async () => {
		const off = { resource: 'firewall', operation: 'set', ...server('321'), status: 'disabled', rules: 'keep' };
		expect((await robot.run(off, allowing('noDestruction'))).error).toBeUndefined();
		expect(changes()).toHaveLength(1);
	});

	it('a dry run sends no change, so that it needs leave for none', async () => {
		const run = await robot.run({ ...reset(), options: { dryRun: true } }, allowing('readOnly'));
		expect(run.json).toMatchObject([{ dryRun: true, requests: [{ method: 'POST', path: '/reset/321' }] }]);
		expect(changes()).toEqual([]);
	});
});

describe('of several items', () => {
	const eachAsItSays = rescue('={{ $json.n === "now" }}');

	it('none is begun where one is not allowed', async () => {
		const run = await robot.run(eachAsItSays, { ...allowing('noInterruption'), items: itemsOf('later', 'now') });
		expect(shown(run)).toMatchObject({ message: expect.stringContaining('Not allowed: '), item: 1 });
		expect(robot.sent()).toEqual([]);
	});

	it('those that are allowed are done where the workflow goes on', async () => {
		const run = await robot.run(eachAsItSays, { ...allowing('noInterruption'), items: itemsOf('later', 'now', 'later'), onError: 'continueRegularOutput' });
		expect(run.json).toMatchObject([{ active: true }, { error: expect.stringContaining('Not allowed: ') }, expect.anything()]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(changes().filter((request) => request.startsWith('POST /reset'))).toEqual([]);
	});
});

describe('with Retry On Fail', () => {
	it('what is not allowed is not sent in any try', async () => {
		const run = await robot.run(reset(), { ...allowing('readOnly'), tries: 3 });
		expect(shown(run).message).toContain('Not allowed: ');
		expect(robot.sent()).toEqual([]);
	});

	it('a credential that was restricted between the tries denies nothing that was done', async () => {
		robot.simulator.inject({ kind: 'error', path: '/reset/322', status: 404, code: 'SERVER_NOT_FOUND', message: 'gone' });
		const credential = {
			...robot.credential,
			get allowedActions() {
				return changes().length > 1 ? 'readOnly' : 'everything';
			},
		};
		const run = await robot.run(reset('={{ $json.n }}'), { credential, items: itemsOf(321, 322), tries: 2 });
		expect(shown(run).description).toContain('An earlier try has carried out item 0');
		expect(shown(run).description).not.toContain('Nothing was sent');
		expect(changes()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw']);
	});

	it('what an earlier try has finished is put out, where the workflow goes on', async () => {
		robot.simulator.inject({ kind: 'error', path: '/reset/321', status: 404, code: 'SERVER_NOT_FOUND', message: 'gone' });
		const credential = {
			...robot.credential,
			get allowedActions() {
				return changes().length > 1 ? 'readOnly' : 'everything';
			},
		};
		const run = await robot.run(reset('={{ $json.n }}'), { credential, items: itemsOf(321, 322), tries: 2, onError: 'continueRegularOutput' });
		expect(run.json).toMatchObject([{ error: expect.stringContaining('Not allowed: ') }, { type: 'hw' }]);
		expect(changes()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw']);
	});
});

it('two credentials of one account are held apart, side by side as well', async () => {
	const [allowed, refused, reading] = await Promise.all([
		robot.run(reset('321'), allowing('everything')),
		robot.run(reset('322'), allowing('readOnly')),
		robot.run(read, allowing('readOnly')),
	]);
	expect([allowed.error, reading.error]).toEqual([undefined, undefined]);
	expect(shown(refused).message).toContain('Not allowed: ');
	expect(changes()).toEqual(['POST /reset/321 type=hw']);
});

describe('a setting', () => {
	it('that an older credential does not have allows everything', async () => {
		expect((await robot.run(reset())).error).toBeUndefined();
		expect(changes()).toHaveLength(1);
	});

	const unclear = ['', null, undefined, 'all', 'Everything', 'EVERYTHING', ' everything', true, 0, {}, ['everything'], '={{ $vars.none }}'];

	it.each(unclear)('that nobody understands (%p) allows nothing, not even a read', async (value) => {
		for (const parameters of [read, reset()]) {
			expect(shown(await robot.run(parameters, allowing(value)))).toMatchObject({
				message: 'Allowed Actions of the credential "Robot" is none of its choices',
				description:
					'Nothing was sent. Whoever may edit this credential can choose one; an expression has to give one of everything, noOrders, noDestruction, noInterruption, readOnly.',
			});
		}
		expect(robot.sent()).toEqual([]);
	});
});

describe('in the editor', () => {
	it('lists and choices only read', async () => {
		const { credential } = allowing('readOnly');
		expect((await search(credential as typeof robot.credential, 'searchServers')).results).not.toEqual([]);
		expect(await testCredential(credential as typeof robot.credential)).toMatchObject({ status: 'OK' });
	});

	it('lists, choices and the test button say what is wrong with the setting', async () => {
		const credential = allowing('al').credential as typeof robot.credential;
		const WRONG = 'Allowed Actions of the credential "Robot" is none of its choices';
		await expect(search(credential, 'searchServers')).rejects.toMatchObject({ message: WRONG });
		await expect(search(credential, 'searchResetTypes', '', { serverNumber: by('number', '321') })).rejects.toMatchObject({ message: WRONG });
		expect(await testCredential(credential)).toMatchObject({ status: 'Error', message: expect.stringContaining(WRONG) });
		expect(robot.sent()).toEqual([]);
	});
});

describe('the trigger', () => {
	const { robot: watched, published, order: ordered } = watchedRobot();

	it('only reads', async () => {
		const n8n = await published('orderTransactionUpdated', {}, { credential: { ...watched.credential, allowedActions: 'readOnly' } });
		ordered('server', 'B1');
		expect(await n8n.next()).toMatchObject([{ event: 'orderTransactionUpdated' }]);
	});

	it('tells of a setting that nobody understands, asks nothing with it, and goes on afterwards', async () => {
		const n8n = await published('orderTransactionUpdated', {}, { credential: { ...watched.credential } });
		n8n.options.credential.allowedActions = '';
		ordered('server', 'B1');
		const { events, errors } = await n8n.look();
		expect(events).toEqual([]);
		expect(errors).toMatchObject([{ message: 'Allowed Actions of the credential "Robot" is none of its choices' }]);
		expect(watched.sent()).toEqual([]);
		n8n.options.credential.allowedActions = 'readOnly';
		expect(await n8n.next()).toMatchObject([{ event: 'orderTransactionUpdated' }]);
	});
});
