import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exampleWorkflows } from '../../demo/examples.mts';
import { waitFor } from '../../demo/process.mts';
import { startStandIn, type StandIn } from '../../demo/standIn.mts';
import type { FirewallRules } from '../../simulator/state/firewall.mts';
import { outputOf, requestLines, unflattened } from './environment.mts';
import { ownEnvironment } from './ownEnvironment.mts';
import { answerForm, createWithSettings, withSettings } from './workflow.mts';

/** Those that others call. */
const PUBLISHED = ['robotMcpServer', 'robotServerCommands', 'storageBoxBeforeChange'];

const environment = ownEnvironment();

test('no example starts by the time of day while a test looks at the account', async () => {
	const examples = await Promise.all((await exampleWorkflows()).map(async ({ id }) => await environment.client.workflow(id)));
	expect(examples.flatMap(({ id, active }) => (active === true ? [id] : [])).sort()).toEqual(PUBLISHED);
}, 30_000);

describe('List servers and reset options', () => {
	test('puts out each server with its reset options, from two requests', async () => {
		const servers = await environment.run('robotServersAndResets', 'Start', 'Keep What Matters');

		expect(servers).toHaveLength(16);
		expect(servers.find(({ server_number }) => server_number === 321)).toEqual({
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

describe('My address on all servers', () => {
	/** What the two sources say. */
	const says = { first: '', second: '' };
	const sources = createServer(({ url }, response) => response.end(says[url!.slice(1) as keyof typeof says]));
	let id: string;
	let dryRun: string;

	beforeAll(async () => {
		await new Promise<void>((ready) => sources.listen(0, '127.0.0.1', ready));
		const { port } = sources.address() as AddressInfo;
		const mine = { first_source: `http://127.0.0.1:${port}/first`, second_source: `http://127.0.0.1:${port}/second`, second_address: '192.0.2.64/26' };
		({ id } = await createWithSettings(environment.client, 'robotMyIp', { ...mine, dry_run: false }));
		dryRun = (await createWithSettings(environment.client, 'robotMyIp', mine)).id;
	}, 30_000);

	afterAll(() => void sources.close());

	/** A small account, whose firewalls are changed at once. */
	const run = async (first: string, second: string, workflow = id) => {
		Object.assign(says, { first, second });
		const { state } = environment.simulator;
		state.servers.splice(0, Infinity, ...state.servers.filter(({ server_number }) => [321, 345, 485].includes(server_number)));
		environment.simulator.clearRequests();
		const passing = setInterval(() => environment.simulator.advance(60), 500);
		const ended = await environment.execute(workflow, 'Every 30 Minutes').finally(() => clearInterval(passing));
		return { ended, changes: requestLines(environment.simulator).filter((line) => line.startsWith('POST')) };
	};
	const said = ({ ended }: Awaited<ReturnType<typeof run>>, node = 'Say What Changed') => outputOf(ended, node).map(({ text }) => text);
	const input = (number: number) => (environment.simulator.state.firewalls.find(({ server_number }) => server_number === number)!.rules as FirewallRules).input;
	const rules = (number: number) => input(number).map(({ name, src_ip, dst_port }) => [name, src_ip, dst_port]);

	test('puts both rules on all servers that have a firewall, then nothing, and another address in the place of the old one', async () => {
		expect(said(await run('198.51.100.7', '198.51.100.7\n'))).toEqual([
			'db1 lets 198.51.100.7 in. Added: my address: accept IPv4 TCP from 198.51.100.7 to port 22',
			'web1 lets 198.51.100.7 in. Added: my address: accept IPv4 TCP from 198.51.100.7 to port 22',
		]);
		const kept = rules(345);
		expect(kept).toEqual([
			['my address', '198.51.100.7', '22'],
			['second way in', '192.0.2.64/26', '22'],
			['mysql from web', '203.0.113.0/26', '3306'],
			['tcp established', null, '32768-65535'],
		]);

		expect(await run('198.51.100.7', '198.51.100.7')).toMatchObject({ changes: [], ended: { status: 'success' } });

		const another = await run('198.51.100.9', '198.51.100.9');
		expect(said(another)).toEqual([
			'db1 lets 198.51.100.9 in. Replaced: my address: accept IPv4 TCP from 198.51.100.7 to port 22',
			'web1 lets 198.51.100.9 in. Replaced: my address: accept IPv4 TCP from 198.51.100.7 to port 22',
		]);
		expect(another.changes).toHaveLength(2);
		expect(rules(345)).toEqual([['my address', '198.51.100.9', '22'], ...kept.slice(1)]);
	}, 180_000);

	test('as it comes, says what it would do and does nothing', async () => {
		const dry = await run('198.51.100.7', '198.51.100.7', dryRun);
		expect(said(dry)).toEqual([
			'db1 would let 198.51.100.7 in (dry run). Added: my address: accept IPv4 TCP from 198.51.100.7 to port 22',
			'web1 would let 198.51.100.7 in (dry run). Added: my address: accept IPv4 TCP from 198.51.100.7 to port 22',
		]);
		expect(dry.changes).toEqual([]);
	}, 90_000);

	test('changes nothing while the second way in is the placeholder of the example', async () => {
		const mine = { first_source: 'http://127.0.0.1:9/', second_source: 'http://127.0.0.1:9/', dry_run: false };
		const { ended } = await run('198.51.100.7', '198.51.100.7', (await createWithSettings(environment.client, 'robotMyIp', mine)).id);
		expect(ended.data.resultData.error?.message).toMatch(/^No firewall was changed: second_address in Settings is still the placeholder of the example\./);
		expect(environment.simulator.requests()).toEqual([]);
	}, 60_000);

	test('changes the others where one server fails, and says why', async () => {
		environment.simulator.inject({ kind: 'error', method: 'POST', path: '/firewall/321', status: 500, code: 'INTERNAL_ERROR', message: 'Internal error' });
		const some = await run('198.51.100.7', '198.51.100.7');
		expect(said(some)).toEqual(['db1 lets 198.51.100.7 in. Added: my address: accept IPv4 TCP from 198.51.100.7 to port 22']);
		expect(said(some, 'Say What Went Wrong')).toEqual([expect.stringMatching(/^web1 was not changed: .*INTERNAL_ERROR/)]);
		expect(rules(321).filter(([name]) => name === 'my address')).toEqual([]);
	}, 90_000);

	test.each([
		['198.51.100.7', '198.51.100.8', '"198.51.100.7" and "198.51.100.8"'],
		['<html>Welcome</html>', '<html>Welcome</html>', '"<html>Welcome</html>" and "<html>Welcome</html>"'],
		['', '', '"" and ""'],
		['2001:db8::7', '2001:db8::7', '"2001:db8::7" and "2001:db8::7"'],
	])(
		'stops before it asks Robot for anything where the sources say %j and %j',
		async (first, second, words) => {
			const { ended } = await run(first, second);
			expect(ended.status).toBe('error');
			expect(ended.data.resultData.error?.message).toBe(`The two sources do not agree on one IPv4 address: ${words}. No firewall was changed.`);
			expect(environment.simulator.requests()).toEqual([]);
		},
		60_000,
	);
});

describe('Auction watcher', () => {
	/** What arrived in the chat. */
	const messages: Array<{ text: string }> = [];
	let chat: StandIn;
	let id: string;

	beforeAll(async () => {
		chat = await startStandIn(0, (text) => messages.push({ text }));
		({ id } = await createWithSettings(environment.client, 'robotAuctionWatcher', { message_url: chat.url, rows: '2' }));
	}, 30_000);
	beforeEach(() => void messages.splice(0));
	afterAll(async () => await chat?.close());

	test('sends a table of the offers with the best price per GB every week, and says that there is none', async () => {
		expect(await environment.execute(id, 'Every Monday at 8')).toMatchObject({ status: 'success' });
		expect(messages).toHaveLength(1);
		const [title, head, ...rows] = messages[0]!.text.split('\n');
		expect(title).toBe('Offers of the server market, by price per GB of drives, with VAT');
		expect(head).toBe('ID | CPU | memory | drives | where | per month | per GB');
		expect(rows).toHaveLength(2);
		for (const row of rows) expect(row).toMatch(/^\d+ \| .+ \| \d+ GB \| .+ = \d+ GB \| \w+-DC\d+ \| [\d.]+ € \| 0\.\d+ €$/);
		expect(requestLines(environment.simulator)).toEqual(['GET /order/server_market/product']);

		environment.simulator.state.orders.market.splice(0);
		await environment.execute(id, 'Every Monday at 8');
		expect(messages[1]).toEqual({ text: 'No offer of the server market matches.' });
	}, 120_000);

	test('sends a message for each offer that is new or has become cheaper', async () => {
		expect(await environment.execute(id, 'Offer Found or Cheaper')).toMatchObject({ status: 'success' });
		const [cheapest] = environment.simulator.state.orders.market.toSorted((a, b) => Number(a.price) - Number(b.price));
		const { cpu, price, id: offer } = cheapest!;
		expect(messages).toEqual([
			{ text: expect.stringMatching(new RegExp(`^\\[Test\\] New: ${cpu}, \\d+ GB, .+ for ${price} € net a month\\. Offer ${offer}$`)) },
			{ text: expect.stringMatching(new RegExp(`^\\[Test\\] Cheaper: ${cpu}, \\d+ GB, .+ for ${price} € net a month, before [\\d.]+ €\\. Offer ${offer}$`)) },
		]);
	}, 120_000);
});

describe('Watchdog', () => {
	/** What does not answer, and what was said. */
	const silent = new Set<string>();
	let said: string[] = [];
	let probed: string[] = [];
	/** The probes after which all answer. */
	let endsAfter = Infinity;
	const standIns = createServer(({ url, method }, response) => {
		const [, place = ''] = url!.split('/');
		if (method === 'HEAD') probed.push(url!);
		if (probed.length <= endsAfter && silent.has(place)) return void response.destroy();
		if (method !== 'POST') return void response.writeHead(place === 'web2' ? 503 : 200).end();
		let body = '';
		response.req.setEncoding('utf8').on('data', (part: string) => (body += part));
		response.req.on('end', () => {
			said.push((JSON.parse(body) as { text: string }).text);
			response.end('{}');
		});
	});
	/** The node itself remembers what it has reset for another test. */
	const SOON = 0.0001;
	let port: number;
	let made = 0;

	beforeAll(async () => {
		await new Promise<void>((ready) => standIns.listen(0, '127.0.0.1', ready));
		({ port } = standIns.address() as AddressInfo);
	});

	beforeEach(() => {
		silent.clear();
		[said, probed, endsAfter] = [[], [], Infinity];
	});

	afterAll(() => void standIns.close());

	/** The example with stand-ins, and a table of its own. */
	async function create(others: Record<string, unknown> = {}): Promise<string> {
		const base = `http://127.0.0.1:${port}`;
		const { nodes, connections, settings } = await environment.client.workflow('robotWatchdog');
		const mine = {
			servers: JSON.stringify(['staging', 'web2'].map((server) => ({ server, first_url: `${base}/${server}/a`, second_url: `${base}/${server}/b` }))),
			own_network_url: `${base}/internet`,
			message_url: `${base}/chat`,
			pause_seconds: 0,
			start_minutes: 0,
			dry_run: false,
			automatic: true,
			...others,
		};
		const table = `Robot watchdog ${++made}`;
		const own = withSettings(nodes, mine);
		const apart = JSON.parse(JSON.stringify(own).replaceAll('"Robot watchdog"', JSON.stringify(table))) as typeof own;
		return (await environment.client.createWorkflow({ name: `Watchdog, tried ${made}`, nodes: apart, connections, settings })).id;
	}

	const run = async (id: string) => {
		const { status, data } = await environment.execute(id, 'Every 5 Minutes');
		expect({ status, error: data.resultData.error?.message }).toEqual({ status: 'success', error: undefined });
	};
	const resets = () => requestLines(environment.simulator).filter((line) => line.startsWith('POST'));

	test('resets the one server that is silent four times, with the gentlest reset, says so, and not again within the hour', async () => {
		silent.add('staging');
		const id = await create();
		await run(id);

		expect(resets()).toEqual(['POST /reset/470 type=sw']);
		expect(said).toEqual(['staging: got a Software Reset. It does not answer.']);
		expect(probed.filter((url) => url === '/staging/b')).toHaveLength(4);

		await run(id);
		expect(resets()).toHaveLength(1);
		expect(said).toHaveLength(1);
	}, 120_000);

	test('resets three times a day at most', async () => {
		silent.add('staging');
		const id = await create({ cooldown_minutes: SOON });
		for (let turn = 0; turn < 4; turn++) await run(id);

		expect(resets()).toHaveLength(3);
	}, 180_000);

	test.each([
		['all answer, one of them with an error page', []],
		['the network of n8n is down', ['staging', 'internet']],
	])(
		'asks Robot for nothing where %s',
		async (_what, places) => {
			for (const place of places) silent.add(place);
			await run(await create({ cooldown_minutes: SOON }));
			expect([environment.simulator.requests(), said]).toEqual([[], []]);
		},
		60_000,
	);

	test('resets nothing that answers again in the fourth round', async () => {
		silent.add('staging');
		// A look at n8n's own network; in a round two servers, the second address, and n8n's own network once more.
		endsAfter = 1 + 4 + 3 + 3;
		await run(await create({ cooldown_minutes: SOON }));

		expect(probed.filter((url) => url === '/staging/a')).toHaveLength(4);
		expect([resets(), said]).toEqual([[], []]);
	}, 60_000);

	test('tells why a server was not reset', async () => {
		environment.simulator.state.servers.find(({ server_number }) => server_number === 470)!.reset.type = ['man'];
		silent.add('staging');
		await run(await create({ cooldown_minutes: SOON }));

		expect(resets()).toEqual([]);
		expect(said).toEqual([
			'staging: not reset: Type: this server offers none of Software Reset (sw), Press of Power Button (power), Hardware Reset (hw). It offers Manual Reset (man). Nothing was reset. It does not answer.',
		]);
	}, 60_000);

	test('resets nothing where all servers are silent at once, and says so', async () => {
		silent.add('staging').add('web2');
		await run(await create({ cooldown_minutes: SOON }));

		expect(environment.simulator.requests()).toEqual([]);
		expect(said).toEqual(['None of staging, web2 answers. Nothing was reset: that is more likely the network than all of them.']);
	}, 60_000);

	test('as it comes, says what it would do and does nothing', async () => {
		silent.add('staging');
		await run(await create({ dry_run: undefined, cooldown_minutes: SOON }));

		expect(resets()).toEqual([]);
		expect(said).toEqual(['staging: would get a Software Reset (dry run). It does not answer.']);
	}, 60_000);

	/** Runs until the question is asked, answers it as a browser does, and waits for the end. */
	async function answered(id: string, answer: string, meanwhile = () => {}, reset = 'Software Reset'): Promise<void> {
		const execution = await environment.client.runWorkflow(id, 'Every 5 Minutes');
		const question = await waitFor('the question', 40, async () => await Promise.resolve(said[0]));
		expect(question).toMatch(new RegExp(`^staging: no answer to two probes, four times; it would get a ${reset}\\.\\nReset\\? http`));
		await waitFor('the form', 20, async () => (await environment.client.execution(execution)).status === 'waiting');
		expect(resets()).toEqual([]);
		meanwhile();
		expect(await answerForm(question.split('? ')[1]!.replace(/^http:\/\/[^/]+/, environment.url), answer)).toBe(200);
		await waitFor('the end', 40, async () => (await environment.client.execution(execution)).finished);
	}

	test('resets where a person approves it', async () => {
		silent.add('staging');
		await answered(await create({ automatic: undefined, cooldown_minutes: SOON }), 'Reset');

		expect(resets()).toEqual(['POST /reset/470 type=sw']);
		expect(said[1]).toBe('staging: got a Software Reset. It does not answer.');
	}, 120_000);

	test('asks with the reason where a server cannot be reset', async () => {
		environment.simulator.state.servers.find(({ server_number }) => server_number === 470)!.reset.type = ['man'];
		silent.add('staging');
		await environment.client.runWorkflow(await create({ automatic: undefined, cooldown_minutes: SOON }), 'Every 5 Minutes');
		expect(await waitFor('the question', 40, async () => await Promise.resolve(said[0]))).toMatch(
			/^staging: no answer to two probes, four times; it cannot be reset: Type: this server offers none of .+[^.]\.\nReset\? http/,
		);
	}, 60_000);

	test('gives no other reset than the one that was approved', async () => {
		silent.add('staging');
		await answered(await create({ automatic: undefined, cooldown_minutes: SOON }), 'Reset', () => {
			environment.simulator.state.servers.find(({ server_number }) => server_number === 470)!.reset.type = ['hw'];
		});

		expect(resets()).toEqual([]);
		expect(said[1]).toBe(
			'staging: not reset: the plan no longer fits. Then it would get a Software Reset; since, Robot says something else of the server. Look what somebody has done.',
		);
	}, 120_000);

	test('presses no power button of a server that somebody has started since', async () => {
		const { reset } = environment.simulator.state.servers.find(({ server_number }) => server_number === 470)!;
		Object.assign(reset, { type: ['sw', 'power', 'hw'], operating_status: 'shut off' });
		silent.add('staging');
		const id = await create({ automatic: undefined, cooldown_minutes: SOON });
		await answered(id, 'Reset', () => void (reset.operating_status = 'running'), 'Press of Power Button \\(The server was off: a press of the power button starts it\\)');

		expect(resets()).toEqual([]);
		expect(said[1]).toMatch(
			/^staging: not reset: the plan no longer fits\. Then it would get a Press of Power Button \(The server was off: a press of the power button starts it\); /,
		);
	}, 120_000);

	test('does nothing before it knows where messages go', async () => {
		silent.add('staging');
		const ended = await environment.execute(await create({ message_url: undefined }), 'Every 5 Minutes');
		expect(ended.data.resultData.error?.message).toBe('Nothing was looked at: message_url in Settings still has example.com, the placeholder of the example.');
		expect([environment.simulator.requests(), probed]).toEqual([[], []]);
	}, 60_000);

	test('resets nothing that answers again until a person has approved it', async () => {
		silent.add('staging');
		const id = await create({ automatic: undefined, cooldown_minutes: SOON });
		await answered(id, 'Reset', () => silent.clear());

		expect([resets(), said.length]).toEqual([[], 1]);
	}, 120_000);

	test('resets nothing where a person wants it left', async () => {
		silent.add('staging');
		await answered(await create({ automatic: undefined, cooldown_minutes: SOON }), 'Leave as it is');

		expect([resets(), said.length]).toEqual([[], 1]);
	}, 120_000);
});

describe('Planned failover', () => {
	let status = 200;
	let chat: StandIn;
	let messages: string[] = [];
	const target = createServer((_request, response) => {
		response.statusCode = status;
		response.end('well');
	});
	let id: string;

	beforeAll(async () => {
		await new Promise<void>((ready) => target.listen(0, '127.0.0.1', ready));
		const { port } = target.address() as AddressInfo;
		chat = await startStandIn(0, (text) => messages.push(text));
		({ id } = await createWithSettings(environment.client, 'robotPlannedFailover', { target_health_url: `http://127.0.0.1:${port}/`, message_url: chat.url }));
	}, 30_000);

	beforeEach(() => {
		status = 200;
		messages = [];
	});

	afterAll(async () => {
		target.close();
		await chat?.close();
	});

	/** Runs it as far as the question, then decides in the form. */
	const decide = async (decision: string, meanwhile: () => void = () => {}) => {
		const execution = await environment.client.runWorkflow(id, 'Start');
		await waitFor('the form', 60, async () => (await environment.client.execution(execution)).status === 'waiting' || undefined);
		const [text] = messages as [string];
		const form = /https?:\S+$/.exec(text)![0].replace(/^http:\/\/[^/]+/, environment.url);
		const page = await (await fetch(form)).text();
		const before = changes();
		meanwhile();
		expect(await answerForm(form, decision)).toBe(200);
		const ended = await waitFor('the end', 60, async () => {
			const stored = await environment.client.execution(execution);
			return ['success', 'error'].includes(stored.status) ? { id: execution, status: stored.status, data: unflattened(stored.data!) } : undefined;
		});
		return { text, page, before, ended };
	};
	const changes = () => requestLines(environment.simulator).filter((line) => line.startsWith('POST'));

	test('switches once somebody has approved what the plan says', async () => {
		const { text, page, before, ended } = await decide('Switch');
		expect(page).toContain('Switch 198.51.100.200 to web2?');
		expect(text).toMatch(/^Switch 198\.51\.100\.200 to web2\? active_server_ip: 203\.0\.113\.10 -> 203\.0\.113\.11\. Interrupts service: .* Decide within an hour: http/);
		expect(before).toEqual([]);
		expect(ended.status).toBe('success');
		expect(messages.slice(1)).toEqual(['198.51.100.200 leads to web2 (203.0.113.11). Nothing switches it back by itself.']);
		expect(changes()).toEqual(['POST /failover/198.51.100.200 active_server_ip=203.0.113.11']);
	}, 150_000);

	test('changes nothing when the decision is to leave it', async () => {
		await decide('Leave it');
		expect(messages.slice(1)).toEqual(['Nothing was switched: that was the decision.']);
		expect(changes()).toEqual([]);
	}, 150_000);

	test('refuses when the plan that was approved no longer fits', async () => {
		await decide('Switch', () => {
			environment.simulator.state.failovers.find(({ ip }) => ip === '198.51.100.200')!.active_server_ip = '203.0.113.20';
		});
		expect(messages.slice(1)).toEqual([expect.stringMatching(/^Nothing was switched: since the approval something else has changed\. .*203\.0\.113\.10.*203\.0\.113\.20/)]);
		expect(changes()).toEqual([]);
	}, 150_000);

	test('asks nobody and Robot nothing while the target is not well', async () => {
		status = 503;
		const ended = await environment.execute(id, 'Start');
		expect(ended.status).toBe('error');
		expect(environment.simulator.requests()).toEqual([]);
	}, 90_000);
});

describe('New server set-up', () => {
	const changes = () => requestLines(environment.simulator).filter((line) => /^P/.test(line));
	const create = async (others: Record<string, unknown> = {}) => (await createWithSettings(environment.client, 'robotNewServer', { domain: 'example.net', ...others })).id;

	test('sets a server up, and the next time nothing', async () => {
		const id = await create();
		const passing = setInterval(() => environment.simulator.advance(60), 500);
		const first = await environment.run(id, 'Start by Hand', 'Say What Was Done').finally(() => clearInterval(passing));
		expect(first).toEqual([{ text: 'Server 322 is set up as node-322. Changed: Name It, Name Its Address, Set Its Firewall, Join the vSwitch.' }]);
		expect(changes()).toEqual([
			'POST /server/322 server_name=node-322',
			'POST /rdns/203.0.113.11 ptr=node-322.example.net',
			'POST /firewall/322 status=active&template_id=11',
			'POST /vswitch/4321/server server[]=322',
		]);

		environment.simulator.clearRequests();
		const second = await environment.run(id, 'Start by Hand', 'Say What Was Done');
		expect(second).toEqual([{ text: 'Server 322 is set up as node-322. Changed: nothing, all was so already.' }]);
		expect(changes()).toEqual([]);
	}, 180_000);

	test.each([
		['no firewall template has that name', { firewall_template: 'Web servers' }, /no firewall template is named "Web servers"/],
		['no vSwitch has that name', { vswitch: 'k8s' }, /no vSwitch is named "k8s"/],
		['the domain is the placeholder', { domain: undefined }, /^Nothing was changed: domain in Settings is still the placeholder of the example\.$/],
	])(
		'changes nothing where %s',
		async (_what, others, message) => {
			const ended = await environment.execute(await create(others), 'Start by Hand');
			expect([ended.status, changes()]).toEqual(['error', []]);
			expect(ended.data.resultData.error?.message).toMatch(message);
		},
		60_000,
	);
});
