import { describe, expect, it } from '@jest/globals';
import { action, box, pages, snapshot } from '../../contract/console/objects.mts';
import { pass, paused } from '../../support/clock.mts';
import { itemsOf, pairedItems, shown } from '../../support/simulatedRobot.mts';
import { refusal, stubConsole, type StubReply } from '../../support/stubConsole.mts';

/** Changes that run as actions: what is waited for, and what is said of it. */

const console = stubConsole();

const by = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const protect = { resource: 'storageBox', operation: 'changeProtection', storageBoxId: by('42'), delete: true };
const takeSnapshot = { resource: 'snapshot', operation: 'create', storageBoxId: by('42') };
const rename = { resource: 'storageBox', operation: 'update', storageBoxId: by('42'), updateFields: { name: 'new' } };

const ID = '598022669323684';
const POST = 'POST /storage_boxes/42/actions/change_protection {"delete":true}';
const LOOK = `GET /storage_boxes/actions/${ID}`;
const READ = 'GET /storage_boxes/42';

const accepted: StubReply = { status: 201, body: { action: action('change_protection', 'running') } };
const running: StubReply = { body: { action: action('change_protection', 'running') } };
const done: StubReply = { body: { action: action('change_protection') } };
const theBox: StubReply = { body: { storage_box: box } };
const cut: StubReply = { cut: true };
const html: StubReply = { status: 502, body: '<h1>Bad Gateway</h1>' };
const times = (count: number, reply: StubReply) => Array.from({ length: count }, () => reply);

describe('waiting', () => {
	it('looks every second or slower until the action has ended, and puts out what is there then', async () => {
		console.answer(accepted, running, running, running, done, theBox);
		const run = await console.run(protect);
		expect(run.json).toEqual([box]);
		expect(console.sent()).toEqual([POST, LOOK, LOOK, LOOK, LOOK, READ]);
		expect(paused()).toEqual([1, 1, 2, 2]);
	});

	it('does not look at an action that has ended at once', async () => {
		console.answer({ status: 201, body: { action: action('change_protection') } }, theBox);
		expect((await console.run(protect)).json).toEqual([box]);
		expect(console.sent()).toEqual([POST, READ]);
		expect(paused()).toEqual([]);
	});

	it('goes by the status alone: a running action may hold an error, and one that has ended look unfinished', async () => {
		const odd = action('change_protection', 'running', { error: { code: 'action_failed', message: 'Action failed' } });
		console.answer(
			{ status: 201, body: { action: odd } },
			{ body: { action: odd } },
			{ body: { action: action('change_protection', 'success', { progress: 0, finished: null }) } },
			theBox,
		);
		expect((await console.run(protect)).json).toEqual([box]);
	});

	it('is left out where it is switched off: then the action is put out', async () => {
		console.answer(accepted);
		const run = await console.run({ ...protect, options: { waitForCompletion: false } });
		expect(run.json).toEqual([{ id: 42, action: action('change_protection', 'running') }]);
		expect(console.sent()).toEqual([POST]);
	});

	it('is left out where it is switched off: then what is created is put out beside the action', async () => {
		const made = { snapshot: { id: 7, storage_box: 42 }, action: action('create_snapshot', 'running') };
		console.answer({ status: 201, body: made });
		expect((await console.run({ ...takeSnapshot, options: { waitForCompletion: 'false' } })).json).toEqual([{ storage_box: 42, ...made }]);
		expect(console.sent()).toEqual(['POST /storage_boxes/42/snapshots {}']);
	});

	it('survives single failures of looking', async () => {
		console.answer(accepted, ...times(3, cut), refusal(404, 'not_found'), ...times(3, html), refusal(429, 'rate_limit_exceeded'), running, done, theBox);
		const run = await console.run(protect);
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([box]);
		expect(console.sent().filter((request) => request === POST)).toHaveLength(1);
	});

	it('counts refusals to be shown in a row only', async () => {
		const gone = refusal(404, 'not_found');
		console.answer(accepted, gone, gone, running, gone, gone, done, theBox);
		expect((await console.run(protect)).json).toEqual([box]);
	});

	it('ends after Maximum Wait also on a clock that is set back', async () => {
		console.answer((request) => {
			if (request.method === 'POST') return accepted;
			pass(-60);
			return running;
		});
		expect(shown(await console.run({ ...protect, options: { maximumWait: 10 } })).message).toContain('has not carried it out within 10 seconds');
	});

	it('ends after Maximum Wait, and says that the change was accepted', async () => {
		console.answer(accepted, running);
		const run = await console.run({ ...protect, options: { maximumWait: 10 } });
		expect(shown(run)).toMatchObject({
			message: 'Hetzner Console accepted the change of Storage Box 42, but has not carried it out within 10 seconds (action 598022669323684)',
			description: 'It is still under way: look at the action with Get of the resource Activity before you repeat it, or allow a longer Maximum Wait.',
		});
		expect(paused().reduce((sum, pause) => sum + pause, 0)).toBe(10);
	});

	it.each([
		['0', 'Maximum Wait (Seconds) is less than a second'],
		['', 'Maximum Wait (Seconds) is empty'],
		['soon', 'Maximum Wait (Seconds) is not a number'],
		['={{ $json.none }}', 'Maximum Wait (Seconds) resolved to nothing'],
	])('takes no Maximum Wait of %j', async (maximumWait, message) => {
		expect(shown(await console.run({ ...protect, options: { maximumWait } })).message).toBe(message);
		expect(console.sent()).toEqual([]);
	});

	it('ends at once where the token is refused meanwhile, and says that the change was accepted', async () => {
		console.answer(accepted, refusal(401, 'unauthorized'));
		const run = await console.run(protect);
		expect(shown(run).message).toBe(
			'Hetzner Console accepted the change of Storage Box 42 (action 598022669323684), but it cannot be followed: Hetzner Console refused the API token',
		);
		expect(shown(run).description).toBe('Look what became of it before you repeat it.');
		expect(console.sent()).toEqual([POST, LOOK]);
	});

	it('ends where the action is refused to be shown again and again', async () => {
		console.answer(accepted, refusal(404, 'not_found', 'action not found'));
		const run = await console.run(protect);
		expect(shown(run).message).toContain('accepted the change of Storage Box 42 (action 598022669323684), but it cannot be followed: action not found [not_found]');
		expect(console.sent()).toEqual([POST, LOOK, LOOK, LOOK]);
	});
});

describe('what went wrong', () => {
	it('with the action is told with its code, message, command, id, box and the likely cause', async () => {
		console.answer(accepted, { body: { action: action('change_protection', 'error') } });
		const run = await console.run(protect);
		expect(shown(run)).toMatchObject({
			message: 'change_protection of Storage Box 42 failed (action 598022669323684): change_protection failed [action_failed]',
			description: 'It was accepted and begun, and then failed. Likely: another action ran at the same time. Look what is there before you repeat it.',
		});
		expect(console.sent()).toEqual([POST, LOOK]);
	});

	it('with reading again is told beside that the change was carried out', async () => {
		console.answer(accepted, done, refusal(500, 'server_error', 'internal error'));
		const run = await console.run(protect);
		expect(shown(run)).toMatchObject({
			message: 'The change of Storage Box 42 was carried out (action 598022669323684), but reading it again failed: internal error [server_error]',
			description: 'Nothing has to be repeated.',
		});
	});

	it.each([
		['no action', {}],
		['an empty action', { action: {} }],
		['no JSON', 'done'],
	])('with a reply that has %s leaves the outcome unknown', async (_what, body) => {
		console.answer({ status: 201, body });
		const run = await console.run(protect);
		expect(shown(run)).toMatchObject({
			message: "Hetzner Console's reply could not be read",
			description: expect.stringContaining('It is unknown whether Hetzner Console carried the request out'),
		});
		expect(console.sent()).toEqual([POST]);
	});

	it('with a reply that does not name the action is told', async () => {
		console.answer({ status: 201, body: { action: { ...action('change_protection', 'running'), id: null } } });
		expect(shown(await console.run(protect)).message).toBe('Hetzner Console accepted the change of Storage Box 42, but its reply does not say the ID of the action');
	});

	it('with a reply that does not name what is created is told', async () => {
		console.answer({ status: 201, body: { snapshot: { storage_box: 42 }, action: action('create_snapshot') } });
		expect(shown(await console.run(takeSnapshot)).message).toBe('Hetzner Console accepted the change of Storage Box 42, but its reply does not say the ID of what it creates');
	});
});

describe('a change that is refused for now', () => {
	it.each([
		[409, 'conflict'],
		[423, 'locked'],
		[429, 'rate_limit_exceeded'],
		[503, 'robot_unavailable'],
	])('(%i %s) is sent again after growing pauses', async (status, code) => {
		console.answer(...times(3, refusal(status, code)), accepted, done, theBox);
		const run = await console.run(protect);
		expect(run.json).toEqual([box]);
		expect(console.sent()).toEqual([...times(4, {}).map(() => POST), LOOK, READ]);
		const [first = 0, second = 0, third = 0] = paused();
		expect(first).toBeGreaterThanOrEqual(1);
		expect(second).toBeGreaterThan(first);
		expect(third).toBeGreaterThan(second);
	});

	it('is sent again for as long as Maximum Wait allows, and then told in the words of the API', async () => {
		console.answer(refusal(423, 'locked', 'Action is locked'));
		const run = await console.run({ ...protect, options: { maximumWait: 30 } });
		expect(shown(run)).toMatchObject({
			message: 'Action is locked [locked]',
			description: 'Nothing was changed: another action is running on this Storage Box. Try again when it has ended. With a longer Maximum Wait the node waits longer for that.',
		});
		expect(paused().reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(30);
		expect(console.sent().length).toBeGreaterThan(3);
	});

	it('is not told to wait longer where there is no such option', async () => {
		console.answer(refusal(423, 'locked', 'Action is locked'));
		const run = await console.run({ resource: 'storageBox', operation: 'update', storageBoxId: protect.storageBoxId, updateFields: { name: 'archive' } });
		expect(shown(run).description).toBe('Nothing was changed: another action is running on this Storage Box. Try again when it has ended.');
	});

	it('is not taken for one that no wait mends', async () => {
		console.answer(refusal(403, 'protected', 'Storage Box is protected'));
		expect(shown(await console.run(protect)).description).not.toContain('Maximum Wait');
	});

	it('is sent three times at least, whatever the wait', async () => {
		console.answer(refusal(423, 'locked'));
		await console.run({ ...protect, options: { maximumWait: 1 } });
		expect(console.sent()).toEqual([POST, POST, POST]);
	});

	it('is sent three times where nothing is waited for', async () => {
		console.answer(refusal(409, 'conflict'));
		expect(shown(await console.run(rename)).message).toBe("Storage Box 42: the API's words [conflict]");
		expect(console.sent()).toHaveLength(3);
	});

	it.each([200, 500, 502])('is no such thing under %i: then somebody else may have said it', async (status) => {
		console.answer(refusal(status, 'conflict'));
		await console.run(protect);
		expect(console.sent()).toEqual([POST]);
	});
});

describe('a change of which nobody knows what became', () => {
	it.each<[string, StubReply]>([
		['no reply', cut],
		['500', refusal(500, 'server_error')],
		['502 without JSON', html],
		['502', refusal(502, 'bad_gateway')],
		['503', refusal(503, 'unavailable')],
		['504', refusal(504, 'timeout')],
		['half a reply', { status: 201, body: '{"action": {"id"' }],
		['an error under 200', { status: 200, body: { error: { code: 'conflict', message: 'x' } } }],
		['a redirect', { status: 302, body: '', headers: { location: 'https://example.com/' } }],
	])('is sent once, and the error says so: %s', async (_what, reply) => {
		console.answer(reply);
		const run = await console.run(protect);
		expect(console.sent()).toEqual([POST]);
		expect(shown(run).description).toContain('It is unknown whether Hetzner Console carried the request out: look before you repeat it.');
	});

	it('is held back from Retry On Fail', async () => {
		console.answer(cut, accepted, done, theBox);
		const run = await console.run(protect, { tries: 3 });
		expect(console.sent()).toEqual([POST]);
		expect(shown(run).message).toContain('Not sent again: an earlier try was sent');
	});
});

describe('a read', () => {
	const get = { resource: 'storageBox', operation: 'get', storageBoxId: by('42') };

	it.each<[string, StubReply]>([
		['no reply', cut],
		['500', refusal(500, 'server_error')],
		['502', html],
		['503', refusal(503, 'unavailable')],
		['504', refusal(504, 'timeout')],
		['a reply that cannot be read', { body: '<h1>Log in</h1>' }],
		['429', refusal(429, 'rate_limit_exceeded')],
		['423', refusal(423, 'locked')],
	])('is sent again: %s', async (_what, reply) => {
		console.answer(reply, reply, theBox);
		expect((await console.run(get)).json).toEqual([box]);
		expect(console.sent()).toEqual([READ, READ, READ]);
	});

	it('that is refused is told in the words of the API, with its code and the correlation id', async () => {
		console.answer({ ...refusal(404, 'not_found', 'Storage Box not found'), headers: { 'X-Correlation-Id': 'abc-123' } });
		expect(shown(await console.run(get))).toMatchObject({
			message: 'Storage Box 42: Storage Box not found [not_found]',
			description: expect.stringMatching(/^Check the ID: .* Correlation ID: abc-123\.$/),
			httpCode: '404',
		});
		expect(console.sent()).toEqual([READ]);
	});
});

describe('several items', () => {
	const perItem = { ...takeSnapshot, storageBoxId: { __rl: true, mode: 'id', value: '={{ $json.n }}' } };
	const answer = ({ method, path }: { method: string; path: string }): StubReply => {
		if (method === 'POST') return { status: 201, body: { snapshot: { id: 7 }, action: action('create_snapshot', 'running') } };
		return path.includes('actions') ? { body: { action: action('create_snapshot') } } : { body: { snapshot } };
	};

	it('are carried out one after another: none begins before the action of the one before has ended', async () => {
		console.answer(answer);
		const run = await console.run(perItem, { items: itemsOf('42', '42') });
		const one = ['POST /storage_boxes/42/snapshots {}', LOOK, 'GET /storage_boxes/42/snapshots/7'];
		expect(console.sent()).toEqual([...one, ...one]);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('of which one fails say what was done before', async () => {
		console.answer((request) => (request.path.startsWith('/storage_boxes/43') ? refusal(404, 'not_found') : answer(request)));
		const run = await console.run(perItem, { items: itemsOf('42', '43', '44') });
		expect(shown(run).description).toContain('Item 0 was carried out (7).');
		expect(console.sent().filter((request) => request.includes('/44'))).toEqual([]);
	});

	it('go on after a failure where the workflow continues on errors', async () => {
		console.answer((request) => (request.path.startsWith('/storage_boxes/43') ? refusal(404, 'not_found') : answer(request)));
		const run = await console.run(perItem, { items: itemsOf('42', '43', '44'), onError: 'continueRegularOutput' });
		expect(run.json).toEqual([snapshot, { error: "Storage Box 43: the API's words [not_found]", message: expect.any(String) }, snapshot]);
	});

	it('are not sent again by Retry On Fail where they were carried out', async () => {
		let isDown = true;
		console.answer((request) => {
			if (!request.path.startsWith('/storage_boxes/43') || request.method === 'GET') return answer(request);
			const reply = isDown ? refusal(403, 'maintenance') : answer(request);
			isDown = false;
			return reply;
		});
		const run = await console.run(perItem, { items: itemsOf('42', '43'), tries: 2 });
		expect(run.json).toEqual([snapshot, snapshot]);
		expect(console.sent().filter((request) => request.startsWith('POST /storage_boxes/42'))).toHaveLength(1);
	});

	it('are followed by Retry On Fail, and not sent again, where the wait has ended', async () => {
		let looks = 0;
		console.answer((request) => (request.path.includes('/actions/') && ++looks < 6 ? { body: { action: action('create_snapshot', 'running') } } : answer(request)));
		const run = await console.run({ ...takeSnapshot, options: { maximumWait: 5 } }, { tries: 3 });
		expect(run.json).toEqual([snapshot]);
		expect(console.sent().filter((request) => request.startsWith('POST'))).toHaveLength(1);
	});
});

it('warns of a request limit that is nearly used up', async () => {
	console.answer({ ...theBox, headers: { 'RateLimit-Limit': '3600', 'RateLimit-Remaining': '100', 'RateLimit-Reset': '1764000000' } });
	const run = await console.run({ resource: 'storageBox', operation: 'get', storageBoxId: by('42') });
	expect(run.hints).toEqual([expect.stringMatching(/^GET \/storage_boxes\/\{storageBoxId\}: (9\d|1\d\d) of 3600 requests per hour are left$/)]);
});

it('puts out many boxes over pages, each once', async () => {
	const boxes = Array.from({ length: 120 }, (_, index) => ({ ...box, id: index + 1 }));
	const page = (number: number, some: object[]): StubReply => ({ body: { storage_boxes: some, meta: pages(number, 3, 120) } });
	console.answer(page(1, boxes.slice(0, 50)), page(2, boxes.slice(49, 100)), page(3, boxes.slice(100)));
	const run = await console.run({ resource: 'storageBox', operation: 'getAll', returnAll: true });
	expect(run.json.map((each) => (each as { id: number }).id)).toEqual(boxes.map(({ id }) => id));
	expect(console.sent()).toEqual([1, 2, 3].map((number) => `GET /storage_boxes?page=${number}&per_page=50`));
});

describe('a deletion by name whose action cannot be seen at first', () => {
	it.each<[string, object, string, object, object]>([
		[
			'Storage Box',
			{ resource: 'storageBox', operation: 'delete', storageBoxId: by('backups', 'name') },
			'/storage_boxes?',
			{ storage_boxes: [{ id: 42, name: 'backups' }] },
			{ id: 42 },
		],
		[
			'snapshot',
			{ resource: 'snapshot', operation: 'delete', storageBoxId: by('42'), snapshotId: by('today', 'name') },
			'/storage_boxes/42/snapshots',
			{ snapshots: [{ id: 5, name: 'today' }] },
			{ storage_box: 42, id: 5 },
		],
		[
			'sub-account',
			{ resource: 'subaccount', operation: 'delete', storageBoxId: by('42'), subaccountId: by('web', 'name') },
			'/storage_boxes/42/subaccounts',
			{ subaccounts: [{ id: 5, name: 'web' }] },
			{ storage_box: 42, id: 5 },
		],
	])('of a %s is followed by Retry On Fail, though the name is gone', async (_what, parameters, list, there, meant) => {
		let looks = 0;
		let isGone = false;
		console.answer(({ method, path }) => {
			if (method === 'DELETE') isGone = true;
			if (method === 'DELETE') return { status: 201, body: { action: action('delete', 'running') } };
			if (path.startsWith('/storage_boxes/actions/')) return ++looks <= 3 ? refusal(404, 'not_found') : done;
			if (!path.startsWith(list)) return { status: 418 };
			const [key] = Object.keys(there);
			return { body: { ...(isGone ? { [key!]: [] } : there), meta: pages(1, 1, 1) } };
		});
		const run = await console.run(parameters as never, { tries: 2 });
		expect(run.error).toBeUndefined();
		expect(run.json).toEqual([{ ...meant, deleted: true }]);
		expect(console.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(1);
	});
});

describe('Maximum Wait', () => {
	it('bounds a look that is never answered', async () => {
		console.answer(accepted, { hang: true });
		const before = performance.now();
		const run = await console.run({ ...protect, options: { maximumWait: 3 } });
		expect(run.error?.message).toContain('has not carried it out within 3 seconds');
		expect(performance.now() - before).toBeLessThan(6000);
	}, 30_000);

	it.each([
		['the limit asks for 40 seconds', { ...refusal(429, 'rate_limit_exceeded'), headers: { 'retry-after': '40' } }],
		['a proxy asks for 40 seconds', { status: 503, body: '', headers: { 'retry-after': '40' } }],
	])('bounds the waits of a look where %s', async (_what, reply) => {
		console.answer(accepted, reply);
		const run = await console.run({ ...protect, options: { maximumWait: 10 } });
		expect(run.error?.message).toContain('has not carried it out within 10 seconds');
		expect(paused().reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(11);
	});

	it('covers a request limit that is used up', async () => {
		const limited = { ...refusal(429, 'rate_limit_exceeded'), headers: { 'retry-after': '100' } };
		console.answer(limited, accepted, done, theBox);
		expect((await console.run(protect)).json).toEqual([box]);
		console.answer(limited);
		const run = await console.run({ ...protect, options: { maximumWait: 90 } });
		expect(run.error?.message).toContain('rate_limit_exceeded');
		const next = await console.run({ ...protect, options: { maximumWait: 60 } });
		expect(next.error?.message).toContain('Nothing was sent: Hetzner Console said');
		expect(next.error?.description).toContain('Run it again then; a change with the option Maximum Wait waits for that as long as it says.');
		expect(next.error?.description).not.toContain('Wait for Request Limit');
	});
});
