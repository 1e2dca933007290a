import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { Workflow } from '../../demo/client.mts';
import { CHAT_TOKEN } from '../../demo/examples.mts';
import { waitFor } from '../../demo/process.mts';
import type { FirewallRules } from '../../simulator/state/firewall.mts';
import { pause, requestLines } from './environment.mts';
import { ownEnvironment } from './ownEnvironment.mts';
import { createRow, items, node, START, withSettings } from './workflow.mts';

/** The examples that take commands from chats, with n8n's own nodes for them, against stand-ins for Telegram and Slack. */

const environment = ownEnvironment();

/** The account's time, where a test lets it pass faster. */
let passing: NodeJS.Timeout | undefined;

afterEach(() => clearInterval(passing));

const changes = () => requestLines(environment.simulator).filter((line) => !line.startsWith('GET'));

/** A service that takes what n8n posts to it, and answers as it is told. */
async function standIn(answer: (path: string, body: Record<string, unknown>) => unknown) {
	const server = createServer((asked, response) => {
		let body = '';
		asked.setEncoding('utf8').on('data', (part: string) => (body += part));
		asked.on('end', () =>
			response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(asked.url!, body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)))),
		);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

/** Publishes a copy of an example with that credential in all nodes that can have it. */
async function publish(example: string, others: Record<string, unknown>, type: string, data: Record<string, unknown>, nodeTypes: RegExp): Promise<Workflow> {
	const { id } = await environment.client.createCredential({ name: `For ${example}`, type, data });
	const { name, nodes, connections, settings } = await environment.client.workflow(example);
	const own = withSettings(nodes, others).map((node) => (nodeTypes.test(node.type) ? { ...node, credentials: { [type]: { id, name: `For ${example}` } } } : node));
	const workflow = await environment.client.createWorkflow({ name: `${name}, tried`, nodes: own, connections, settings });
	await environment.client.activateWorkflow(workflow);
	return workflow;
}

const confirmationIn = (text: string) => /\/\S+ \S+ confirm \d+/.exec(text)![0];

describe('Server commands for a chat', () => {
	const say = async (text: unknown, headers: Record<string, string> = { [CHAT_TOKEN.name]: CHAT_TOKEN.value }, path = 'robot-chat') => {
		const { statusCode, body } = await request(`${environment.url}/webhook/${path}`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: JSON.stringify({ text }),
		});
		return { statusCode, answer: await body.text() };
	};
	const answerTo = async (text: unknown) => {
		const { statusCode, answer } = await say(text);
		expect(statusCode).toBe(200);
		return (JSON.parse(answer) as { text: string }).text;
	};

	test('/servers lists all, or says that there is none', async () => {
		const lines = (await answerTo('/servers')).split('\n');
		expect(lines).toHaveLength(16);
		expect(lines).toContain('web1 (321), 203.0.113.10, FSN1-DC14, ready');
		expect(requestLines(environment.simulator)).toEqual(['GET /server']);

		environment.simulator.state.servers.splice(0);
		expect(await answerTo('/servers')).toBe('There is no server in this account.');
	}, 60_000);

	test('/status tells how a server is, and what to do', async () => {
		expect(await answerTo('/status web1')).toMatch(
			/^web1 \(321\): ready, AX41-NVMe, FSN1-DC14, 203\.0\.113\.10\nPaid until [\d-]+\nResets: Press of Power Button, Long Press of Power Button, Hardware Reset, Manual Reset; it is running$/,
		);
		expect(await answerTo('/status 423')).toMatch(
			/it is shut off\nA server that is off is started by Wake on LAN or a press of its power button, which \/reset makes where reset_type is auto\.$/,
		);
		expect(await answerTo('/status monitoring')).toMatch(/\nIt cannot be reset over Robot$/);
		expect(await answerTo('/status web11')).toBe(
			'/status web11: Server: no server is named "web11". Did you mean "web1" (321) or "web2" (322)? /servers lists all of them. Nothing was done.',
		);
		expect(changes()).toEqual([]);
	}, 90_000);

	const notValid = (command: string) => `That confirmation is not valid: it counts once, and within 5 minutes. Nothing was done now. Ask again: ${command}`;

	test('/reset shows its plan, and resets once when that is confirmed', async () => {
		const question = await answerTo('/reset staging');
		expect(question).toMatch(/^Software Reset of staging\?\n(.+\n)*To do it, send within 5 minutes: \/reset 470 confirm \d+$/);
		expect(changes()).toEqual([]);

		const confirmation = confirmationIn(question);
		expect(await answerTo(confirmation)).toBe('470 was reset: Software Reset. It takes some minutes until it answers: /status 470. If it does not, /rescue 470 shows why.');
		expect(await answerTo(confirmation)).toBe(notValid('/reset 470'));
		expect(await answerTo('/reset 470')).toMatch(/^A reset of 470 would not be done: A reset of this server was sent /);
		expect(changes()).toEqual(['POST /reset/470 type=sw']);
	}, 90_000);

	test('of those that confirm a question at the same moment one gets it', async () => {
		const confirmation = confirmationIn(await answerTo('/rescue db1'));
		passing = setInterval(() => environment.simulator.advance(30), 300);
		const answers = await Promise.all(Array.from({ length: 5 }, async () => await answerTo(confirmation)));
		expect(answers.filter((text) => text.startsWith('db1 boots the rescue system.'))).toHaveLength(1);
		expect(answers.filter((text) => text === notValid('/rescue 345'))).toHaveLength(4);
		expect(changes()).toHaveLength(2);
	}, 120_000);

	test('several commands that come together are done each for itself, and a confirmation once', async () => {
		const confirmation = confirmationIn(await answerTo('/rescue web1'));
		const called = {
			workflowId: { __rl: true, mode: 'id', value: 'robotServerCommands' },
			workflowInputs: { mappingMode: 'defineBelow', value: { text: '={{ $json.text }}' }, schema: [] },
			options: {},
		};
		const texts = items({ text: '/reset 470' }, { text: '/rescue web1 confirm 999999' }, { text: confirmation }, { text: confirmation });
		const { id } = await createRow(environment.client, 'Several commands', START, ...texts, node('Do Them', 'n8n-nodes-base.executeWorkflow', 1.2, called));
		passing = setInterval(() => environment.simulator.advance(30), 300);
		expect((await environment.execute(id, 'Start')).status).toBe('success');
		expect(changes()).toEqual([expect.stringMatching(/^POST \/boot\/321\/rescue /), 'POST /reset/321 type=hw']);
	}, 90_000);

	test('a confirmation counts for the question that it was given for, and for no other', async () => {
		const [, code] = /confirm (\d+)$/.exec(await answerTo('/reset 480'))!;
		for (const other of ['/reset 470', '/rescue 480']) expect(await answerTo(`${other} confirm ${code}`)).toBe(notValid(other));
		for (const none of ['0', '999999', 'tp629e']) expect(await answerTo(`/reset 480 confirm ${none}`)).toBe(notValid('/reset 480'));
		expect(changes()).toEqual([]);
	}, 90_000);

	test('a confirmation counts for so many minutes', async () => {
		const { name, nodes, connections, settings } = await environment.client.workflow('robotServerCommands');
		const quick = withSettings(nodes, { confirm_minutes: 0.02 }).map((each) =>
			each.name === 'Chat Message' ? { ...each, parameters: { ...(each.parameters as object), path: 'quick' }, webhookId: 'quick' } : each,
		);
		await environment.client.activateWorkflow(await environment.client.createWorkflow({ name: `${name}, quick`, nodes: quick, connections, settings }));
		const ask = async (text: string) => JSON.parse((await say(text, undefined, 'quick')).answer) as { text: string; confirm?: string };
		// n8n takes a moment to publish it.
		const confirm = await waitFor('the question', 20, async () => (await ask('/reset 480')).confirm);
		await pause(1.5);
		expect((await ask(confirm)).text).toMatch(/^That confirmation is not valid: /);
		expect(changes()).toEqual([]);
	}, 60_000);

	test('/rescue shows its plan, boots the rescue system with keys when that is confirmed, so that there is no password to tell', async () => {
		const question = await answerTo('/rescue web2');
		expect(question).toMatch(/^Boot web2 into the rescue system\?\n(.+\n)*To do it, send within 5 minutes: \/rescue 322 confirm \d+$/);
		expect(changes()).toEqual([]);

		passing = setInterval(() => environment.simulator.advance(30), 300);
		const done = await answerTo(confirmationIn(question));
		expect(done).toBe('web2 boots the rescue system. In a minute or more: ssh root@203.0.113.11 with one of your keys. To leave it: /reset 322');
		expect(changes()).toEqual([expect.stringMatching(/^POST \/boot\/322\/rescue os=linux&authorized_key/), 'POST /reset/322 type=hw']);
	}, 120_000);

	test('/allow lets one address in, in the place of the one before, and keeps the other rules', async () => {
		passing = setInterval(() => environment.simulator.advance(60), 300);
		const inputs = () =>
			(environment.simulator.state.firewalls.find(({ server_number }) => server_number === 345)!.rules as FirewallRules).input.map(({ name, src_ip, dst_port }) => [
				name,
				src_ip,
				dst_port,
			]);
		const before = inputs();
		expect(await answerTo('/allow db1 198.51.100.7')).toBe('db1 lets 198.51.100.7 in at port 22. Added: from chat: accept IPv4 TCP from 198.51.100.7 to port 22');
		expect(await answerTo('/allow db1 198.51.100.8')).toBe('db1 lets 198.51.100.8 in at port 22. Replaced: from chat: accept IPv4 TCP from 198.51.100.7 to port 22');
		expect(inputs()).toEqual([['from chat', '198.51.100.8', '22'], ...before]);
		expect(await answerTo('/allow db1 0.0.0.0/0')).toMatch(/^0\.0\.0\.0\/0 is no IPv4 address\./);
		expect(changes()).toHaveLength(2);
	}, 120_000);

	test.each(['hello', 'do not reset web1', '', 42, null])(
		'explains itself to %j and sends nothing',
		async (text) => {
			expect(await answerTo(text)).toMatch(/^I know these commands:\n\/servers lists all servers\n/);
			expect(environment.simulator.requests()).toEqual([]);
		},
		60_000,
	);

	test('turns away whoever lacks the token', async () => {
		expect(await say('/reset web1', {})).toMatchObject({ statusCode: 403 });
		expect(environment.simulator.requests()).toEqual([]);
	}, 60_000);
});

describe('Telegram bot', () => {
	interface Call {
		method: string;
		body: Record<string, unknown>;
	}
	const calls: Call[] = [];
	let telegram: Awaited<ReturnType<typeof standIn>>;
	/** What n8n has agreed on with Telegram. */
	let webhook: { url: string; secret_token: string; allowed_updates: string[] };

	beforeAll(async () => {
		telegram = await standIn((path, body) => {
			const method = path.replace('/bot123:token/', '');
			if (method === 'getWebhookInfo') return { ok: true, result: { url: '' } };
			calls.push({ method, body });
			return { ok: true, result: true };
		});
		await publish('robotTelegramBot', { allowed_ids: '111, 222' }, 'telegramApi', { accessToken: '123:token', baseUrl: telegram.url }, /telegram/i);
		const registered = await waitFor('the webhook', 30, async () => await Promise.resolve(calls.find(({ method }) => method === 'setWebhook')));
		webhook = registered.body as unknown as typeof webhook;
	}, 60_000);
	beforeEach(() => void calls.splice(0));
	afterAll(() => telegram?.close());

	/** Telegram tells n8n of something. */
	const tell = async (update: Record<string, unknown>, secret = webhook.secret_token) => {
		const { statusCode, body } = await request(webhook.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
			body: JSON.stringify({ update_id: 1, ...update }),
		});
		await body.dump();
		return statusCode;
	};
	const says = (from: number, text: string) => ({ message: { message_id: 7, from: { id: from }, chat: { id: from, type: 'private' }, text } });
	const answer = async () =>
		(await waitFor('the answer', 30, async () => await Promise.resolve(calls.find(({ method }) => method === 'sendMessage')))).body as {
			chat_id: string;
			text: string;
			parse_mode: string;
			reply_markup?: { inline_keyboard: Array<Array<{ text: string; callback_data: string }>> };
		};

	test('asks Telegram for messages and buttons, and for a secret', () => {
		expect(webhook).toMatchObject({
			url: expect.stringMatching(/^http:\/\/localhost:\d+\/webhook\//),
			secret_token: expect.stringMatching(/^\w{16,}/),
			allowed_updates: ['message', 'callback_query'],
		});
	});

	test('answers those who may ask', async () => {
		environment.simulator.state.servers[0]!.server_name = 'a_b <c> & d';
		expect(await tell(says(222, '/servers'))).toBe(200);
		const { chat_id, text, parse_mode, reply_markup } = await answer();
		expect([chat_id, parse_mode, reply_markup]).toEqual(['222', 'HTML', undefined]);
		expect(text.split('\n')).toContain('a_b &lt;c&gt; &amp; d (321), 203.0.113.10, FSN1-DC14, ready');
	}, 60_000);

	test('resets when the button under the plan is pressed, once', async () => {
		await tell(says(111, '/reset 480'));
		const { text, reply_markup } = await answer();
		expect(text).toMatch(/^Software Reset of 480\?/);
		const [[button]] = reply_markup!.inline_keyboard as [[{ text: string; callback_data: string }]];
		expect(button).toEqual({ text: 'Yes, do it', callback_data: expect.stringMatching(/^\/reset 480 confirm \d+$/) });
		expect(changes()).toEqual([]);

		const press = async (from: number) =>
			await tell({ callback_query: { id: '99', from: { id: from }, message: { message_id: 8, chat: { id: 111 } }, data: button.callback_data } });
		calls.splice(0);
		await press(333);
		await press(111);
		expect(await answer()).toMatchObject({ chat_id: '111', text: expect.stringMatching(/^480 was reset: Software Reset\./) });
		await waitFor(
			'the release of the button',
			20,
			async () => await Promise.resolve(calls.some(({ method, body }) => method === 'answerCallbackQuery' && body.callback_query_id === '99') || undefined),
		);
		calls.splice(0);
		await press(111);
		expect((await answer()).text).toMatch(/^That confirmation is not valid: it counts once, and within 5 minutes\. Nothing was done now\. Ask again: \/reset 480$/);
		expect(changes()).toEqual(['POST /reset/480 type=sw']);
	}, 90_000);

	test('does once what is confirmed, where the button is pressed twice at the same moment, and where Telegram tells of a press twice', async () => {
		environment.simulator.state.servers.find(({ server_number }) => server_number === 345)!.reset.type = ['hw'];
		await tell(says(111, '/rescue 345'));
		const { callback_data } = (await answer()).reply_markup!.inline_keyboard[0]![0]!;
		passing = setInterval(() => environment.simulator.advance(30), 300);
		calls.splice(0);
		const press = async (update_id: number) =>
			await tell({ update_id, callback_query: { id: String(update_id), from: { id: 111 }, message: { message_id: 8, chat: { id: 111 } }, data: callback_data } });
		expect(await Promise.all([21, 21, 22].map(press))).toEqual([200, 200, 200]);
		const texts = await waitFor('three answers', 60, async () => {
			const sent = calls.filter(({ method }) => method === 'sendMessage').map(({ body }) => String(body.text));
			return await Promise.resolve(sent.length === 3 ? sent.sort() : undefined);
		});
		expect(texts).toEqual([
			expect.stringMatching(/^That confirmation is not valid: /),
			expect.stringMatching(/^That confirmation is not valid: /),
			expect.stringMatching(/ boots the rescue system\. /),
		]);
		expect(changes()).toEqual([expect.stringMatching(/^POST \/boot\/345\/rescue /), 'POST /reset/345 type=hw']);
	}, 120_000);

	test.each([
		['somebody else', says(333, '/servers')],
		['somebody else in a chat of theirs', { message: { message_id: 7, from: { id: 333 }, chat: { id: 111 }, text: '/reset web1' } }],
		['a channel', { message: { message_id: 7, chat: { id: 111 }, text: '/reset web1' } }],
	])(
		'says and does nothing for %s',
		async (_who, update) => {
			await tell(update);
			await tell(says(111, 'hello'));
			expect((await answer()).text).toMatch(/^I know these commands:/);
			expect(calls).toHaveLength(1);
			expect(environment.simulator.requests()).toEqual([]);
		},
		60_000,
	);

	test('turns away what does not carry the secret', async () => {
		expect(await tell(says(111, '/servers'), 'guessed')).toBe(403);
		expect(environment.simulator.requests()).toEqual([]);
	}, 30_000);
});

describe('Slack command', () => {
	const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
	const answers: Array<{ response_type: string; text: string }> = [];
	let slack: Awaited<ReturnType<typeof standIn>>;

	beforeAll(async () => {
		slack = await standIn((_path, body) => answers.push(body as unknown as (typeof answers)[number]));
		await publish('robotSlackCommand', { allowed_ids: 'U111,U222' }, 'crypto', { hmacSecret: SECRET }, /crypto$/);
		await waitFor('the webhook', 30, async () => ((await send('hello', { signature: 'v0=00' })).statusCode === 401 ? true : undefined));
	}, 60_000);
	beforeEach(() => void answers.splice(0));
	afterAll(() => slack?.close());

	/** What Slack sends for a slash command, signed as it signs. */
	async function send(text: string, { user = 'U222', age = 0, signature }: { user?: string; age?: number; signature?: string } = {}) {
		const timestamp = String(Math.floor(Date.now() / 1000) - age);
		const body = new URLSearchParams({ token: 'x', team_id: 'T1', user_id: user, command: '/robot', text, response_url: `${slack.url}/commands/1` }).toString();
		const signed = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
		const reply = await request(`${environment.url}/webhook/robot-slack`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature ?? signed },
			body,
		});
		return { statusCode: reply.statusCode, text: await reply.body.text() };
	}
	const answer = async () => await waitFor('the answer', 30, async () => await Promise.resolve(answers[0]));

	test('answers at once, and with the result when it is there', async () => {
		expect(await send('status web1')).toEqual({ statusCode: 200, text: '{"response_type":"ephemeral","text":"One moment …"}' });
		expect(await answer()).toEqual({ response_type: 'in_channel', text: expect.stringMatching(/^web1 \(321\): ready, /) });
	}, 60_000);

	test('resets when the plan is confirmed', async () => {
		await send('reset web3 – "quoted" & 100%');
		expect((await answer()).text).toMatch(/^\/robot reset web3 – "quoted" &amp; 100%: Server: no server is named/);
		answers.splice(0);
		await send('reset mail');
		const { text } = await answer();
		expect(text).toMatch(/^Press of Power Button of mail\?\n(.+\n)*To do it, send within 5 minutes: \/robot reset 401 confirm \d+$/);
		answers.splice(0);
		await send(/reset 401 confirm \d+/.exec(text)![0]);
		expect((await answer()).text).toMatch(
			/^401 was reset: Press of Power Button\. .*: \/robot status 401\. If it does not, \/robot rescue 401 shows why\. If it was running, its power button has switched it off: then \/robot reset 401, no sooner than 10 minutes after this one, presses it again\.$/,
		);
		expect(changes()).toEqual(['POST /reset/401 type=power']);
	}, 90_000);

	test('does once what is confirmed, where the call comes twice at the same moment', async () => {
		await send('rescue web2');
		const confirmation = /rescue 322 confirm \d+/.exec((await answer()).text)![0];
		answers.splice(0);
		passing = setInterval(() => environment.simulator.advance(30), 300);
		await Promise.all([send(confirmation), send(confirmation)]);
		await waitFor('two answers', 60, async () => await Promise.resolve(answers.length === 2 || undefined));
		expect(answers.map(({ text }) => text).sort()).toEqual([
			expect.stringMatching(/^That confirmation is not valid: .+ Ask again: \/robot rescue 322$/),
			expect.stringMatching(/^web2 boots the rescue system\. /),
		]);
		expect(changes()).toEqual([expect.stringMatching(/^POST \/boot\/322\/rescue /), 'POST /reset/322 type=hw']);
	}, 90_000);

	test.each([
		['a signature of another secret', { signature: `v0=${'0'.repeat(64)}` }],
		['no signature', { signature: '' }],
		['an old request', { age: 400 }],
		['one from the future', { age: -400 }],
	])(
		'turns %s away',
		async (_what, how) => {
			expect(await send('servers', how)).toEqual({ statusCode: 401, text: '' });
			expect([answers, environment.simulator.requests()]).toEqual([[], []]);
		},
		60_000,
	);

	test.each([
		['a multipart form without a file', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="text"\r\n\r\nservers\r\n--x--\r\n'],
		[
			'one with a file in the place of the body',
			'multipart/form-data; boundary=x',
			'--x\r\ncontent-disposition: form-data; name="data"; filename="data"\r\ncontent-type: text/plain\r\n\r\nservers\r\n--x--\r\n',
		],
		['JSON', 'application/json', '{"text":"servers"}'],
		['a form without anything in it', 'application/x-www-form-urlencoded', ''],
	])(
		'turns %s away',
		async (_what, type, body) => {
			const reply = await request(`${environment.url}/webhook/robot-slack`, { method: 'POST', headers: { 'content-type': type }, body });
			expect([reply.statusCode, await reply.body.text()]).toEqual([401, '']);
			expect([answers, environment.simulator.requests()]).toEqual([[], []]);
		},
		60_000,
	);

	test('says and does nothing for somebody else', async () => {
		expect(await send('reset web1', { user: 'U333' })).toEqual({ statusCode: 200, text: '' });
		await send('servers');
		await answer();
		expect(answers).toHaveLength(1);
		expect(changes()).toEqual([]);
	}, 60_000);
});
