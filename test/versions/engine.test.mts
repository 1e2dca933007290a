import { describe, expect, it } from '@jest/globals';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { by } from '../contract/case.mts';
import { toolOf } from '../support/agent.mts';
import { runNode, testCredential } from '../support/engine.mts';
import { server as order } from '../support/orderNodes.mts';
import { shown, simulatedRobot } from '../support/simulatedRobot.mts';
import { paused } from '../support/clock.mts';
import { ways } from '../support/ways.mts';

/**
 * What other versions of n8n do in other ways: how they name network errors, and how they send. Runs in the newest n8n with
 * all tests, and in each of the folder `engines` with `npm run versions`.
 */

const robot = simulatedRobot();
const read = { resource: 'server', operation: 'get', serverNumber: by('id', '321') };
const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' };

it('a read and a change are sent once each, and come out', async () => {
	expect((await robot.run(read)).json).toMatchObject([{ server_number: 321, server_name: 'web1' }]);
	expect((await robot.run(reset)).json).toMatchObject([{ type: 'hw' }]);
	expect(robot.sent()).toEqual(['GET /server/321', 'POST /reset/321 type=hw']);
});

/** n8n 1.85 does not know that a text is for tools only, and makes one by itself. */
const toolText =
	process.env.ENGINE === 'n8n-1.85'
		? 'Manage dedicated servers at Hetzner: reset, rescue, reinstall, firewall, failover, orders. The trigger starts a workflow when something changes.\n Resource: server\n Operation: get'
		: 'Get the data of a server, with the features it offers. Only reads.';

it('as a tool of an agent it says what it does, and does it', async () => {
	const parameters = { ...read, serverNumber: by('id', "={{ $fromAI('server', '', 'string') }}") };
	const tool = await toolOf({ credential: robot.credential, node: new HetznerRobot(), parameters });
	expect(tool).toMatchObject({ name: 'Tool_of_the_test', description: toolText });
	expect(Object.keys(tool.schema.shape)).toEqual(['server']);
	expect(JSON.parse(await tool.func({ server: '321' }))).toMatchObject([{ server_number: 321 }]);
});

it('as a tool of an agent it interrupts nothing, unless whoever builds the agent allows it', async () => {
	const { credential } = robot;
	const tool = async (allowInAgents: boolean) => await toolOf({ credential, node: new HetznerRobot(), parameters: { ...reset, allowInAgents } });
	// n8n 1.85 tells the model of every error as "undefined", and goes on.
	const told = await (await tool(false)).func({}).catch(({ message }: Error) => message);
	expect(told).toContain(process.env.ENGINE === 'n8n-1.85' ? 'Error during node execution' : 'Allow in Agents is off in this tool');
	expect(robot.sent()).toEqual([]);
	await (await tool(true)).func({});
	expect(robot.sent()).toEqual(['POST /reset/321 type=hw']);
});

it('an error of Robot is shown in its own words, with what to do', async () => {
	const run = await robot.run({ ...read, serverNumber: by('id', '9999') });
	expect(shown(run)).toMatchObject({ message: 'Server with id 9999 not found [SERVER_NOT_FOUND]', httpCode: '404', item: 0 });
});

it('a wrong password is sent once, by the node and by the test button', async () => {
	const wrong = { ...robot.credential, password: 'wrong' };
	expect((await runNode({ credential: wrong, parameters: read })).error?.message).toContain('Robot refused the user name or the password');
	expect(robot.sent()).toEqual(['GET /server/321']);
	expect((await runNode({ credential: wrong, parameters: read })).error?.message).toContain('Nothing was sent');
	expect((await testCredential(wrong)).status).toBe('Error');
	expect(robot.sent()).toEqual(['GET /server/321']);
	expect((await testCredential(robot.credential)).status).toBe('OK');
});

/** n8n 1.85 does not let a proxy connect, but hands it the request as it is, with the login. */
const isProxySentAll = process.env.ENGINE === 'n8n-1.85';

/** n8n 1.102 to 2.33 does not hand on what the HTTP client knows of the connection. */
const hasLostCauses = process.env.ENGINE === 'n8n-1.123';

const connecting = isProxySentAll
	? []
	: ([
			['proxy407', 1],
			['proxyCuts', 3],
			['proxyLeadsNowhere', 3],
		] as const);

describe('a reset', () => {
	it.each([
		...connecting,
		['refused', 3],
		['unknownHost', 3],
		['proxyIsDown', 3],
		['proxyIsUnknown', 3],
		['proxyWithoutAddress', 1],
		['certificateOfItself', 1],
		['certificateForAnother', 1],
		['noTls', 3],
		['handshakeCut', 3],
	] as const)('that met %s was certainly not sent, is tried %i times, and never called unknown', async (name, times) => {
		const way = await ways[name]();
		const { error } = await runNode({ credential: { username: '#ws+user', password: 'S3cret-Pa55word', baseUrl: way.baseUrl }, parameters: reset });
		await way.close();

		expect(error?.description).toMatch(/Nothing was sent\.$/);
		expect(error?.message).not.toContain('UNKNOWN');
		expect(paused()).toHaveLength(times - 1);
	});

	it(`whose connection is reset in the TLS handshake is ${hasLostCauses ? 'called unknown, and not repeated' : 'known as not sent'}`, async () => {
		const way = await ways.handshakeReset();
		const { error } = await runNode({ credential: { username: '#ws+user', password: 'S3cret-Pa55word', baseUrl: way.baseUrl }, parameters: reset });
		await way.close();

		expect(error?.message).toContain('(ECONNRESET)');
		expect(error?.description).toContain(hasLostCauses ? 'It is unknown whether Robot carried the request out' : 'Nothing was sent.');
		expect(paused()).toHaveLength(hasLostCauses ? 0 : 2);
	});

	it(`shows a proxy ${isProxySentAll ? 'its login' : 'nothing of it'}`, async () => {
		const way = await ways.proxy407();
		await runNode({ credential: { username: '#ws+user', password: 'S3cret-Pa55word', baseUrl: way.baseUrl }, parameters: reset });
		await way.close();

		const login = Buffer.from('#ws+user:S3cret-Pa55word').toString('base64');
		expect(way.received.join('').includes(login)).toBe(isProxySentAll);
		expect(way.received).toHaveLength(1);
	});

	it.each(['cut-before', 'cut-after', 'cut-during'] as const)('whose connection is cut (%s) is sent once, and its outcome is unknown', async (kind) => {
		robot.simulator.inject({ kind, times: Infinity });
		const { error } = await robot.run(reset);
		expect(error?.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ failed \(ECONNRESET\)$/);
		expect(error?.description).toContain('It is unknown whether Robot carried the request out');
		expect(robot.sent()).toHaveLength(1);
	});
});

it('a read is tried three times after a cut connection', async () => {
	robot.simulator.inject({ kind: 'cut-before', times: Infinity });
	expect((await robot.run(read)).error).toBeDefined();
	expect(robot.sent()).toHaveLength(3);
});

it('an order is not held back by Retry On Fail after a name that could not be resolved: it was never sent', async () => {
	const { error } = await runNode({ credential: { ...robot.credential, baseUrl: 'https://robot.invalid' }, parameters: order, tries: 2 });
	expect(error?.message).toBe('robot.invalid, or the proxy that n8n uses, cannot be found');
	expect(error?.description).toContain('Nothing was sent.');
});
