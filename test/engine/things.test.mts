import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** vSwitches and firewall templates by name, and what is given by its address in Robot. */

const robot = simulatedRobot();
const vSwitch = (vSwitchId: unknown) => robot.run({ resource: 'vSwitch', operation: 'get', vSwitchId: vSwitchId as string });
const template = (templateId: unknown) => robot.run({ resource: 'firewallTemplate', operation: 'get', templateId: templateId as string });

describe('a vSwitch', () => {
	it.each([by('name', 'k8s-private'), by('name', ' K8S-Private '), 'k8s-private', '={{ "k8s-private" }}'])('is found by its name: %j', async (given) => {
		expect((await vSwitch(given)).json).toMatchObject([{ id: 4321, name: 'k8s-private' }]);
		expect(robot.sent()).toEqual(['GET /vswitch', 'GET /vswitch/4321']);
	});

	it.each([by('id', '4321'), by('list', '4321'), by('id', '04321'), by('id', '={{ 4321 }}')])('is asked for at once by its ID: %j', async (given) => {
		expect((await vSwitch(given)).json).toMatchObject([{ id: 4321 }]);
		expect(robot.sent()).toEqual(['GET /vswitch/4321']);
	});

	it('whose name two have is an error that lists them', async () => {
		robot.simulator.state.vSwitches[1]!.name = 'K8s-private';
		expect(shown(await vSwitch(by('name', 'k8s-PRIVATE')))).toMatchObject({
			message: 'vSwitch: 2 vSwitches are named "k8s-PRIVATE", apart from case and blanks: "k8s-private" (4321), "K8s-private" (4322)',
			description: 'Choose the vSwitch from the list, or give its ID. Nothing was sent for this item.',
		});
		expect(robot.sent()).toEqual(['GET /vswitch']);
	});

	it('that is a bare number and the name of another is an error that asks which', async () => {
		robot.simulator.state.vSwitches[1]!.name = '4321';
		expect(shown(await vSwitch('4321'))).toMatchObject({ message: 'vSwitch: 4321 is an ID, and the name of "4321" (4322)' });
		expect(robot.sent()).toEqual(['GET /vswitch']);
	});

	it('is looked up once for items that only read', async () => {
		const run = await robot.run({ resource: 'vSwitch', operation: 'get', vSwitchId: by('name', '={{ $json.n }}') }, { items: itemsOf('storage', 'k8s-private', 'storage') });
		expect(run.json).toMatchObject([{ id: 4322 }, { id: 4321 }, { id: 4322 }]);
		expect(robot.sent().filter((line) => line === 'GET /vswitch')).toHaveLength(1);
	});

	it('is told by its name where the reply does not say it, by a new name where it got one', async () => {
		const added = await robot.run({ resource: 'vSwitch', operation: 'addServers', vSwitchId: by('name', 'storage'), server: by('list', '401') });
		expect(added.json).toMatchObject([{ id: 4322, name: 'storage' }]);
		const renamed = await robot.run({ resource: 'vSwitch', operation: 'update', vSwitchId: by('name', 'storage'), updateFields: { name: 'backup' } });
		expect(renamed.json).not.toMatchObject([{ name: 'storage' }]);
	});

	it.each(['={{ $json.missing }}', '={{ null }}', '={{ "" }}', '={{ "  " }}'])('is none where nothing was found: %s', async (nothing) => {
		for (const given of [nothing, by('name', nothing), by('id', nothing), by('list', nothing)]) expect((await vSwitch(given)).error?.message).toBe('vSwitch is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('is not taken for missing where the list cannot be had', async () => {
		robot.simulator.inject({ kind: 'error', method: 'GET', path: '/vswitch', status: 403, code: 'FORBIDDEN', message: 'Forbidden' });
		const run = await vSwitch(by('name', 'k8s-private'));
		expect(run.error?.message).toContain('Forbidden');
		expect(robot.sent()).toEqual(['GET /vswitch']);
	});

	it('is found among entries that are broken, and not taken where it is broken itself', async () => {
		const entries = [{ id: 4322 }, { id: null, name: 'k8s-private' }, { id: 4323, name: null }];
		robot.simulator.inject({ kind: 'reply', method: 'GET', path: '/vswitch', status: 200, body: JSON.stringify(entries) });
		expect((await vSwitch(by('name', 'k8s-private'))).error?.message).toBe('vSwitch: Robot lists this vSwitch without its number');
		robot.simulator.state.vSwitches.length = 0;
		expect((await vSwitch(by('name', 'k8s-private'))).error?.message).toBe('vSwitch: no vSwitch is named "k8s-private"');
	});

	it('that is not there is told, with the nearest name', async () => {
		expect(shown(await vSwitch(by('name', 'k8s-privat')))).toMatchObject({
			message: 'vSwitch: no vSwitch is named "k8s-privat"',
			description: expect.stringContaining('Did you mean "k8s-private" (4321)?'),
		});
	});

	it('is found under its new name by a later item', async () => {
		const run = await robot.run(
			{ resource: 'vSwitch', operation: 'update', vSwitchId: by('name', '={{ $json.n.from }}'), updateFields: { name: '={{ $json.n.to }}' } },
			{ items: itemsOf({ from: 'k8s-private', to: 'k8s' }, { from: 'k8s', to: 'kubernetes' }) },
		);
		expect(run.error).toBeUndefined();
		expect(robot.simulator.state.vSwitches[0]!.name).toBe('kubernetes');
	});

	it.each([by('id', 'k8s-private'), by('list', 'x'), by('id', '-1'), by('id', '3.5'), by('id', '../4321')])('is not guessed from %j', async (given) => {
		expect((await vSwitch(given)).error?.message).toMatch(/^vSwitch is not a number: /);
		expect(robot.sent()).toEqual([]);
	});
});

describe('a firewall template', () => {
	it('is found by its name', async () => {
		expect((await template(by('name', 'web SERVER'))).json).toMatchObject([{ id: 11, name: 'Web server' }]);
		expect(robot.sent()).toEqual(['GET /firewall/template', 'GET /firewall/template/11']);
	});

	it('is applied to a server by its name', async () => {
		const run = await robot.run({
			resource: 'firewall',
			operation: 'set',
			serverNumber: by('name', 'web1'),
			status: 'active',
			rules: 'template',
			templateId: by('name', 'Web server'),
		});
		expect(run.error).toBeUndefined();
		expect(robot.sent().at(-1)).toBe('POST /firewall/321 status=active template_id=11');
	});

	it('that is not there sends nothing', async () => {
		const run = await robot.run({ resource: 'firewall', operation: 'set', serverNumber: by('number', '321'), status: 'active', rules: 'template', templateId: by('name', 'Mail') });
		expect(run.error?.message).toBe('Firewall Template: no firewall template is named "Mail"');
		expect(robot.sent()).toEqual(['GET /firewall/template']);
	});
});

describe('the address of a server in Robot', () => {
	const get = { resource: 'server', operation: 'get' };
	const PAGES = [
		'https://robot.hetzner.com/server/321',
		'https://robot.hetzner.com/server/index/id/321',
		'https://robot-ws.your-server.de/server/321',
		'HTTPS://Robot.Your-Server.de/server/data/id/321#ips',
		' https://robot.hetzner.com/server/321/?tab=1 ',
	];

	it.each(PAGES)('stands for the server in every mode: %s', async (page) => {
		for (const serverNumber of [by('number', page), by('name', page), by('ip', page), by('list', page), page]) {
			expect((await robot.run({ ...get, serverNumber })).json).toMatchObject([{ server_number: 321 }]);
		}
		expect(new Set(robot.sent())).toEqual(new Set(['GET /server/321']));
	});

	it('stands for it where several are taken, and where its address is meant', async () => {
		await robot.run({ resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: by('value', `${PAGES[0]}, ${PAGES[1]}`) });
		await robot.run({ resource: 'ip', operation: 'getAll', filters: { serverIp: by('ip', PAGES[0]!) } });
		expect(robot.sent()).toEqual(['POST /vswitch/4321/server server[]=321', 'GET /server', 'GET /ip?server_ip=203.0.113.10']);
	});

	it.each([
		['https://example.com/server/321', 'Server is a web address that names no server: example.com'],
		['http://robot.hetzner.com.example.com/server/321', 'Server is a web address that names no server: robot.hetzner.com.example.com'],
		['https://user:secret@example.com/321', 'Server is a web address that names no server: example.com'],
		['https://robot.hetzner.com/vswitch/index/id/321', 'Server is a web address that names no server: robot.hetzner.com/vswitch/index/id/321'],
		['https://robot.hetzner.com/server', 'Server is a web address that names no server: robot.hetzner.com/server'],
		['https://robot.hetzner.com/server/index/page/2', 'Server is a web address that names no server: robot.hetzner.com/server/index/page/2'],
		['https://robot-ws.your-server.de/server/203.0.113.10', 'Server is a web address that names no server: robot-ws.your-server.de/server/203.0.113.10'],
		['https://robot.hetzner.com/server/0', 'Server is not a number: 0'],
		['https://', 'Server is a web address that names no server'],
	])('is no other address: %s', async (page, message) => {
		for (const serverNumber of [by('number', page), by('name', page), by('ip', page), page]) {
			expect(shown(await robot.run({ ...get, serverNumber })).message).toBe(message);
		}
		expect(robot.sent()).toEqual([]);
	});
});

describe('the address in Robot of', () => {
	const SERVER = 'https://robot.hetzner.com/server/4321';

	it('a vSwitch stands for it, and that of a server for none', async () => {
		for (const given of ['https://robot-ws.your-server.de/vswitch/4321', by('name', 'https://robot.hetzner.com/vswitch/index/id/4321')]) {
			expect((await vSwitch(given)).json).toMatchObject([{ id: 4321 }]);
		}
		for (const given of [SERVER, by('id', SERVER), by('name', SERVER)]) {
			expect(shown(await vSwitch(given))).toMatchObject({
				message: 'vSwitch is a web address that names no vSwitch: robot.hetzner.com/server/4321',
				description: 'Nothing was sent. The address of a vSwitch looks like https://robot.hetzner.com/vswitch/123.',
			});
		}
		expect(new Set(robot.sent())).toEqual(new Set(['GET /vswitch/4321']));
	});

	it('a firewall template stands for it, and that of a firewall for none', async () => {
		expect((await template('https://robot-ws.your-server.de/firewall/template/11')).json).toMatchObject([{ id: 11 }]);
		expect((await template('https://robot-ws.your-server.de/firewall/321')).error?.message).toBe(
			'Firewall Template is a web address that names no firewall template: robot-ws.your-server.de/firewall/321',
		);
		expect(robot.sent()).toEqual(['GET /firewall/template/11']);
	});
});

describe('a web address, which may hold a login,', () => {
	const PAGE = 'https://user:hidden@example.com/203.0.113.10';

	it.each<[string, string, INodeParameters]>([
		['IP Address', 'ip', { resource: 'ip', operation: 'get' }],
		['Subnet', 'netIp', { resource: 'subnet', operation: 'get' }],
		['Failover IP', 'failoverIp', { resource: 'failover', operation: 'get' }],
		['IP Address', 'ip', { resource: 'reverseDns', operation: 'get' }],
		['SSH Key', 'fingerprint', { resource: 'sshKey', operation: 'get' }],
		['Product', 'productId', { resource: 'order', operation: 'getProduct', kind: 'server' }],
		['Product', 'productId', { resource: 'order', operation: 'orderServer' }],
		['Transaction', 'transactionId', { resource: 'order', operation: 'getTransaction', kind: 'server' }],
		['IP Addresses', 'ip', { resource: 'traffic', operation: 'get', trafficOf: 'addresses' }],
		['SSH Keys', 'authorizedKey', { resource: 'boot', operation: 'activateRescue', serverNumber: by('id', '321'), os: 'linux' }],
	])('is neither sent nor repeated where none is understood: %s', async (label, name, parameters) => {
		for (const given of [PAGE, ` ${PAGE}`, by('list', PAGE), by('id', PAGE), by('name', PAGE), by('value', PAGE)]) {
			expect(shown(await robot.run({ ...parameters, [name]: given }))).toMatchObject({
				message: `${label} is a web address`,
				description: 'Nothing was sent. No web address is understood here: give it in another way.',
			});
		}
		expect(robot.sent()).toEqual([]);
	});

	it('is no host name either', async () => {
		expect(shown(await robot.run({ resource: 'reverseDns', operation: 'upsert', ip: '203.0.113.10', ptr: PAGE }))).toMatchObject({
			message: 'PTR Record is a web address',
			description: 'Nothing was sent. Give a name like web1.example.com.',
		});
		expect(robot.sent()).toEqual([]);
	});
});
