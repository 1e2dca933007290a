import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort, waitFor } from '../../demo/process.mts';
import { startSimulator, type Fault, type Simulator } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { outputOf, pause, START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';
import { logged, placesOf, staticDataOf } from './traces.mts';
import { createRow, items, node, robot, START } from './workflow.mts';

/** What becomes of an execution in a real n8n that is stopped or tried again, and what any of them leaves behind. */

/** The credential of the examples. */
const GOOD = 'Simulated Robot';
const PASSWORD = 'Account/P@ss+word 1';
const USERNAME = '#ws+account';

const TEST_TIMEOUT = 90_000;

let environment: Environment;
/** The passwords of all credentials. */
const used = [PASSWORD];
/** The account that a trigger watches all the time. */
let watched: Simulator;

beforeAll(async () => {
	environment = await startEnvironment({ robot: { username: USERNAME, password: PASSWORD }, settings: { N8N_LOG_LEVEL: 'debug' } });
	watched = await startSimulator({ username: USERNAME, password: 'Watched/P@ss+word 15' });
	await logged(environment.folder, '| debug |');
}, START_TIMEOUT);

afterAll(async () => {
	await environment?.close();
	await watched?.close();
}, 60_000);

beforeEach(() => environment.simulator.reset());

const sent = () => environment.simulator.requests().map(({ method, path }) => `${method} ${path}`);

async function credential(name: string, password: string, baseUrl = environment.simulator.url): Promise<string> {
	await environment.client.createCredential({ name, type: 'robotApi', data: { username: USERNAME, password, baseUrl } });
	if (password !== '') used.push(password);
	return name;
}

let marks = 0;

/** n8n logs one thing after the other: once this stands in the log, so does everything before it. */
async function logIsWritten(): Promise<void> {
	const nowhere = String(900_000_000 + marks++);
	await environment.client.stopExecution(nowhere).catch(() => {});
	await logged(environment.folder, `Unable to stop execution "${nowhere}"`);
}

const SERVER = by('id', '={{ $json.server }}');
const RESET = { resource: 'reset', operation: 'execute', serverNumber: SERVER, type: 'hw' };
const RESCUE = { resource: 'boot', operation: 'activateRescue', serverNumber: SERVER, os: 'linux' };
const MARKET = { resource: 'order', operation: 'orderMarketServer', productId: by('id', '2710001'), password: '={{ $json.password }}', test: false };
const ORDER = { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), password: '={{ $json.password }}', test: false };

describe('stopped while the node waits', () => {
	/** n8n cuts a request that is under way when it stops an execution: the reply has to be there. */
	const UNTIL_IT_WAITS = 1;

	/** Left alone, the node would look at the change after 5 seconds. */
	const UNTIL_THE_LOOK = 7;

	/** A stopped node ends at once. One that did not notice would end after its pause and its vain tries: 11 seconds. */
	const ENDS_SECONDS = 8;

	const WAITS = [
		{
			what: 'for a change to be carried out',
			name: 'Set Firewall',
			parameters: { resource: 'firewall', operation: 'set', serverNumber: SERVER, status: 'disabled', rules: 'keep', filter_ipv6: 'keep', waitForCompletion: true },
			before: ['GET /firewall/321', 'POST /firewall/321'],
			error: 'The change was sent, but what came after it failed: the execution was cancelled',
		},
		{
			what: 'for a request limit',
			name: 'Wake Servers',
			parameters: { resource: 'wakeOnLan', operation: 'send', serverNumber: SERVER, options: { waitForLimit: 7200 } },
			before: ['POST /wol/321', 'POST /wol/322'],
			error: 'Nothing more was sent: the execution was cancelled',
		},
	];

	test.each(WAITS)(
		'$what: the execution is cancelled at once, and nothing more is sent',
		async ({ name, parameters, before, error }) => {
			const { client, simulator, folder } = environment;
			simulator.inject({ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'limit', extra: { interval: 3600, max_request: 10 }, method: 'POST', path: '/wol/322' });
			const { id } = await createRow(client, name, START, ...items({ server: 321 }, { server: 322 }, { server: 345 }), await robot(client, GOOD, name, parameters));
			const execution = await client.runWorkflow(id, 'Start');
			await waitFor('the last request before the wait', 20, async () => sent().length >= before.length);
			await pause(UNTIL_IT_WAITS);

			await client.stopExecution(execution);
			await waitFor("the execution's end", 5, async () => (await client.execution(execution)).status === 'canceled');
			await logged(folder, `Running node "${name}" finished with error`, ENDS_SECONDS);
			await logged(folder, error);
			await pause(UNTIL_THE_LOOK);
			expect(sent()).toEqual(before);
			expect(await client.execution(execution)).toMatchObject({ status: 'canceled', finished: false });
		},
		TEST_TIMEOUT,
	);
});

test(
	'Retry On Fail sends what was carried out once, and only what was refused again',
	async () => {
		const { client, simulator } = environment;
		simulator.inject({ kind: 'error', status: 409, code: 'RESET_MANUAL_ACTIVE', message: 'manual reset', method: 'POST', path: '/reset/322', times: Infinity });
		const retries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
		const { id } = await createRow(client, 'Retry', START, ...items({ server: 321 }, { server: 322 }), await robot(client, GOOD, 'Reset', RESET, retries));

		const { status, data } = await environment.execute(id, 'Start');
		expect([status, data.resultData.error?.message]).toEqual(['error', 'Server 322: manual reset [RESET_MANUAL_ACTIVE]']);
		expect(sent()).toEqual(['POST /reset/321', 'POST /reset/322', 'POST /reset/322', 'POST /reset/322']);
	},
	TEST_TIMEOUT,
);

test(
	'a credential without a password makes error items, and no input item, where the node continues on errors',
	async () => {
		const { client } = environment;
		const reset = await robot(client, await credential('Empty', ''), 'Reset', RESET, { onError: 'continueRegularOutput' });
		const { id } = await createRow(client, 'Empty password', START, ...items({ server: 321 }, { server: 322 }), reset);

		const error = { error: 'Password is empty', message: 'Complete the Hetzner Robot credential.' };
		expect(outputOf(await environment.execute(id, 'Start'), 'Reset')).toEqual([error, error]);
		expect(sent()).toEqual([]);
	},
	TEST_TIMEOUT,
);

describe('what an execution leaves behind', () => {
	/** Where n8n keeps what somebody has written into a workflow. */
	const THE_WORKFLOW = ['execution_data.workflowData', 'workflow_entity.nodes', 'workflow_history.nodes'];

	afterEach(async () => {
		const secrets = used.flatMap((password) => [password, Buffer.from(`${USERNAME}:${password}`).toString('base64')]);
		for (const secret of secrets) expect([secret, await placesOf(environment.folder, secret)]).toEqual([secret, []]);
	});

	test(
		'passwords that were put out stand in the items only',
		async () => {
			const { client, folder } = environment;
			const box = { resource: 'storageBox', operation: 'resetPassword', storageBoxId: by('id', '12345'), password: "={{ $('Items').item.json.password }}" };
			const nodes = [await robot(client, GOOD, 'Activate Rescue', RESCUE), await robot(client, GOOD, 'Reset Box', box)];
			const { id } = await createRow(client, 'Passwords', START, ...items({ server: 321, password: 'Boxed/P@ss+word 2' }), ...nodes);

			const ended = await environment.execute(id, 'Start');
			const [rescue] = outputOf(ended, 'Activate Rescue');
			expect(rescue!.password).toMatch(/^\w{16}$/);
			expect(outputOf(ended, 'Reset Box')).toEqual([{ password: 'Boxed/P@ss+word 2', oneTimeSecrets: ['password'] }]);
			await logIsWritten();
			expect(await placesOf(folder, String(rescue!.password))).toEqual([]);
			expect(await placesOf(folder, 'Boxed/P@ss+word 2')).toEqual(THE_WORKFLOW);
		},
		TEST_TIMEOUT,
	);

	const POST = { method: 'POST', path: '/order/server_market/transaction' };
	const FAILURES: Array<{ what: string; password: string; product?: string; fault?: Fault; login?: string; error: string }> = [
		{
			what: 'Robot repeats the password that it refuses',
			password: 'Weak/P@ss+word 3',
			fault: { kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'root password Weak/P@ss+word 3 or Weak%2FP%40ss%2Bword+3', ...POST },
			error: 'root password *** or *** [INVALID_INPUT]',
		},
		{ what: 'the connection is cut', password: 'Cut/P@ss+word 4', product: '2710002', fault: { kind: 'cut-before', ...POST }, error: 'failed (ECONNRESET)' },
		{ what: 'the login is refused', password: 'Unasked/P@ss+word 5', login: 'Wrong/P@ss+word 6', error: 'Robot refused the user name or the password' },
		{ what: 'nobody answers', password: 'Unsent/P@ss+word 7', login: 'Unheard/P@ss+word 8', error: 'refused the connection' },
	];

	test.each(FAILURES)(
		'no password stands in the log or in an error where $what',
		async ({ what, password, product = '2710001', fault, login, error }) => {
			const { client, simulator, folder } = environment;
			if (fault) simulator.inject(fault);
			const url = what === 'nobody answers' ? `http://127.0.0.1:${await freePort()}` : simulator.url;
			const order = await robot(client, login ? await credential(what, login, url) : GOOD, 'Order', { ...MARKET, productId: by('id', product) });
			const { id } = await createRow(client, what, START, ...items({ password }), order);

			const { status, data } = await environment.execute(id, 'Start');
			expect([status, data.resultData.error?.message]).toEqual(['error', expect.stringContaining(error)]);
			await logIsWritten();
			expect(await placesOf(folder, data.resultData.error!.message)).toEqual(['execution_data.data', 'log']);
			expect(await placesOf(folder, password)).toEqual(THE_WORKFLOW);
		},
		TEST_TIMEOUT,
	);

	test(
		'a password that was typed into a node stands in the workflow only, also where the node fails',
		async () => {
			const { client, simulator, folder } = environment;
			simulator.inject({ kind: 'error', status: 412, code: 'PRECONDITION_FAILED', message: 'not now', ...POST });
			const { id } = await createRow(client, 'Typed', START, await robot(client, GOOD, 'Order', { ...MARKET, password: 'Typed/P@ss+word 9' }));

			expect((await environment.execute(id, 'Start')).status).toBe('error');
			await logIsWritten();
			expect(await placesOf(folder, 'not now')).toContain('log');
			expect(await placesOf(folder, 'Typed/P@ss+word 9')).toEqual(THE_WORKFLOW);
		},
		TEST_TIMEOUT,
	);

	test(
		'a node that stops half way tells what it has put out without the passwords',
		async () => {
			const { client, simulator, folder } = environment;
			simulator.inject({ kind: 'error', status: 409, code: 'BOOT_ALREADY_ENABLED', message: 'already enabled', method: 'POST', path: '/boot/322/rescue' });
			const { id } = await createRow(client, 'Half way', START, ...items({ server: 321 }, { server: 322 }), await robot(client, GOOD, 'Rescue', RESCUE));

			const { data } = await environment.execute(id, 'Start');
			expect(data.resultData.error?.context?.data).toMatchObject({ finished: [{ item: 0, output: [{ server_number: 321, active: true, password: '***' }] }] });
			await logIsWritten();
			const { password } = simulator.state.servers.find(({ server_number }) => server_number === 321)!.boot.rescue!.active!;
			expect(await placesOf(folder, password!)).toEqual([]);
		},
		TEST_TIMEOUT,
	);

	test(
		'real orders are remembered with the execution, and hints given, without the passwords',
		async () => {
			const { client, simulator, folder } = environment;
			const GENERATED = 'Generated7Root';
			// With VAT, at the dearest location: the order chooses none.
			const EX44_PRICE = { monthly: 48.79, setup: 0 };
			const transaction = { id: 'B1', date: '2026-01-01T00:00:00+00:00', status: 'in process', product: { id: 'EX44' }, password: GENERATED };
			simulator.inject({ kind: 'reply', status: 201, contentType: 'application/json', body: JSON.stringify({ transaction }), method: 'POST', path: '/order/server/transaction' });
			// Robot allows 20 orders per day: the last ones give a hint.
			const orders = Array.from({ length: 17 }, () => ({ password: 'Ordered/P@ss+word 10' }));
			const { id } = await createRow(client, 'Real orders', START, ...items(...orders), await robot(client, GOOD, 'Order', ORDER));

			const ended = await environment.execute(id, 'Start');
			expect(outputOf(ended, 'Order')).toHaveLength(17);
			expect(outputOf(ended, 'Order')[0]).toMatchObject({ id: 'B1', password: GENERATED });
			const { bought } = ended.data.executionData!.contextData['node:Order'] as { bought: Record<string, { objects: unknown[] }> };
			expect(Object.values(bought)).toHaveLength(17);
			expect(Object.values(bought)[0]!.objects).toEqual([{ ...transaction, password: '***', price: EX44_PRICE }]);
			expect(ended.data.resultData.runData.Order![0]!.hints).toMatchObject([{ message: 'POST /order/server/transaction: 3 of 20 requests per day are left' }]);
			await logIsWritten();
			expect(await placesOf(folder, GENERATED)).toEqual([]);
			expect(await placesOf(folder, 'Ordered/P@ss+word 10')).toEqual(THE_WORKFLOW);
		},
		TEST_TIMEOUT,
	);

	test(
		'lists and credential tests leave nothing, good ones and refused ones',
		async () => {
			const { client, simulator, folder } = environment;
			const list = async (name: string) => {
				const credentials = { robotApi: { id: (await client.findCredential(name))!.id, name } };
				const nodeTypeAndVersion = { name: 'n8n-nodes-hetzner-robot.hetznerRobot', version: 1 };
				const currentNodeParameters = { resource: 'server', operation: 'get' };
				return await client.searchList({ nodeTypeAndVersion, path: 'parameters.serverNumber', methodName: 'searchServers', currentNodeParameters, credentials });
			};
			const tried = async (password: string) => {
				used.push(password);
				return await client.testCredential({ id: '', name: 'Tried', type: 'robotApi', data: { username: USERNAME, password, baseUrl: simulator.url } });
			};

			expect(await list(GOOD)).toHaveLength(16);
			await expect(list(await credential('Wrong list', 'Listed/P@ss+word 11'))).rejects.toThrow('Robot refused the user name or the password');
			expect(await tried(PASSWORD)).toMatchObject({ status: 'OK' });
			expect(await tried('Tried/P@ss+word 12')).toMatchObject({ status: 'Error' });
			expect(simulator.requests().map(({ status }) => status)).toEqual([200, 401, 200, 401]);
			await logIsWritten();
			expect(await placesOf(folder, 'Robot refused the user name or the password')).toContain('log');
		},
		TEST_TIMEOUT,
	);

	test(
		'a trigger keeps ids and what it compares in the static data, and nothing that is secret',
		async () => {
			const { client, folder } = environment;
			const secretive = 'Root/P@ss+word 13';
			const [order] = watched.state.orders.transactions.server;
			order!.comment = `root has ${secretive}`;
			const row = async (name: string, login: string) => {
				const parameters = { events: ['orderTransactionUpdated'], orderKinds: ['server'], pollTimes: { item: [{ mode: 'everyMinute' }] } };
				return await createRow(client, name, await robot(client, login, 'Hetzner Robot Trigger', parameters), node(name, 'n8n-nodes-base.noOp', 1, {}));
			};
			const workflow = await row('Watched', await credential('Watched Robot', watched.password, watched.url));
			await client.activateWorkflow(workflow);
			expect(outputOf(await environment.execute(workflow.id, 'Hetzner Robot Trigger'), 'Watched')).toMatchObject([{ transaction: { comment: order!.comment } }]);
			// n8n may refuse to publish a trigger whose first poll fails.
			await client.activateWorkflow(await row('Refused', await credential('Refused Robot', 'Polled/P@ss+word 14', watched.url))).catch(() => {});
			// At a host of its own: after three refused logins the other one would not be asked any more.
			await waitFor('the refused poll', 20, async () => watched.requests().some(({ status }) => status === 401));

			await logIsWritten();
			const staticData = staticDataOf(folder, workflow.id);
			expect(staticData).toContain(order!.id);
			for (const secret of [USERNAME, watched.password, secretive]) expect(staticData).not.toContain(secret);
			expect(await placesOf(folder, secretive)).toEqual([]);
		},
		TEST_TIMEOUT,
	);
});
