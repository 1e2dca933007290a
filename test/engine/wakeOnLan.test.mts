import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, pairedItems, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const of = (operation: string, serverNumber: unknown = by('id', '423')) => ({ resource: 'wakeOnLan', operation, serverNumber: serverNumber as string });

describe('Get', () => {
	it('puts out the server that supports it', async () => {
		const run = await robot.run(of('get'));

		expect(robot.sent()).toEqual(['GET /wol/423']);
		expect(run.json).toEqual([{ server_ip: '198.51.100.33', server_ipv6_net: '2001:db8:0:423::', server_number: 423 }]);
		expect(robot.server(423).reset.operating_status).toBe('shut off');
	});

	it('says that a server does not support it', async () => {
		expect(shown(await robot.run(of('get', by('id', '401'))))).toEqual({
			message: 'Server 401: Wake On LAN is not available on this server [WOL_NOT_AVAILABLE]',
			description: 'This server does not support Wake on LAN.',
			httpCode: '404',
			item: 0,
		});
	});
});

describe('Send', () => {
	it('starts a server that is switched off', async () => {
		const run = await robot.run(of('send'));

		expect(robot.sent()).toEqual(['POST /wol/423']);
		expect(run.json).toMatchObject([{ server_number: 423 }]);
		expect(robot.server(423).reset.operating_status).toBe('running');
	});

	it('goes to the server of each item, also given by its name', async () => {
		const run = await robot.run(of('send', by('name', '={{ $json.n }}')), { items: itemsOf('k8s-node-3', 'web2') });

		expect(robot.sent()).toEqual(['GET /server', 'POST /wol/423', 'POST /wol/322']);
		expect(pairedItems(run)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('goes out once, and the error says so, when Robot fails', async () => {
		robot.simulator.inject({ kind: 'error', status: 500, code: 'WOL_FAILED', message: 'Sending the packet failed' });

		expect(shown(await robot.run(of('send')))).toEqual({
			message: 'Sending the packet failed [WOL_FAILED]',
			description: 'An internal error at Hetzner: the packet was not sent.',
			httpCode: '500',
			item: 0,
		});
		expect(robot.sent()).toEqual(['POST /wol/423']);
	});

	it('sends nothing without a server', async () => {
		const run = await robot.run(of('send', by('id', '={{ $json.missing }}')));
		expect(run.error?.message).toBe('Server is empty');
		expect(robot.sent()).toEqual([]);
	});
});
