import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { CHAT_TOKEN } from '../../demo/examples.mts';
import { requestLines, START_TIMEOUT, startEnvironment, type Environment } from './environment.mts';

let environment: Environment;

beforeAll(async () => {
	environment = await startEnvironment();
}, START_TIMEOUT);

afterAll(async () => {
	await environment?.close();
}, 60_000);

beforeEach(() => environment.simulator.reset());

describe('List servers and reset options', () => {
	test('puts out each server with its reset options, from two requests', async () => {
		const servers = await environment.run('robotServersAndResets', 'Start', 'Keep What Matters');

		expect(servers).toHaveLength(16);
		expect(servers[0]).toEqual({
			server_number: 321,
			server_name: 'web1',
			server_ip: '203.0.113.10',
			product: 'AX41-NVMe',
			dc: 'FSN1-DC14',
			status: 'ready',
			reset_options: ['power', 'power_long', 'hw', 'man'],
		});
		expect(servers.find(({ server_number }) => server_number === 485)).toMatchObject({ server_name: 'monitoring', reset_options: [] });
		expect(requestLines(environment.simulator).sort()).toEqual(['GET /reset', 'GET /server']);
	}, 90_000);
});

describe('Weekly maintenance in the rescue system', () => {
	test('activates the rescue system, resets the server into it, and tells without the password', async () => {
		const [told] = await environment.run('robotMaintenanceRescue', 'Sunday at 3', 'Say What Was Done');

		expect(told).toEqual({
			server_number: 322,
			server_ip: '203.0.113.11',
			text: 'Server 322 (203.0.113.11) was reset and boots the linux rescue system.',
		});
		expect(requestLines(environment.simulator)).toEqual(['GET /reset/322', 'POST /boot/322/rescue os=linux', 'POST /reset/322 type=hw']);
		const { rescue } = environment.simulator.state.servers.find(({ server_number }) => server_number === 322)!.boot;
		expect(rescue).toMatchObject({ active: null, last: { os: 'linux' } });
	}, 90_000);
});

describe('Reset a server from chat', () => {
	const say = async (text: unknown, headers: Record<string, string> = { [CHAT_TOKEN.name]: CHAT_TOKEN.value }) => {
		const { statusCode, body } = await request(`${environment.url}/webhook/robot-chat`, {
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

	test('resets the named server and says so', async () => {
		expect(await answerTo('reset web1')).toBe('web1 (321): hardware reset executed');
		expect(requestLines(environment.simulator).filter((line) => !line.startsWith('GET'))).toEqual(['POST /reset/321 type=hw']);
	}, 60_000);

	test('answers with the reason when no server has that name', async () => {
		const text = await answerTo('Reset web99');

		expect(text).toMatch(/^web99 was not reset: /);
		expect(text).not.toContain('[object Object]');
		expect(requestLines(environment.simulator).filter((line) => !line.startsWith('GET'))).toEqual([]);
	}, 60_000);

	test.each(['hello', 'reset', '', 42, null])(
		'explains itself to %j and sends nothing',
		async (text) => {
			expect(await answerTo(text)).toBe('I know one command: reset <server name>. For example: reset web1');
			expect(environment.simulator.requests()).toEqual([]);
		},
		60_000,
	);

	test('turns away whoever lacks the token', async () => {
		expect(await say('reset web1', {})).toMatchObject({ statusCode: 403 });
		expect(environment.simulator.requests()).toEqual([]);
	}, 60_000);
});
