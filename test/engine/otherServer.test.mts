import { afterEach, expect, it } from '@jest/globals';
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
