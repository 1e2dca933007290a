import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { startOddRobot } from '../support/oddRobot.mts';
import { placedAt, server } from '../support/orderNodes.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();

const rename = { resource: 'server', operation: 'rename', serverNumber: by('name', 'web1'), serverName: 'shop1' };

describe('Dry Run', () => {
	it('says what would be sent and what it would change, and sends no change', async () => {
		const run = await robot.run({ ...rename, options: { dryRun: true } });

		expect(robot.sent()).toEqual(['GET /server', 'GET /server/321']);
		expect(robot.server(321).server_name).toBe('web1');
		expect(run.json).toEqual([
			{
				server_number: 321,
				dryRun: true,
				changed: true,
				changes: [{ field: 'server_name', from: 'web1', to: 'shop1' }],
				requests: [{ method: 'POST', path: '/server/321', values: { server_name: 'shop1' } }],
				warnings: [],
			},
		]);
	});

	it('says that it is so already', async () => {
		const run = await robot.run({ ...rename, serverName: 'web1', options: { dryRun: true } });

		expect(run.json).toMatchObject([{ changed: false, changes: [], requests: [{ method: 'POST', path: '/server/321' }] }]);
	});

	it.each(['false', false])('is none where it is %j', async (dryRun) => {
		await robot.run({ ...rename, options: { dryRun } });

		expect(robot.server(321).server_name).toBe('shop1');
	});

	it.each(['={{ $json.nothing }}', '', 'perhaps'])('is not left out by mistake (%j)', async (dryRun) => {
		const run = await robot.run({ ...rename, options: { dryRun } });

		expect(run.error?.message).toMatch(/^Dry Run/);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Dry Run of an order', () => {
	it('says what it costs, and checks as for real', async () => {
		const run = await robot.run({ ...server, options: { dryRun: true } });

		expect(placedAt(robot)).toEqual([]);
		expect(run.json).toMatchObject([
			{
				changed: true,
				changes: [{ field: 'order', from: null, to: { product_id: 'EX44' } }],
				requests: [{ method: 'POST', path: '/order/server/transaction', values: { product_id: 'EX44' } }],
				price: { monthly: expect.any(Number), setup: expect.any(Number) },
				warnings: [expect.stringMatching(/^Costs money: /), expect.stringMatching(/^Price with VAT: \d+\.\d\d per month and \d+\.\d\d for setup\.$/)],
			},
		]);
	});

	it('is refused for what would be refused', async () => {
		expect((await robot.run({ ...server, options: { dryRun: true, maximumPrice: 1 } })).error?.message).toMatch(/^Maximum Monthly Price \(EUR\): the order costs/);
		await robot.run(server);
		expect((await robot.run({ ...server, options: { dryRun: true } })).error?.message).toMatch(/was ordered .* minutes? ago/);
		expect(placedAt(robot)).toHaveLength(1);
	});
});

describe('Dry Run of an activation with Reset Now', () => {
	it('tells both requests', async () => {
		const activation = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux', resetNow: true, resetType: 'hw' };

		const run = await robot.run({ ...activation, options: { dryRun: true } });

		expect(run.json).toMatchObject([
			{
				changed: true,
				requests: [
					{ method: 'POST', path: '/boot/321/rescue' },
					{ method: 'POST', path: '/reset/321', values: { type: 'hw' } },
				],
				reset: { type: 'hw' },
			},
		]);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it('says that the server does not offer the reset', async () => {
		const activation = { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux', resetNow: true, resetType: 'sw' };

		expect((await robot.run({ ...activation, options: { dryRun: true } })).error?.message).toMatch(/^Reset Type: this server does not offer/);
	});
});

describe('Dry Run for a server that is off', () => {
	const OFF = 'The server is off: a press of the power button starts it.';
	const server423 = { resource: 'boot', serverNumber: by('id', '423'), options: { dryRun: true } };
	const linux = { dist: 'Debian 12 minimal', lang: 'en' };

	it.each<[string, INodeParameters, unknown[]]>([
		['a rescue system with Reset Now', { operation: 'activateRescue', os: 'linux', resetNow: true, resetType: 'power' }, [OFF]],
		['an installation with Reset Now', { operation: 'activateLinux', ...linux, resetNow: true, resetType: 'power' }, [expect.stringMatching(/^Deletes all data: /), OFF]],
		['Boot Into Rescue System Now', { operation: 'bootIntoRescue', os: 'linux' }, [OFF, 'The server gets a Press of Power Button (power).']],
		['Reinstall With Linux Now', { operation: 'reinstall', ...linux }, [expect.stringMatching(/^Deletes all data: /), OFF, 'The server gets a Press of Power Button (power).']],
		[
			'a reset that does not start it',
			{ operation: 'bootIntoRescue', os: 'linux', firstReset: 'hw' },
			['The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does.', 'The server gets a Hardware Reset (hw).'],
		],
	])('says what starts it, and warns of no interruption: %s', async (_what, parameters, warnings) => {
		expect((await robot.run({ ...server423, ...parameters })).json).toMatchObject([{ server_number: 423, warnings }]);
	});

	it('says so of what is active already', async () => {
		const rescue = { operation: 'activateRescue', os: 'linux' };
		await robot.run({ ...server423, ...rescue, options: {} });
		expect((await robot.run({ ...server423, operation: 'bootIntoRescue', os: 'linux' })).json).toMatchObject([
			{ warnings: [OFF, expect.stringMatching(/^Rescue System is active already: the Press of Power Button \(power\) is sent only if /)] },
		]);
	});
});

describe('Dry Run of what takes nothing away', () => {
	const INTERRUPTS = expect.stringMatching(/^Interrupts service: /);

	it('does not warn of rules in a firewall that is off', async () => {
		const add = {
			resource: 'firewall',
			operation: 'addRules',
			servers: 'selected',
			selectedServers: by('value', '321, 322'),
			rules: 'json',
			rulesJson: { input: [{ action: 'accept', ip_version: 'ipv4', src_ip: '192.0.2.1' }] },
			options: { dryRun: true },
		};
		const firewall = (server: number) => robot.simulator.state.firewalls.find(({ server_number }) => server_number === server)!;
		firewall(321).status = 'active';
		firewall(322).status = 'disabled';

		expect((await robot.run(add)).json).toMatchObject([{ warnings: [INTERRUPTS] }, { warnings: [], message: expect.stringContaining('The firewall is off') }]);
	});

	it('does not warn of servers that lose a vSwitch where none is removed', async () => {
		const set = (server: string) => ({ resource: 'vSwitch', operation: 'setServers', vSwitchId: by('id', '4321'), server: by('value', server), options: { dryRun: true } });
		const there = robot.simulator.state.vSwitches.find(({ id }) => id === 4321)!.server.map(({ server_number }) => server_number);

		expect((await robot.run(set([...there, 321].join(',')))).json).toMatchObject([{ changed: true, warnings: [] }]);
		expect((await robot.run(set('423'))).json).toMatchObject([{ changed: true, warnings: [INTERRUPTS] }]);
	});
});

describe('Dry Run of an activation that is active already', () => {
	const [ALICE, DEPLOY] = ['30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29', '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16'];
	const activation = (authorizedKey: string) => ({ resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux', authorizedKey });
	const dryRun = { options: { dryRun: true } };

	it('changes nothing for the same keys in another order', async () => {
		await robot.run(activation(`${ALICE}, ${DEPLOY}`));
		expect((await robot.run({ ...activation(`${DEPLOY}, ${ALICE}`), ...dryRun })).json).toMatchObject([{ changed: false, changes: [] }]);
		expect((await robot.run({ ...activation('deploy, alice@laptop'), ...dryRun })).json).toMatchObject([{ changed: false, changes: [] }]);
	});

	it('changes something for other keys, and for none, with which Robot makes a password', async () => {
		await robot.run(activation(`${DEPLOY}, ${ALICE}`));
		expect((await robot.run({ ...activation(ALICE), ...dryRun })).json).toMatchObject([
			{ changed: true, changes: [{ field: 'authorized_key', from: [ALICE, DEPLOY], to: [ALICE] }] },
		]);
		expect((await robot.run({ ...activation(''), ...dryRun })).json).toMatchObject([{ changed: true, changes: [{ field: 'authorized_key', to: [] }] }]);
	});
});

describe('Dry Run with a credential that may only read', () => {
	it('plans what somebody else may do, and says that this one may not', async () => {
		const credential = { ...robot.credential, allowedActions: 'readOnly' };

		const run = await robot.run({ ...rename, options: { dryRun: true } }, { credential });
		const real = await robot.run(rename, { credential });

		expect(run.json).toMatchObject([{ changed: true, warnings: [expect.stringMatching(/^Not allowed: "Rename server" changes something, and Allowed Actions .*"Read Only"\.$/)] }]);
		expect(real.error?.message).toMatch(/^Not allowed: "Rename server"/);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it('is what an agent may do without leave', async () => {
		const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' };
		const type = 'n8n-nodes-hetzner-robot.hetznerRobotTool';

		const run = await robot.run({ ...reset, options: { dryRun: true } }, { type });

		expect(run.json).toMatchObject([
			{ dryRun: true, changed: true, warnings: [expect.stringMatching(/^Interrupts service/), expect.stringMatching(/^Not allowed: .*Allow in Agents is off in this tool\.$/)] },
		]);
		expect((await robot.run(reset, { type })).error?.message).toMatch(/Allow in Agents/);
		expect(robot.sent().filter((line) => line.startsWith('POST'))).toEqual([]);
	});
});

describe('Only If Different', () => {
	it('sends what is different, and nothing else', async () => {
		const names = itemsOf('web1', 'shop1', 'shop1');

		const run = await robot.run({ ...rename, serverNumber: by('id', '321'), serverName: '={{ $json.n }}', options: { onlyIfDifferent: true } }, { items: names });

		expect(robot.sent()).toEqual(['GET /server/321', 'GET /server/321', 'POST /server/321 server_name=shop1', 'GET /server/321']);
		expect(run.json).toMatchObject([
			{ server_name: 'web1', changed: false, message: 'It is so already: nothing was sent' },
			{ server_name: 'shop1', changed: true },
			{ server_name: 'shop1', changed: false },
		]);
	});

	it('knows one address in a firewall as a net as well', async () => {
		const rules = (address: string) => ({ input: [{ action: 'accept', ip_version: 'ipv4', src_ip: address }], output: [{ action: 'accept' }] });
		const set = (address: string) => ({ resource: 'firewall', operation: 'set', serverNumber: by('id', '321'), status: 'active', rules: 'json', rulesJson: rules(address) });
		await robot.run(set('192.0.2.1/32'));
		robot.simulator.advance(5 * 60);

		const [same] = (await robot.run({ ...set('192.0.2.1'), options: { onlyIfDifferent: true } })).json;
		const [other] = (await robot.run({ ...set('192.0.2.2'), options: { dryRun: true } })).json;

		expect(same).toMatchObject({ changed: false });
		expect(other).toMatchObject({ changed: true, changes: [{ field: 'input' }] });
	});

	it('is one thing with Dry Run', async () => {
		const run = await robot.run({ ...rename, serverName: 'web1', options: { dryRun: true, onlyIfDifferent: true } });

		expect(run.json).toEqual([{ server_number: 321, dryRun: true, changed: false, changes: [], requests: [], warnings: [] }]);
	});
});

describe('what cannot be told to be so already', () => {
	const server = { serverNumber: by('number', '321') };
	const address = { ip: by('ip', '203.0.113.10') };
	const net = { netIp: by('ip', '2001:db8::') };
	const vSwitch = { resource: 'vSwitch', vSwitchId: by('id', '4321'), server: '={{ [321] }}' };
	const KEY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';
	const cancellation = { cancellation: { cancelled: false, cancellation_date: '2999-01-01' } };

	it.each<[string, INodeParameters, unknown]>([
		['a server with a date that is not cancelled', { resource: 'server', operation: 'cancel', ...server, cancellationDate: '2999-01-01' }, cancellation],
		['an address with a date that is not cancelled', { resource: 'ip', operation: 'cancel', ...address, cancellationDate: '2999-01-01' }, cancellation],
		['a subnet with a date that is not cancelled', { resource: 'subnet', operation: 'cancel', ...net, cancellationDate: '2999-01-01' }, cancellation],
		['a server of a vSwitch without its number, which may be the one', { ...vSwitch, operation: 'removeServers' }, { id: 4321, server: [{ status: 'ready' }] }],
		['a server of a vSwitch that is no object', { ...vSwitch, operation: 'removeServers' }, { id: 4321, server: [null] }],
		['a server of a vSwitch with zeros in front of its number', { ...vSwitch, operation: 'removeServers' }, { id: 4321, server: [{ server_number: '0321' }] }],
		['a key without a name', { resource: 'sshKey', operation: 'delete', fingerprint: by('key', KEY) }, { key: { fingerprint: KEY, name: '' } }],
		['a template without a name', { resource: 'firewallTemplate', operation: 'delete', templateId: by('id', '11') }, { firewall_template: { id: 11, name: null } }],
	])('is sent: %s', async (_what, parameters, there) => {
		const odd = await startOddRobot(({ method }) => (method === 'GET' ? { body: there } : { status: 200 }));
		await robot.run({ ...parameters, options: { onlyIfDifferent: true } }, { credential: odd.credential });
		await odd.close();
		expect(odd.changes()).toHaveLength(1);
	});

	it('is not sent: a server that is in the vSwitch, in whichever spelling', async () => {
		const odd = await startOddRobot(() => ({ body: { id: 4321, server: [{ server_number: '0321' }, {}] } }));
		const run = await robot.run({ ...vSwitch, operation: 'addServers', options: { onlyIfDifferent: true } }, { credential: odd.credential });
		await odd.close();
		expect(run.json).toMatchObject([{ changed: false }]);
		expect(odd.changes()).toEqual([]);
	});
});
