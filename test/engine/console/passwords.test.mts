import { describe, expect, it } from '@jest/globals';
import { action, box, subaccount } from '../../contract/console/objects.mts';
import { itemsOf, shown } from '../../support/simulatedRobot.mts';
import { refusal, stubConsole, type StubReply, type StubRequest } from '../../support/stubConsole.mts';

/** Passwords: the rules, and those that the node makes. */

const console = stubConsole();

const theBox = { storageBoxId: { __rl: true, mode: 'id', value: '42' } };
const reset = { resource: 'storageBox', operation: 'resetPassword', ...theBox };
const done: StubReply = { status: 201, body: { action: action('reset_password') } };
const passwordsSent = () => console.requests().flatMap(({ body }) => (body as { password?: string } | undefined)?.password ?? []);

describe('a given password', () => {
	it.each([
		['Short-Pass1', 'Password is shorter than 12 characters'],
		[`Aa1-${'x'.repeat(125)}`, 'Password is longer than 128 characters'],
		['correct-horse-7', 'Password has no upper case letter'],
		['CORRECT-HORSE-7', 'Password has no lower case letter'],
		['Correct-Horse-B', 'Password has no digit'],
		['CorrectHorse7777', 'Password has no special character'],
		['Correct Horse-7', 'Password holds a character that is not allowed'],
		['Correct-"Horse"7', 'Password holds a character that is not allowed'],
		['Correct-Horse-7é', 'Password holds a character that is not allowed'],
		['', 'Password is empty'],
	])('%j is refused by its rule before anything is sent', async (password, message) => {
		const run = await console.run({ ...reset, generatePassword: false, password });
		expect(shown(run).message).toBe(message);
		if (password !== '') expect(JSON.stringify(run.error)).not.toContain(password);
		expect(console.sent()).toEqual([]);
	});

	it.each(['Correct-Horse-7', 'ÄÖÜäöüß-Aa-123', `Aa1${'^°!§$%/()=?+#-.,;:~*@{}_&'}`, `Aa1-${'x'.repeat(124)}`])('%j is sent', async (password) => {
		console.answer(done, { body: { storage_box: box } });
		const run = await console.run({ ...reset, generatePassword: false, password });
		expect(run.json).toEqual([box]);
		expect(passwordsSent()).toEqual([password]);
	});

	it.each(['={{ $json.none }}', '={{ "" }}'])('that resolves to nothing is an error: %s', async (password) => {
		expect(shown(await console.run({ ...reset, generatePassword: false, password })).message).toMatch(/^Password (is empty|resolved to nothing)$/);
		expect(console.sent()).toEqual([]);
	});

	it('is not asked for where nobody says whether one is generated', async () => {
		expect(shown(await console.run({ ...reset, generatePassword: '={{ $json.none }}' })).message).toMatch(/^Generate Password (is empty|resolved to nothing)$/);
		expect(console.sent()).toEqual([]);
	});
});

describe('a generated password', () => {
	const generate = { ...reset, generatePassword: true };

	it('keeps the rules, is sent, and is put out once', async () => {
		console.answer(({ method }) => (method === 'POST' ? done : { body: { storage_box: box } }));
		const run = await console.run(generate, { items: itemsOf(1, 2, 3) });
		const sent = passwordsSent();
		expect(run.json).toEqual(sent.map((password) => ({ ...box, password, oneTimeSecrets: ['password'] })));
		expect(new Set(sent).size).toBe(3);
		for (const password of sent) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-._+])[\w.+-]{32}$/);
	});

	it('is put out beside the action and what is created where nothing is waited for', async () => {
		console.answer({ status: 201, body: { subaccount: { id: 9 }, action: action('create_subaccount', 'running') } });
		const run = await console.run({ resource: 'subaccount', operation: 'create', ...theBox, homeDirectory: 'a', generatePassword: true, options: { waitForCompletion: false } });
		expect(run.json).toEqual([
			{ storage_box: 42, subaccount: { id: 9 }, action: action('create_subaccount', 'running'), password: passwordsSent()[0], oneTimeSecrets: ['password'] },
		]);
	});

	it('is the one that was sent where Retry On Fail goes on after it', async () => {
		let reads = 0;
		const answer = ({ method }: StubRequest): StubReply => {
			if (method === 'POST') return { status: 201, body: { subaccount: { id: 9 }, action: action('create_subaccount') } };
			return ++reads <= 3 ? refusal(500, 'server_error') : { body: { subaccount } };
		};
		console.answer(answer);
		const run = await console.run({ resource: 'subaccount', operation: 'create', ...theBox, homeDirectory: 'a', generatePassword: true }, { tries: 2 });
		expect(passwordsSent()).toHaveLength(1);
		expect(run.json).toEqual([{ ...subaccount, password: passwordsSent()[0], oneTimeSecrets: ['password'] }]);
	});

	it('that is lost with an error is said to be lost, and not shown', async () => {
		console.answer(({ method }) => (method === 'POST' ? done : refusal(404, 'not_found')));
		const { error } = await console.run(generate);
		expect(error?.description).toBe('Nothing has to be repeated. The generated password is lost with this error: set a new one with Reset Password.');
		expect(JSON.stringify(error)).not.toContain(passwordsSent()[0]);
	});
});

describe('a generated password that nobody will see', () => {
	const generate = { ...reset, generatePassword: true };
	const LOST = 'The generated password is lost with this error: set a new one with Reset Password.';
	const refuseSecond = (reply: StubReply) => {
		let posts = 0;
		console.answer(({ method }) => (method === 'POST' ? (++posts % 3 === 0 ? reply : done) : { body: { storage_box: box } }));
	};

	it('is said to be lost, with its items, where a later item stops the node', async () => {
		refuseSecond(refusal(404, 'not_found'));
		const run = await console.run(generate, { items: itemsOf(1, 2, 3) });
		expect(run.error?.description).toContain(
			'Items 0 to 1 were carried out (42). The passwords that items 0, 1 would have put out are lost with this error: set new ones, e.g. with Reset Password. For item 2: ',
		);
		for (const password of passwordsSent()) expect(JSON.stringify([run.error?.description, run.error?.context])).not.toContain(password);
	});

	it('is said to be lost where a limit stops the node', async () => {
		let posts = 0;
		console.answer(({ method }) => ({
			...(method === 'POST' ? done : { body: { storage_box: box } }),
			...(method === 'GET' && ++posts > 0 && { headers: { 'ratelimit-limit': '10', 'ratelimit-remaining': '0' } }),
		}));
		const run = await console.run({ ...generate, options: { maximumWait: 1 } }, { items: itemsOf(1, 2) });
		expect(run.error?.message).toContain('Stopped after 1 of 2 items');
		expect(run.error?.description).toContain('The passwords that item 0 would have put out are lost with this error: set new ones');
	});

	it('is not spoken of where it was given', async () => {
		refuseSecond(refusal(404, 'not_found'));
		const run = await console.run({ ...generate, generatePassword: false, password: 'Correct-Horse-7' }, { items: itemsOf(1, 2, 3) });
		expect(run.error?.description).not.toMatch(/lost/);
	});

	it.each<[string, StubReply]>([
		['the connection is cut', { cut: true }],
		['a proxy answers', { status: 502, body: '<h1>' }],
		['the API fails', refusal(503, 'unavailable')],
		['the reply has no action', { status: 201, body: {} }],
		['the action has no ID', { status: 201, body: { action: { status: 'running', command: 'reset_password' } } }],
	])('is said to be lost where %s', async (_what, reply) => {
		console.answer(reply);
		const once = await console.run(generate);
		expect(once.error?.description).toContain(LOST);
		expect(once.error?.description).not.toContain('what came after it failed');
		const twice = await console.run(generate, { tries: 2 });
		expect(twice.error?.description).toContain(LOST);
		expect(passwordsSent()).toHaveLength(2);
	});

	it('is not said to be lost where nothing was changed', async () => {
		console.answer(refusal(403, 'forbidden'));
		expect((await console.run(generate)).error?.description).not.toContain(LOST);
	});

	it('is said to be lost where what was created has no ID', async () => {
		console.answer({ status: 201, body: { subaccount: { storage_box: 42 }, action: action('create_subaccount') } });
		const run = await console.run({ resource: 'subaccount', operation: 'create', ...theBox, homeDirectory: 'web', generatePassword: true });
		expect(run.error?.description).toContain(LOST);
	});
});
