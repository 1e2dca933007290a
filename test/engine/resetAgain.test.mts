import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { by } from '../contract/case.mts';
import { pass } from '../support/clock.mts';
import { runNode, startNode } from '../support/engine.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

/** Not Again Within: one event that starts a workflow three times resets a server once. */

const robot = simulatedRobot();
const plain = { resource: 'reset', operation: 'execute', serverNumber: by('number', '={{ $json.n }}'), type: 'hw' };
const once = { ...plain, options: { notAgainWithin: 10 } };

const resets = () => robot.sent().filter((line) => line.startsWith('POST /reset'));
/** The server is up again, so that nothing but the time holds the next reset back. */
const later = (seconds: number) => {
	pass(seconds);
	robot.simulator.advance(15);
};
const held = (ago: string, became = '') => `A reset of this server was sent ${ago} ago${became}: none is sent again within 10 minutes.`;
const UNKNOWN = ', and it is not known what became of it';

describe('Not Again Within', () => {
	it('sends nothing for a second reset inside the time, and says why', async () => {
		const first = await robot.run(once, { items: itemsOf(321) });
		later(180);
		const before = robot.sent().length;
		const second = await robot.run(once, { items: itemsOf(321) });

		expect(first.json).toEqual([
			{
				server_number: 321,
				server_ip: '203.0.113.10',
				server_ipv6_net: '2001:db8:0:321::',
				type: 'hw',
				performed: true,
				offered: ['power', 'power_long', 'hw', 'man'],
			},
		]);
		expect(second.error).toBeUndefined();
		expect(second.json).toEqual([{ server_number: 321, type: 'hw', performed: false, reason: expect.stringMatching(held('[34] minutes')) }]);
		expect(robot.sent()).toHaveLength(before);
		expect(resets()).toEqual(['POST /reset/321 type=hw']);
	});

	it('ends with its time', async () => {
		await robot.run(once, { items: itemsOf(321) });
		later(9 * 60);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false }]);
		later(61);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: true }]);
		expect(resets()).toHaveLength(2);
	});

	it('goes by the time of the node that is about to reset', async () => {
		await robot.run(plain, { items: itemsOf(321) });
		later(5 * 60);

		expect((await robot.run({ ...once, options: { notAgainWithin: 6 } }, { items: itemsOf(321) })).json).toMatchObject([{ performed: false }]);
		expect((await robot.run({ ...once, options: { notAgainWithin: 4 } }, { items: itemsOf(321) })).json).toMatchObject([{ performed: true }]);
	});

	it('counts a reset by a node without it, which itself resets as ever', async () => {
		await robot.run(plain, { items: itemsOf(321) });
		later(1);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false, reason: expect.stringMatching(held('\\d+ seconds?')) }]);
		expect((await robot.run(plain, { items: itemsOf(321) })).json).toMatchObject([{ performed: true, type: 'hw' }]);
		expect(resets()).toHaveLength(2);
	});

	it('counts the reset after the activation of a boot system', async () => {
		const rescue = { resource: 'boot', operation: 'activateRescue', serverNumber: by('number', '321'), os: 'linux', resetNow: true, resetType: 'hw' };
		await robot.run(rescue);
		later(60);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false }]);
		expect(resets()).toHaveLength(1);
	});

	it.each<[string, INodeParameters]>([
		['bootIntoRescue', { os: 'linux' }],
		['reinstall', { dist: 'Debian 13 minimal', lang: 'en' }],
	])('counts the reset of %s, also once the server has started', async (operation, more) => {
		const booting = { resource: 'boot', operation, serverNumber: by('number', '321'), ...more };
		expect((await robot.run(booting)).json).toMatchObject([{ used_up: true }]);
		later(60);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false }]);
		expect(resets()).toHaveLength(1);
	});

	it('counts nothing where the activation was refused', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'CONFLICT', message: 'no', method: 'POST', path: '/boot/321/rescue' });
		await robot.run({ resource: 'boot', operation: 'activateRescue', serverNumber: by('number', '321'), os: 'linux', resetNow: true, resetType: 'hw' });
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: true }]);
	});

	it('knows a server by its number, its name and its address, and no other', async () => {
		const servers = [by('number', '0321'), by('name', 'web1'), by('ip', '203.0.113.10'), 'WEB1', by('name', 'web2')];
		const runs = [];
		for (const serverNumber of servers) runs.push((await robot.run({ ...once, serverNumber })).json[0] as { performed: boolean });

		expect(runs.map(({ performed }) => performed)).toEqual([true, false, false, false, true]);
		expect(runs[1]).toMatchObject({ server_number: 321, server_name: 'web1' });
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw']);
	});

	it('resets a server once that two items want', async () => {
		const run = await robot.run(once, { items: itemsOf(321, 322, 321) });

		expect(run.json).toMatchObject([{ performed: true }, { performed: true, server_number: 322 }, { performed: false, server_number: 321, type: 'hw' }]);
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw']);
	});

	it('lets one of several executions through that begin at the same moment', async () => {
		const runs = await Promise.all([1, 2, 3].map(async () => await robot.run(once, { items: itemsOf(321) })));

		expect(runs.flatMap(({ json }) => json as Array<{ performed: boolean }>).filter(({ performed }) => performed)).toHaveLength(1);
		expect(resets()).toHaveLength(1);
	});

	it('holds while the first is not answered yet', async () => {
		robot.simulator.inject({ kind: 'hang', method: 'POST' });
		const first = startNode({ credential: robot.credential, parameters: once, items: itemsOf(321) });
		await until(() => resets().length === 1);

		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false, reason: expect.stringMatching(held('\\d+ seconds?', UNKNOWN)) }]);
		first.cancel();
		expect(resets()).toHaveLength(1);
	});

	it('is not held back by itself where it had to wait for the limit', async () => {
		robot.simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'limit', extra: { interval: 300, max_request: 50 }, method: 'POST', times: 1 });
		const run = await robot.run({ ...once, options: { notAgainWithin: 10, waitForLimit: 600 } }, { items: itemsOf(321) });

		expect(run.json).toMatchObject([{ performed: true }]);
		expect(resets()).toHaveLength(2);
	});

	it('is forgotten with the process', async () => {
		await robot.run(once, { items: itemsOf(321) });
		later(1);
		processMemory.forget();
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: true }]);
	});

	it('is kept apart for another account', async () => {
		await robot.run(once, { items: itemsOf(321) });
		later(1);
		const other = `${robot.simulator.url}/`.replace('127.0.0.1', 'localhost');
		const run = await runNode({ credential: { ...robot.credential, baseUrl: other }, parameters: once, items: itemsOf(321) });
		expect(run.json).toMatchObject([{ performed: true }]);
	});
});

describe('what became of the first', () => {
	it.each<[string, Parameters<typeof robot.simulator.inject>[0]]>([
		['refused', { kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST' }],
		['held back by the limit', { kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'limit', extra: { interval: 300, max_request: 50 }, method: 'POST' }],
		[
			'of a type that the server does not offer',
			{ kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'invalid', extra: { missing: null, invalid: ['type'] }, method: 'POST' },
		],
	])('does not count where it was %s', async (_what, fault) => {
		robot.simulator.inject({ times: 1, ...fault });
		expect((await robot.run(once, { items: itemsOf(321) })).error).toBeDefined();
		pass(301);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: true }]);
	});

	it.each<[string, Parameters<typeof robot.simulator.inject>[0]]>([
		['was cut off', { kind: 'cut-after', method: 'POST' }],
		['came from a proxy', { kind: 'reply', status: 502, body: '', method: 'POST' }],
		['could not be read', { kind: 'reply', status: 200, body: '<html>', method: 'POST' }],
		['was an error inside Robot', { kind: 'error', status: 500, code: 'RESET_FAILED', message: 'failed', method: 'POST' }],
	])('counts where the reply %s', async (_what, fault) => {
		robot.simulator.inject({ times: 1, ...fault });
		expect((await robot.run(once, { items: itemsOf(321) })).error).toBeDefined();
		later(60);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false, reason: expect.stringMatching(held('[12] minutes?', UNKNOWN)) }]);
		expect(resets()).toHaveLength(1);
	});

	it('goes by the latest of several', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', times: 2 });
		await robot.run(plain, { items: itemsOf(321) });
		later(20 * 60);
		await robot.run(plain, { items: itemsOf(321) });
		later(60);

		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false, reason: expect.stringMatching(held('[12] minutes?', UNKNOWN)) }]);
	});

	it('does not take an earlier reset away where a later one is refused', async () => {
		await robot.run(plain, { items: itemsOf(321) });
		later(60);
		robot.simulator.inject({ kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST', times: 1 });
		expect((await robot.run(plain, { items: itemsOf(321) })).error).toBeDefined();

		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: false, reason: expect.stringMatching(held('[12] minutes?')) }]);
	});

	it('is no reason for Retry On Fail to say that nothing was sent', async () => {
		robot.simulator.inject({ kind: 'cut-after', method: 'POST', times: 1 });
		const run = await robot.run(once, { items: itemsOf(321), tries: 3 });

		expect(run.error?.message).toMatch(/^Not sent again: an earlier try was sent, and it is unknown what became of it/);
		expect(resets()).toHaveLength(1);
	});

	it('lets Retry On Fail send what was refused, and put out what was done', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST', path: '/reset/322', times: 1 });
		const run = await robot.run(once, { items: itemsOf(321, 322), tries: 2 });

		expect(run.json).toMatchObject([
			{ server_number: 321, performed: true },
			{ server_number: 322, performed: true },
		]);
		expect(resets()).toEqual(['POST /reset/321 type=hw', 'POST /reset/322 type=hw', 'POST /reset/322 type=hw']);
	});
});

describe('a server that is off', () => {
	it.each(['hw', 'power_long'])('is not reset with %s in a loop, which would not start it, and does not count', async (type) => {
		const run = await robot.run({ ...once, type }, { items: itemsOf(423) });

		expect(run.json).toEqual([
			{
				server_number: 423,
				type,
				performed: false,
				reason: 'The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does.',
				offered: ['power', 'power_long', 'hw', 'man'],
			},
		]);
		expect(robot.sent()).toEqual(['GET /reset/423']);
		expect((await robot.run({ ...once, type: 'power' }, { items: itemsOf(423) })).json).toMatchObject([{ performed: true, type: 'power' }]);
		expect(robot.sent()).toEqual(['GET /reset/423', 'POST /reset/423 type=power']);
	});

	it('gets what was chosen where nothing else is asked of the node', async () => {
		expect((await robot.run(plain, { items: itemsOf(423) })).json).toMatchObject([{ performed: true, type: 'hw' }]);
		expect(robot.sent()).toEqual(['POST /reset/423 type=hw']);
	});

	it('says nothing of types that it does not know', async () => {
		robot.simulator.inject({ kind: 'reply', status: 200, body: '{"reset":{"server_number":321,"operating_status":"shut off"}}', method: 'GET' });
		expect((await robot.run(once, { items: itemsOf(321) })).json).toEqual([
			{ server_number: 321, type: 'hw', performed: false, reason: expect.stringMatching(/^The server is off: /) },
		]);
	});

	it.each([
		['is not told', { kind: 'reply', status: 200, body: '{"reset":{"server_number":321,"type":["hw"]}}' }],
		['is null', { kind: 'reply', status: 200, body: '{"reset":{"server_number":321,"type":["hw"],"operating_status":null}}' }],
		['cannot be asked for', { kind: 'error', status: 404, code: 'SOMETHING', message: 'no' }],
		['fails to be told', { kind: 'error', status: 500, code: 'INTERNAL', message: 'no' }],
	] as const)('is none where the status %s', async (_what, fault) => {
		robot.simulator.inject({ ...fault, method: 'GET', times: Infinity });
		expect((await robot.run(once, { items: itemsOf(423) })).json).toMatchObject([{ performed: true, type: 'hw' }]);
	});
});

describe('Dry Run of Not Again Within', () => {
	const dry = (more = {}) => ({ ...once, ...more, options: { notAgainWithin: 10, dryRun: true } });

	it('does not count as a reset', async () => {
		expect((await robot.run(dry(), { items: itemsOf(321) })).json).toMatchObject([{ dryRun: true, changed: true, performed: false, type: 'hw', server_number: 321 }]);
		expect((await robot.run(once, { items: itemsOf(321) })).json).toMatchObject([{ performed: true }]);
	});

	it('tells that it would not be performed, and why', async () => {
		await robot.run(once, { items: itemsOf(321) });
		later(180);

		expect((await robot.run(dry(), { items: itemsOf(321) })).json).toEqual([
			{
				dryRun: true,
				changed: false,
				changes: [],
				requests: [],
				warnings: [],
				server_number: 321,
				type: 'hw',
				performed: false,
				reason: expect.stringMatching(held('[34] minutes')),
			},
		]);
		expect(resets()).toHaveLength(1);
	});

	it('tells of two items that want the same server what the real run does', async () => {
		const run = await robot.run(dry(), { items: itemsOf(321, 321, 322) });

		expect(run.json).toMatchObject([
			{ performed: false, changed: true },
			{ performed: false, changed: false, reason: 'A reset of this server would be sent for another item: none is sent again within 10 minutes.' },
			{ performed: false, changed: true },
		]);
	});

	it('of a plain reset foretells that it is sent', async () => {
		const run = await robot.run({ ...plain, options: { dryRun: true } }, { items: itemsOf(321) });

		expect(run.json).toMatchObject([
			{ performed: false, changed: true, type: 'hw', server_number: 321, requests: [{ method: 'POST', path: '/reset/321', values: { type: 'hw' } }] },
		]);
		// Whether the server is off, of which no reset takes anything.
		expect(robot.sent()).toEqual(['GET /reset/321']);
	});
});

describe('a reset of which the time is nearly over', () => {
	it.each([
		[10, 599, '9 minutes', '10 minutes'],
		[1, 59, '\\d+ seconds', '1 minute'],
		[150, 8990, '2 hours', '150 minutes'],
	])('is not said to be as old as the time: %i minutes', async (notAgainWithin, seconds, ago, within) => {
		await robot.run({ ...plain, options: { notAgainWithin } }, { items: itemsOf(321) });
		pass(seconds);

		const { json } = await robot.run({ ...plain, options: { notAgainWithin } }, { items: itemsOf(321) });

		expect(json).toMatchObject([{ performed: false, reason: expect.stringMatching(`^A reset of this server was sent ${ago} ago: none is sent again within ${within}\\.$`) }]);
	});
});

describe('the minutes', () => {
	it.each([0, '0', '', '  ', null, -5, '-5', {}, [], 'soon', true, '={{ $json.missing }}', '={{ null }}', '={{ NaN }}', '={{ Infinity }}', '={{ $json.n - 321 }}'])(
		'are not %j, which never means that there is no limit',
		async (notAgainWithin) => {
			for (const type of ['hw', 'auto']) {
				const run = await robot.run({ ...plain, type, options: { notAgainWithin } as never }, { items: itemsOf(321) });
				expect(shown(run).message).toMatch(/^Not Again Within \(Minutes\) (is|resolved)/);
			}
			expect(robot.sent()).toEqual([]);
		},
	);

	it.each([10, '10', ' 10 ', 0.5, '={{ 5 + 5 }}'])('may be %j', async (notAgainWithin) => {
		const parameters = { ...plain, options: { notAgainWithin } };
		await robot.run(parameters, { items: itemsOf(321) });
		expect((await robot.run(parameters, { items: itemsOf(321) })).json).toMatchObject([{ performed: false }]);
	});

	it('are in the words of the reason', async () => {
		await robot.run(plain, { items: itemsOf(321) });
		const [{ reason }] = (await robot.run({ ...plain, options: { notAgainWithin: 1 } }, { items: itemsOf(321) })).json as [{ reason: string }];
		expect(reason).toMatch(/none is sent again within 1 minute\.$/);
	});
});

it('holds for Gentlest Offered, which then asks for nothing', async () => {
	const auto = { ...once, type: 'auto' };
	await robot.run(auto, { items: itemsOf(470) });
	pass(60);
	const before = robot.sent().length;

	expect((await robot.run(auto, { items: itemsOf(470) })).json).toEqual([
		{ server_number: 470, type: 'auto', performed: false, reason: expect.stringMatching(held('[12] minutes?')) },
	]);
	expect(robot.sent()).toHaveLength(before);
});
