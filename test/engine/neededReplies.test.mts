import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { rows } from '../faults/rows.mts';
import { neededKeys } from '../faults/table.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Replies that hold what nobody gets a second time, or what the next node needs. */

const robot = simulatedRobot();
const UNKNOWN = {
	message: "Robot's reply could not be read",
	description: expect.stringMatching(/^It is not the documented JSON: .+ It is unknown whether Robot carried the request out: look before you repeat it\.$/),
};

const answer = (body: string, status = 200) => robot.simulator.inject({ kind: 'reply', status, body, contentType: 'application/json', times: Infinity });
const changes = () => robot.simulator.requests().filter(({ method }) => method !== 'GET');

/** A documented reply in which these keys hold something else; `undefined` takes them out. */
function withKeys(reply: string, keys: string[], value: unknown): string {
	const body = JSON.parse(reply) as Record<string, unknown>;
	const [inner] = Object.values(body);
	const object = Object.keys(body).length === 1 && typeof inner === 'object' ? (inner as Record<string, unknown>) : body;
	for (const key of keys) object[key] = value;
	return JSON.stringify(body);
}

describe.each(rows.filter(({ name }) => name in neededKeys))('$name', ({ name, parameters, success }) => {
	it.each([
		['without a body', 200, ''],
		['without a body and with 204', 204, ''],
		['with 201 and blanks', 201, ' \n'],
		['that is an empty object', 200, '{}'],
		['that is an empty list', 200, '[]'],
		['that is null', 200, 'null'],
	])('answered by a reply %s is no success', async (_what, status, body) => {
		answer(body, status);
		expect(shown(await robot.run(parameters))).toMatchObject(UNKNOWN);
		expect(changes()).toHaveLength(1);
	});

	it.each([[undefined], [null], [''], [' '], [[]], [{}], [true]])('is no success where what is needed is %j', async (value) => {
		for (const keys of neededKeys[name]!) {
			robot.simulator.clearFaults();
			robot.simulator.clearRequests();
			answer(withKeys(success, keys, value));
			const run = await robot.run(parameters);
			expect({ keys, ...shown(run) }).toMatchObject({ keys, ...UNKNOWN });
			expect(changes()).toHaveLength(1);
		}
	});

	it('is a success with the documented reply', async () => {
		answer(success);
		expect((await robot.run(parameters)).error).toBeUndefined();
	});
});

describe('a boot system', () => {
	const rescue = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321') };
	const activated = (more: object) => JSON.stringify({ rescue: { server_number: 321, os: 'linux', active: true, password: null, authorized_key: [], ...more } });

	it('that is entered with keys needs no password', async () => {
		answer(activated({ authorized_key: [{ key: { name: 'alice' } }] }));
		expect((await robot.run(rescue)).error).toBeUndefined();
	});

	it.each([[false], [null], [undefined], ['true']])('is not reset where Robot says that its being active is %j', async (active) => {
		robot.simulator.inject({ kind: 'reply', method: 'POST', status: 200, body: activated({ active, password: 'secret' }), contentType: 'application/json' });
		const run = await robot.run({ ...rescue, resetNow: true, resetType: 'hw' });

		expect(run.error?.message).toBe("The server was not reset: Robot's reply does not say that the boot system is active");
		expect(changes().map(({ rawUrl }) => rawUrl)).toEqual(['/boot/321/rescue']);
	});

	it('is not reset where nobody could enter it', async () => {
		robot.simulator.inject({ kind: 'reply', method: 'POST', status: 200, body: activated({}), contentType: 'application/json' });
		expect(shown(await robot.run({ ...rescue, resetNow: true, resetType: 'hw' }))).toMatchObject(UNKNOWN);
		expect(changes().map(({ rawUrl }) => rawUrl)).toEqual(['/boot/321/rescue']);
	});
});

describe('a test order', () => {
	const order = { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44') };

	it('needs no id, because it is not kept', async () => {
		answer('{"transaction":{"id":null,"status":"in process"}}');
		expect((await robot.run(order)).json).toEqual([
			{ id: null, status: 'in process', price: { monthly: null, setup: null }, test: true, message: 'This was a test: nothing was ordered, and nothing is charged.' },
		]);
	});

	it('is no success without a reply', async () => {
		answer('');
		expect(shown(await robot.run(order))).toMatchObject(UNKNOWN);
	});
});
