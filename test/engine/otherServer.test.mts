import { afterEach, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import '../support/clock.mts';
import { runNode } from '../support/engine.mts';
import { startOddRobot, refusal, type Answer, type Asked } from '../support/oddRobot.mts';

/** Replies that are about another server, or repeat a password: nothing is changed by them, and nothing given away. */

let robot: Awaited<ReturnType<typeof startOddRobot>>;
afterEach(async () => await robot.close());

const rule = { action: 'accept' };
const servers = [{ server: { server_number: 321, server_name: 'web1', server_ip: '203.0.113.10' } }];
const firewall = (server_number: number) => ({ firewall: { server_number, status: 'active', filter_ipv6: false, whitelist_hos: true, rules: { input: [rule], output: [rule] } } });

it('the rules of another firewall are not sent to this one', async () => {
	robot = await startOddRobot(({ path }) => ({ body: path === '/server' ? servers : firewall(322) }));
	const added = { rules: 'rows', inputRules: { rule: [{ name: 'home', action: 'accept', dstPort: '22', protocol: 'tcp', ipVersion: 'ipv4' }] } };
	const run = await runNode({
		credential: robot.credential,
		parameters: { resource: 'firewall', operation: 'addRules', servers: 'selected', selectedServers: by('value', '321'), ...added },
	});
	expect(run.error?.message).toMatch(/^Rules: .*321.* cannot be kept: Robot's reply is about server 322$/);
	expect(robot.changes()).toEqual([]);
});

it.each<[string, object, string]>([
	['firewall', { resource: 'firewall', operation: 'set', serverNumber: by('number', '321') }, "Rules cannot be kept: Robot's reply is about server 322"],
	['template', { resource: 'firewallTemplate', operation: 'update', templateId: by('id', '11') }, "Rules cannot be kept: Robot's reply is about template 12"],
	[
		'template',
		{ resource: 'firewall', operation: 'set', serverNumber: by('number', '321'), rules: 'template', templateId: by('id', '11') },
		"Firewall Template cannot be judged: Robot's reply is about template 12",
	],
])('the rules of another %s are neither kept nor judged', async (_what, parameters, message) => {
	robot = await startOddRobot(() => ({ body: { ...firewall(322), firewall_template: { ...firewall(322).firewall, id: 12, name: 'other', is_default: false } } }));
	expect((await runNode({ credential: robot.credential, parameters: parameters as INodeParameters })).error?.message).toBe(message);
	expect(robot.changes()).toEqual([]);
});

const PASSWORD = 'R00TSECRET';
const system = (more: object) => ({ server_number: 321, os: 'linux', active: true, password: PASSWORD, authorized_key: [], host_key: [], ...more });

async function bootIntoRescue(answer: (asked: Asked) => Answer | undefined) {
	robot = await startOddRobot((asked) => {
		const [, kind, , name] = asked.path.split('/');
		const own = answer(asked);
		if (own) return own;
		if (kind === 'server') return { body: servers[0] };
		if (kind === 'reset') return { body: { reset: { server_number: 321, type: ['hw'] } } };
		return { body: name === undefined ? { boot: { rescue: system({ os: ['linux'], active: false, password: null }) } } : { rescue: system({}) } };
	});
	const parameters = { resource: 'boot', operation: 'bootIntoRescue', serverNumber: by('number', '321'), os: 'linux', maximumWait: 60 };
	return await runNode({ credential: robot.credential, parameters });
}

it("the password of another server is not put out as this one's", async () => {
	const run = await bootIntoRescue(({ path }) => (path === '/boot/321' ? { body: { boot: { rescue: system({ server_number: 322 }) } } } : undefined));
	expect(run.error?.message).toBe("Server: Robot's reply is about server 322");
	expect(robot.changes()).toEqual([]);
});

it('a password that Robot repeats while the node waits is in no error', async () => {
	const run = await bootIntoRescue(({ method, path }) =>
		method === 'GET' && path === '/boot/321/rescue' ? refusal(500, 'ODD', { message: `active with ${PASSWORD}` }) : undefined,
	);
	expect(run.error?.message).toContain('(active with *** [ODD])');
	expect(JSON.stringify(run.error)).not.toContain(PASSWORD);
});

const reset = { resource: 'reset', operation: 'execute', serverNumber: by('number', '321') };

/** Server 322 is off, and was not asked for. */
async function whileAnotherIsOff(parameters: INodeParameters) {
	robot = await startOddRobot(({ method, path }) => {
		if (path.startsWith('/boot')) return { body: { boot: { rescue: system({ os: ['linux'], active: false, password: null }) } } };
		if (path === '/server/321') return { body: servers[0] };
		if (method === 'POST') return { body: { reset: { server_number: 321 } } };
		return {
			body:
				path === '/reset'
					? [{ reset: { server_number: 321, type: ['sw', 'power'] } }]
					: { reset: { server_number: 322, type: ['sw', 'power', 'hw'], operating_status: 'shut off' } },
		};
	});
	return await runNode({ credential: robot.credential, parameters: { ...reset, ...parameters } });
}

it('that another server is off decides nothing: a press of the power button would shut this one down', async () => {
	const run = await whileAnotherIsOff({ type: 'auto' });
	expect(run.json).toMatchObject([{ type: 'sw', performed: true }]);
	expect(robot.changes()).toEqual(['POST /reset/321 type=sw']);
});

it('that another server is off holds no reset back', async () => {
	const run = await whileAnotherIsOff({ type: 'hw', options: { notAgainWithin: 5 } });
	expect(run.json).toMatchObject([{ type: 'hw', performed: true }]);
});

it('that another server is off takes no warning away', async () => {
	const run = await whileAnotherIsOff({ type: 'hw', options: { dryRun: true } });
	expect(run.json).toMatchObject([{ warnings: [expect.stringMatching(/^Interrupts service: /)] }]);
});

it.each<[string, INodeParameters, string]>([
	['an activation', { operation: 'activateRescue', resetNow: true, resetType: 'hw' }, 'Nothing was activated.'],
	['a boot', { operation: 'bootIntoRescue', firstReset: 'auto', maximumWait: 60 }, 'Nothing was changed.'],
])('%s stops where the resets are those of another server', async (_what, more, undone) => {
	for (const dryRun of [true, false]) {
		const { error } = await whileAnotherIsOff({ resource: 'boot', os: 'linux', ...more, options: { dryRun } });
		expect([error?.message, error?.description]).toEqual(["Server: Robot's reply is about server 322", undone]);
		expect(robot.changes()).toEqual([]);
		if (dryRun) await robot.close();
	}
});

const rename = { resource: 'server', operation: 'rename', serverNumber: by('number', '321'), serverName: 'web1' };
const failover = (ip: string) => ({ failover: { ip, netmask: '255.255.255.255', server_ip: '203.0.113.10', server_number: 321, active_server_ip: '203.0.113.11' } });
const toWeb2 = { resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: '203.0.113.11' };
const of322 = { server: { ...servers[0]!.server, server_number: 322 } };

it.each<[string, INodeParameters, object, object, string]>([
	['a server', rename, of322, servers[0]!, 'POST /server/321 server_name=web1'],
	['a failover IP', toWeb2, failover('198.51.100.201'), failover('198.51.100.200'), 'POST /failover/198.51.100.200 active_server_ip=203.0.113.11'],
])('that another thing is so already does not count for %s', async (_what, parameters, read, changed, sent) => {
	robot = await startOddRobot(({ method }) => ({ body: method === 'GET' ? read : changed }));
	expect((await runNode({ credential: robot.credential, parameters: { ...parameters, options: { onlyIfDifferent: true } } })).json).toMatchObject([{ changed: true }]);
	expect(robot.changes()).toEqual([sent]);
	expect((await runNode({ credential: robot.credential, parameters: { ...parameters, options: { dryRun: true } } })).json).toMatchObject([{ changed: null, changes: [] }]);
});

it('that another failover IP leads there is not waited for', async () => {
	robot = await startOddRobot(({ method, count }) => ({ body: failover(method === 'POST' || count === 3 ? '198.51.100.200' : '198.51.100.201') }));
	const run = await runNode({ credential: robot.credential, parameters: { ...toWeb2, waitForCompletion: true } });
	expect(run.json).toMatchObject([{ ip: '198.51.100.200', active_server_ip: '203.0.113.11' }]);
	expect(robot.wire.filter((line) => line.startsWith('GET /failover/'))).toHaveLength(3);
});

it.each([
	['another server', { server_number: 322, type: 'sw' }, "Robot's reply is about server 322, which was not asked for"],
	['another type', { server_number: 321, type: 'hw' }, "Robot's reply is about a Hardware Reset (hw), which was not asked for"],
])('a reset whose reply is about %s is not put out as done, and not sent again', async (_what, said, message) => {
	for (const type of ['sw', 'auto']) {
		robot = await startOddRobot(({ method, path }) => {
			if (method === 'POST') return { body: { reset: { server_ip: '203.0.113.10', ...said } } };
			return { body: path === '/reset' ? [{ reset: { server_number: 321, type: ['sw', 'hw'] } }] : { reset: { server_number: 321, type: ['sw', 'hw'] } } };
		});
		const { error } = await runNode({ credential: robot.credential, parameters: { ...reset, type }, tries: 2 });
		expect(error?.message).toBe(message);
		expect(error?.description).toBe('A Software Reset (sw) of server 321 was sent: look at the server before you repeat it.');
		expect(robot.changes()).toHaveLength(1);
		await robot.close();
	}
	robot = await startOddRobot(() => ({ body: [] }));
});

it('a reset whose reply says neither server nor type, or spells them in another way, is done', async () => {
	robot = await startOddRobot(() => ({ body: { reset: { server_ip: '203.0.113.10' } } }));
	expect((await runNode({ credential: robot.credential, parameters: { ...reset, type: 'sw' } })).json).toMatchObject([{ server_number: 321, type: 'sw', performed: true }]);
	await robot.close();
	robot = await startOddRobot(() => ({ body: { reset: { server_number: '0321', type: 'SW' } } }));
	expect((await runNode({ credential: robot.credential, parameters: { ...reset, type: 'sw' } })).json).toMatchObject([{ performed: true }]);
});

it('a reset with an activation whose reply is about another server is not put out as done', async () => {
	robot = await startOddRobot(({ method, path }) => {
		if (path.startsWith('/reset')) return { body: { reset: method === 'POST' ? { server_number: 322, type: 'hw' } : { server_number: 321, type: ['hw'] } } };
		return { body: { rescue: system({}) } };
	});
	const parameters = { resource: 'boot', operation: 'activateRescue', serverNumber: by('number', '321'), os: 'linux', resetNow: true, resetType: 'hw' };
	expect((await runNode({ credential: robot.credential, parameters })).error?.message).toBe(
		"The boot system was activated, but it is unknown whether the server was reset: Robot's reply is about server 322, which was not asked for",
	);
});
