import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { startOddRobot, refusal, type Answer } from '../support/oddRobot.mts';
import { runNode } from '../support/engine.mts';
import { pass } from '../support/clock.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Gentlest Offered: the node chooses the reset, out of what the server offers and whether it is off. */

const robot = simulatedRobot();
const auto = { resource: 'reset', operation: 'execute', serverNumber: by('number', '={{ $json.n }}'), type: 'auto' };
const dryRun = { options: { dryRun: true } };

const GENTLEST = 'It is the gentlest type that the server offers.';
const PRESS = `${GENTLEST} A press of the power button shuts a running server down, and starts one that is off.`;
const STARTS = 'The server was off: a press of the power button starts it.';
const IS_OFF = 'The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does. Robot offers no press of the power button for this server.';

describe('Gentlest Offered', () => {
	it('takes the software reset, then the power button, then the hardware reset, out of one list for all items', async () => {
		robot.server(345).reset.type = ['man', 'hw', 'power_long'];
		const run = await robot.run(auto, { items: itemsOf(470, 321, 345) });

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([
			{
				server_number: 470,
				server_ip: '203.0.113.70',
				server_ipv6_net: '2001:db8:0:470::',
				type: 'sw',
				performed: true,
				reason: GENTLEST,
				offered: ['sw', 'hw', 'man'],
			},
			{
				server_number: 321,
				server_ip: '203.0.113.10',
				server_ipv6_net: '2001:db8:0:321::',
				type: 'power',
				performed: true,
				reason: PRESS,
				offered: ['power', 'power_long', 'hw', 'man'],
			},
			{
				server_number: 345,
				server_ip: '203.0.113.20',
				server_ipv6_net: '2001:db8:0:345::',
				type: 'hw',
				performed: true,
				reason: GENTLEST,
				offered: ['man', 'hw', 'power_long'],
			},
		]);
		expect(robot.sent()).toEqual(['GET /reset', 'GET /reset/470', 'POST /reset/470 type=sw', 'POST /reset/321 type=power', 'GET /reset/345', 'POST /reset/345 type=hw']);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it.each(['auto', 'AUTO', 'Gentlest Offered', 'gentlest', by('list', 'auto'), by('value', 'gentlest offered')])('may be given as %j', async (type) => {
		await robot.run({ ...auto, type }, { items: itemsOf(470) });

		expect(robot.sent().at(-1)).toBe('POST /reset/470 type=sw');
	});

	it('is found by what the model of an agent says', async () => {
		const tool = { type: 'n8n-nodes-hetzner-robot.hetznerRobotTool' };
		const run = await robot.run({ ...auto, serverNumber: '470', type: by('value', 'gentlest offered'), allowInAgents: true }, tool);

		expect(run.json).toMatchObject([{ server_number: 470, server_name: 'staging', type: 'sw', performed: true }]);
	});

	it('is never a manual reset, and says what there is', async () => {
		robot.server(345).reset.type = ['man', 'power_long'];

		expect(shown(await robot.run(auto, { items: itemsOf(345) }))).toMatchObject({
			message: 'Type: this server offers none of Software Reset (sw), Press of Power Button (power), Hardware Reset (hw)',
			description: 'It offers Manual Reset (man), Long Press of Power Button (power_long). Nothing was reset.',
			item: 0,
		});
		expect(robot.sent()).toEqual(['GET /reset', 'GET /reset/345']);
	});

	it('starts a server that is off, although it offers a software reset', async () => {
		Object.assign(robot.server(423).reset, { type: ['sw', 'power', 'hw'] });
		const run = await robot.run(auto, { items: itemsOf(423) });

		expect(run.json).toMatchObject([{ server_number: 423, type: 'power', performed: true, reason: STARTS, offered: ['sw', 'power', 'hw'] }]);
		expect(robot.server(423).reset.operating_status).toBe('running');
		expect(robot.sent()).toEqual(['GET /reset', 'GET /reset/423', 'POST /reset/423 type=power']);
	});

	it('does not reset a server that is off and has no power button, and says what helps', async () => {
		robot.server(423).reset.type = ['sw', 'hw', 'man'];
		const run = await robot.run(auto, { items: itemsOf(423, 470) });

		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([
			{ server_number: 423, type: 'auto', performed: false, reason: IS_OFF, offered: ['sw', 'hw', 'man'] },
			expect.objectContaining({ server_number: 470, performed: true }),
		]);
		expect(robot.sent()).toEqual(['GET /reset', 'GET /reset/423', 'GET /reset/470', 'POST /reset/470 type=sw']);
	});

	it('looks anew at each server right before its reset, also after a wait for the limit', async () => {
		robot.simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'limit', extra: { interval: 300, max_request: 50 }, method: 'POST', times: 1 });
		const run = await robot.run({ ...auto, options: { waitForLimit: 600 } }, { items: itemsOf(470) });

		expect(run.json).toMatchObject([{ performed: true, type: 'sw' }]);
		expect(robot.sent()).toEqual(['GET /reset', 'GET /reset/470', 'POST /reset/470 type=sw', 'GET /reset', 'GET /reset/470', 'POST /reset/470 type=sw']);
	});

	it('passes on that a server has no reset, or that there is none of that number', async () => {
		const run = await robot.run(auto, { items: itemsOf(485, 999), onError: 'continueRegularOutput' });

		expect(run.json).toMatchObject([{ error: 'Server 485: The server has no reset option [RESET_NOT_AVAILABLE]' }, { error: expect.stringMatching(/\[SERVER_NOT_FOUND\]$/) }]);
		expect(robot.sent()).toEqual(['GET /reset', 'GET /reset/485', 'GET /reset/999']);
	});

	it('sends nothing where the list cannot be read', async () => {
		robot.simulator.inject({ kind: 'error', status: 404, code: 'SERVER_NOT_FOUND', message: 'gone', method: 'GET', path: '/reset' });

		expect((await robot.run(auto, { items: itemsOf(470) })).error?.message).toMatch(/gone/);
		expect(robot.sent()).toEqual(['GET /reset']);
	});

	it('goes by the list where the server itself cannot be looked at', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'INTERNAL', message: 'failed', method: 'GET', path: '/reset/470', times: Infinity });
		const run = await robot.run(auto, { items: itemsOf(470) });

		expect(run.json).toMatchObject([{ type: 'sw', performed: true, offered: ['sw', 'hw', 'man'] }]);
		expect(robot.sent().filter((line) => line === 'GET /reset/470')).toHaveLength(3);
	});

	it('is no type of Reset Now, which needs a server that starts again', async () => {
		const rescue = { resource: 'boot', operation: 'activateRescue', serverNumber: by('number', '321'), os: 'linux', resetNow: true, resetType: 'auto' };

		expect((await robot.run(rescue)).error?.message).toMatch(/^Reset Type is none of Hardware Reset, /);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Dry Run of Gentlest Offered', () => {
	it('foretells the type, the reason and what there is to choose from', async () => {
		const run = await robot.run({ ...auto, ...dryRun }, { items: itemsOf(470, 321) });

		expect(run.json).toMatchObject([
			{
				dryRun: true,
				changed: true,
				server_number: 470,
				type: 'sw',
				performed: false,
				reason: GENTLEST,
				warnings: [expect.stringMatching(/^Interrupts service/)],
				offered: ['sw', 'hw', 'man'],
				changes: [{ field: 'reset', from: null, to: { type: 'sw' } }],
				requests: [{ method: 'POST', path: '/reset/470', values: { type: 'sw' } }],
			},
			{
				changed: true,
				server_number: 321,
				type: 'power',
				performed: false,
				reason: PRESS,
				warnings: expect.arrayContaining([expect.stringContaining('May leave the server off')]),
				requests: [{ method: 'POST', path: '/reset/321', values: { type: 'power' } }],
			},
		]);
		expect(robot.sent().filter((line) => line === 'GET /reset')).toHaveLength(1);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it('foretells that a server that is off would not be reset', async () => {
		robot.server(423).reset.type = ['sw', 'hw', 'man'];
		const run = await robot.run({ ...auto, ...dryRun }, { items: itemsOf(423) });

		expect(run.json).toEqual([
			{
				dryRun: true,
				changed: false,
				changes: [],
				requests: [],
				warnings: [],
				server_number: 423,
				type: 'auto',
				performed: false,
				reason: IS_OFF,
				offered: ['sw', 'hw', 'man'],
			},
		]);
	});

	it.each(['auto', 'power'])('says of a server that is off that the press starts it, instead of warning (%s)', async (type) => {
		// The list has a press of the power button as the gentlest type, which is sent without a look.
		robot.server(423).reset.type = ['power', 'power_long', 'hw', 'man'];
		const run = await robot.run({ ...auto, ...dryRun, type }, { items: itemsOf(423) });

		expect(run.json).toMatchObject([
			{ type: 'power', performed: false, requests: [{ path: '/reset/423', values: { type: 'power' } }], warnings: ['The server is off: a press of the power button starts it.'] },
		]);
	});

	it.each([
		['hw', 'The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does.'],
		['sw', 'The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does.'],
		['power_long', 'The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does.'],
		['man', 'The server is off: a technician is sent for, who sees what it needs.'],
	])('says of a server that is off what %s does to it, instead of warning', async (type, warning) => {
		robot.server(423).reset.type = ['sw', 'power', 'power_long', 'hw', 'man'];
		const run = await robot.run({ ...auto, ...dryRun, type }, { items: itemsOf(423) });

		expect(run.json).toMatchObject([{ type, requests: [{ path: '/reset/423', values: { type } }], warnings: [warning] }]);
	});

	it('warns of a server of which nobody can say whether it is off', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'INTERNAL', message: 'failed', method: 'GET', path: '/reset/423', times: Infinity });
		const run = await robot.run({ ...auto, ...dryRun, type: 'power' }, { items: itemsOf(423) });

		expect(run.json).toMatchObject([{ type: 'power', warnings: [expect.stringMatching(/^Interrupts service: /)] }]);
	});

	it('is refused for what would be refused', async () => {
		robot.server(345).reset.type = ['man'];

		expect((await robot.run({ ...auto, ...dryRun }, { items: itemsOf(345) })).error?.message).toMatch(/^Type: this server offers none of /);
	});

	it.each([
		['a server that is none', 404, 'SERVER_NOT_FOUND'],
		['a server without a reset', 404, 'RESET_NOT_AVAILABLE'],
		['a login that is refused', 401, 'UNAUTHORIZED'],
	])('is refused for %s, also where the type is chosen', async (_what, status, code) => {
		robot.simulator.inject({ kind: 'error', status, code, message: 'refused', method: 'GET', path: '/reset/423' });
		const run = await robot.run({ ...auto, ...dryRun, type: 'hw' }, { items: itemsOf(423) });

		expect(run.error?.message).toContain('refused');
		expect(run.json).toEqual([]);
	});
});

describe('a Robot that does not tell the truth', () => {
	/** What the list and the server itself say; a reset is always accepted. */
	async function asked(list: Answer, one: Answer, more = {}) {
		const odd = await startOddRobot(({ method, path }) => {
			if (method === 'POST') return { body: { reset: { server_ip: '203.0.113.10' } } };
			return path === '/reset' ? list : one;
		});
		const run = await runNode({ credential: odd.credential, parameters: { ...auto, ...more }, items: itemsOf(321) }).finally(odd.close);
		return { run, wire: odd.wire };
	}

	const listed = (type: unknown, server_number: unknown = 321): Answer => ({ body: [{ reset: { server_number, type } }] });
	const seen = (type: unknown, operating_status?: unknown): Answer => ({ body: { reset: { server_number: 321, type, operating_status } } });

	it.each<[string, Answer]>([
		['is empty', { body: [] }],
		['is empty, which Robot calls not found', refusal(404, 'NOT_FOUND')],
		['lacks the server', listed(['hw'], 322)],
		['has the server without a number', listed(['hw'], null)],
		['has no types', listed([])],
		['has null for the types', listed(null)],
		['has one word for the types', listed('hw')],
		['has types without a name', listed([null, {}, 7, ''])],
		['has unknown types only', listed(['power_cycle', 'SW'])],
	])('is asked about the server itself where the list %s', async (_what, list) => {
		const { run, wire } = await asked(list, seen(['hw', 'sw'], 'running'));

		expect(wire).toEqual(['GET /reset', 'GET /reset/321', 'POST /reset/321 type=sw']);
		expect(run.json).toMatchObject([{ performed: true, offered: ['hw', 'sw'] }]);
	});

	it.each([undefined, null, '', 'not supported', 'running', 'rebooting', 7, {}, ['shut off']])('counts the operating status %j as unknown, and resets', async (status) => {
		const { run, wire } = await asked(listed(['sw', 'power']), seen(['sw', 'power'], status));

		expect(wire.at(-1)).toBe('POST /reset/321 type=sw');
		expect(run.json).toMatchObject([{ performed: true, reason: GENTLEST }]);
	});

	it.each(['shut off', 'Shut Off', ' off '])('takes %j for off', async (status) => {
		const { wire } = await asked(listed(['sw', 'power']), seen(['sw', 'power'], status));

		expect(wire.at(-1)).toBe('POST /reset/321 type=power');
	});

	it.each([[[]], [null], [undefined], ['hw']])('goes by the list where the server itself has %j for its types', async (type) => {
		const { run, wire } = await asked(listed(['hw', 'sw']), seen(type, 'running'));

		expect(wire.at(-1)).toBe('POST /reset/321 type=sw');
		expect(run.json).toMatchObject([{ offered: ['hw', 'sw'] }]);
	});

	it('believes the server more than the list', async () => {
		const { run, wire } = await asked(listed(['sw', 'hw']), seen(['hw'], 'running'));

		expect(wire.at(-1)).toBe('POST /reset/321 type=hw');
		expect(run.json).toMatchObject([{ offered: ['hw'] }]);
	});

	it.each([[[]], [['man']], [['power_cycle']], [null]])('does not guess where neither says more than %j', async (type) => {
		const { run, wire } = await asked(listed(type), seen(type, 'running'));

		expect(run.error?.message).toMatch(/^Type: this server offers none of /);
		expect(wire).toEqual(['GET /reset', 'GET /reset/321']);
	});

	it('does not guess where the server has a type of no known name', async () => {
		const { run } = await asked({ body: [] }, seen(['man', 'power_cycle']));

		expect(run.error?.description).toBe('It offers Manual Reset (man), power_cycle. Nothing was reset.');
	});

	it.each([
		['SW', 'SW'],
		[null, 'sw'],
		[undefined, 'sw'],
	])('puts out the type %j as it says it, or the one that was sent', async (type, expected) => {
		const odd = await startOddRobot(({ method, path }) => {
			if (method === 'POST') return { body: { reset: { server_number: 321, type } } };
			return path === '/reset' ? listed(['sw']) : seen(['sw'], 'running');
		});
		const run = await runNode({ credential: odd.credential, parameters: auto, items: itemsOf(321) }).finally(odd.close);

		expect(run.json).toEqual([{ server_number: 321, type: expected, performed: true, reason: GENTLEST, offered: ['sw'] }]);
	});

	it('says what the server offers where the chosen type is refused', async () => {
		const odd = await startOddRobot(({ method, path, count }) => {
			if (method === 'POST') return refusal(400, 'INVALID_INPUT', { missing: null, invalid: ['type'] });
			return path === '/reset' ? listed(['sw']) : seen(count === 1 ? ['sw'] : ['hw'], 'running');
		});
		const run = await runNode({ credential: odd.credential, parameters: auto, items: itemsOf(321) }).finally(odd.close);

		expect(shown(run)).toMatchObject({ message: 'Type: this server does not offer Software Reset (sw)', description: 'It offers Hardware Reset (hw). Nothing was reset.' });
	});
});

it('a loop over a server that was shut down by the power button starts it the next time', async () => {
	await robot.run(auto, { items: itemsOf(321) });
	pass(10);
	expect(robot.server(321).reset.operating_status).toBe('shut off');

	await robot.run(auto, { items: itemsOf(321) });
	expect(robot.server(321).reset.operating_status).toBe('running');
});
