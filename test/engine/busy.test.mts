import { describe, expect, it, jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import type { Fault } from '../../simulator/index.mts';
import { callOf } from '../../tools/documented.mts';
import { by } from '../contract/case.mts';
import { endpoints, nameOf } from '../contract/documentation/documentation.mts';
import { holdPauses, paused } from '../support/clock.mts';
import { startNode } from '../support/engine.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { until } from '../support/turns.mts';

/** Wait While Busy: what Robot refuses because of an earlier change waits for the end of that. */

const robot = simulatedRobot();

const waiting = { options: { waitWhileBusy: 600 } };
const add = { resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: '={{ $json.n }}' };
const changes = () => robot.sent().filter((line) => !line.startsWith('GET'));
const statuses = () => robot.simulator.requests().map(({ method, status }) => `${method} ${status}`);

const busy: Fault = { kind: 'error', method: 'POST', status: 409, code: 'VSWITCH_IN_PROCESS', message: 'The vSwitch cannot be updated because a update is currently running' };
const locked = (times: number): Fault => ({
	kind: 'error',
	status: 409,
	code: 'FAILOVER_LOCKED',
	message: 'Switching the failover IP address is blocked due to another active request',
	times,
});

describe('three items that add a server each to one vSwitch', () => {
	it('just work: each waits for the one before', async () => {
		const run = await robot.run({ ...add, ...waiting }, { items: itemsOf('321', '322', '345') });

		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([1, 2, 3].map(() => ({ id: 4321, added_servers: [{}], success: true })));
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		const { server } = robot.simulator.state.vSwitches.find(({ id }) => id === 4321)!;
		expect(server.map(({ server_number }) => server_number)).toEqual(expect.arrayContaining([321, 322, 345]));
		// The switches take a minute for each; the pauses double.
		expect(paused()).toEqual([5, 10, 20, 40, 5, 10, 20, 40]);
		expect(statuses().filter((status) => status === 'POST 201')).toHaveLength(3);
		expect(statuses().filter((status) => status === 'POST 409')).toHaveLength(8);
	});

	it('stop at the second without the option, as before, and are told of it', async () => {
		const run = await robot.run(add, { items: itemsOf('321', '322', '345') });

		expect(shown(run)).toMatchObject({ message: 'The vSwitch cannot be updated because a update is currently running [VSWITCH_IN_PROCESS]', item: 1 });
		expect(run.error?.description).toContain('The option Wait While Busy lets the node wait for that.');
		expect(changes()).toHaveLength(2);
		expect(paused()).toEqual([]);
	});

	it('take the option for nothing where it is 0', async () => {
		const run = await robot.run({ ...add, options: { waitWhileBusy: 0 } }, { items: itemsOf('321', '322') });
		expect(run.error?.message).toContain('VSWITCH_IN_PROCESS');
		expect(changes()).toHaveLength(2);
		expect(paused()).toEqual([]);
	});

	it('wait for the completion of each where that is wished, too', async () => {
		const run = await robot.run({ ...add, ...waiting, waitForCompletion: true }, { items: itemsOf('321', '322') });
		expect(run.error).toBeUndefined();
		expect(changes()).toHaveLength(2);
	});
});

describe('two failover IPs that are switched', () => {
	const switched = { resource: 'failover', operation: 'switch', failoverIp: by('ip', '={{ $json.n.from }}'), activeServerIp: by('ip', '={{ $json.n.to }}') };

	it('just work while Robot is busy with the first', async () => {
		const [first, second] = robot.simulator.state.failovers;
		robot.simulator.inject({ ...locked(2), path: `/failover/${second!.ip}` });
		const items = itemsOf({ from: first!.ip, to: '203.0.113.11' }, { from: second!.ip, to: '2001:db8:0:322::' });
		const run = await robot.run({ ...switched, ...waiting }, { items });

		expect(run.error).toBeUndefined();
		expect(run.json).toHaveLength(2);
		expect(statuses()).toEqual(['POST 200', 'POST 409', 'POST 409', 'POST 200']);
		expect(paused()).toEqual([5, 10]);
	});

	it('end with what Robot says and how long was waited, after a last try at the end of the time', async () => {
		const { ip } = robot.simulator.state.failovers[0]!;
		robot.simulator.inject(locked(Infinity));
		const run = await robot.run({ resource: 'failover', operation: 'deleteRouting', failoverIp: by('ip', ip), options: { waitWhileBusy: 100 } });

		expect(shown(run)).toMatchObject({
			message: expect.stringContaining('Switching the failover IP address is blocked due to another active request [FAILOVER_LOCKED]') as unknown,
			description: 'Another switch is under way: try again in a minute. Wait While Busy has waited 100 seconds for that.',
		});
		expect(paused()).toEqual([5, 10, 20, 40, 25]);
		expect(robot.sent()).toHaveLength(6);
	});

	it('keep the documented limit while they wait: 50 requests per hour', async () => {
		const { ip } = robot.simulator.state.failovers[0]!;
		robot.simulator.inject(locked(Infinity));
		const run = await robot.run({ resource: 'failover', operation: 'deleteRouting', failoverIp: by('ip', ip), options: { waitWhileBusy: 100_000 } });

		expect(run.error?.message).toContain('Robot allows 50 requests per hour for this');
		expect(robot.sent()).toHaveLength(50);
	});
});

describe('a firewall that is still being applied', () => {
	const firewall = { resource: 'firewall', serverNumber: by('id', '321') };
	const set = { ...firewall, operation: 'set', status: 'active', rules: 'keep', filterIpv6: 'keep', whitelistHos: 'keep' };

	it('is waited for, and what is to be kept is read anew: what the change under way brings is not undone', async () => {
		await robot.run(set);
		robot.simulator.clearRequests();
		const run = await robot.run({ ...set, ...waiting });

		expect(run.error).toBeUndefined();
		expect(statuses()).toEqual(['GET 200', 'POST 409', 'GET 200', 'POST 409', 'GET 200', 'POST 409', 'GET 200', 'POST 202']);
		expect(paused()).toEqual([5, 10, 20]);
	});

	it('sends the rules that are there when it is free, not those that it read first', async () => {
		// Another program changes the rules between our first look and our first try.
		const other = robot.simulator.state.firewalls.find(({ server_number }) => server_number === 321)!;
		robot.simulator.inject({
			kind: 'error',
			method: 'POST',
			status: 409,
			code: 'FIREWALL_IN_PROCESS',
			message: 'The firewall cannot be updated because a update is currently running',
		});
		const before = JSON.stringify(other.rules);
		const pending = robot.run({ ...set, ...waiting });
		await until(() => changes().length > 0);
		other.rules.input = [{ ...other.rules.input[0]!, name: 'by another program' }, ...other.rules.input];
		expect((await pending).error).toBeUndefined();

		expect(JSON.stringify(other.rules)).not.toBe(before);
		expect(changes()[1]).toContain('rules[input][0][name]=by another program');
	});

	it('is waited for by Clear as well', async () => {
		await robot.run({ ...firewall, operation: 'clear' });
		expect((await robot.run({ ...firewall, operation: 'clear', ...waiting })).error).toBeUndefined();
		expect(paused()).toEqual([5, 10, 20]);
	});
});

describe('what is not waited for', () => {
	it('is any other refusal', async () => {
		robot.simulator.inject({
			kind: 'error',
			status: 409,
			method: 'POST',
			code: 'VSWITCH_SERVER_LIMIT_REACHED',
			message: 'The maximum number of servers is reached for this vSwitch',
		});
		expect((await robot.run({ ...add, ...waiting }, { items: itemsOf('321') })).error?.message).toContain('VSWITCH_SERVER_LIMIT_REACHED');
		expect(changes()).toHaveLength(1);
	});

	it('is the code of another operation, or one under a status that leaves the outcome open', async () => {
		robot.simulator.inject({ ...locked(1), method: 'POST' });
		expect((await robot.run({ ...add, ...waiting }, { items: itemsOf('321') })).error?.message).toContain('FAILOVER_LOCKED');
		robot.simulator.inject({ ...busy, status: 503 });
		expect((await robot.run({ ...add, ...waiting }, { items: itemsOf('321') })).error?.message).toContain('VSWITCH_IN_PROCESS');
		expect(changes()).toHaveLength(2);
		expect(paused()).toEqual([]);
	});
});

it('a cancelled execution ends its wait at once, and sends nothing more', async () => {
	robot.simulator.inject({ ...busy, times: Infinity });
	holdPauses();
	const execute = jest.spyOn(HetznerRobot.prototype, 'execute');
	const { result, cancel } = startNode({ credential: robot.credential, parameters: { ...add, ...waiting }, items: itemsOf('321', '322') });
	await until(() => paused().length > 0);
	cancel();
	await result.catch(() => undefined);

	await expect(execute.mock.results[0]!.value).rejects.toThrow('Nothing more was sent: the execution was cancelled');
	expect(changes()).toHaveLength(1);
});

it('Retry On Fail waits again, and sends what was never carried out', async () => {
	robot.simulator.inject({ ...busy, times: 3 });
	const run = await robot.run({ ...add, options: { waitWhileBusy: 5 } }, { items: itemsOf('321'), tries: 2 });
	expect(run.error).toBeUndefined();
	expect(statuses().filter((status) => status.startsWith('POST'))).toEqual(['POST 409', 'POST 409', 'POST 409', 'POST 201']);
});

it('a wait that is no number is refused before anything is sent', async () => {
	const parameters: INodeParameters = { ...add, options: { waitWhileBusy: '={{ "soon" }}' } };
	expect((await robot.run(parameters, { items: itemsOf('321') })).error?.message).toBe('Wait While Busy (Seconds) is not a number');
	expect(robot.sent()).toEqual([]);
});

describe('the option', () => {
	/** By hand, from the documentation: "blocked due to another active request", "an update is currently running". */
	const BUSY = ['FAILOVER_LOCKED', 'FIREWALL_IN_PROCESS', 'VSWITCH_IN_PROCESS'];

	it('is there for every endpoint that is documented with such a refusal, and for no other', () => {
		const documented = endpoints.flatMap((endpoint) => endpoint.errors.filter(([, code]) => BUSY.includes(code)).map(([, code]) => [nameOf(endpoint), code]));
		const known = endpoints.flatMap((endpoint) => {
			const { busyCode } = callOf(resources, endpoint).endpoint;
			return busyCode === undefined ? [] : [[nameOf(endpoint), busyCode]];
		});
		expect(known).toEqual(documented);
		expect(known).toHaveLength(7);
	});

	it('is offered by exactly those operations', () => {
		const offers = ({ fields }: (typeof resources)[number]['operations'][number]) =>
			fields.some(({ property, fields: options = [] }) => property.name === 'options' && options.some((option) => option.property.name === 'waitWhileBusy'));
		const offering = resources.flatMap(({ value, operations }) => operations.filter(offers).map((operation) => `${value}: ${operation.value}`));
		expect(offering.sort()).toEqual([
			'failover: deleteRouting',
			'failover: switch',
			'firewall: addRules',
			'firewall: blockIp',
			'firewall: clear',
			'firewall: copyFromServer',
			'firewall: removeRules',
			'firewall: replaceRule',
			'firewall: set',
			'vSwitch: addServers',
			'vSwitch: removeServers',
			'vSwitch: setServers',
			'vSwitch: update',
		]);
	});
});
