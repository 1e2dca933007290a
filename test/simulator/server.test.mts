import { describe, expect, it } from '@jest/globals';
import { inDays } from '../support/clock.mts';
import { error, invalid } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const REASONS = [
	'Upgrade to a new server',
	'Dissatisfied with the hardware',
	'Dissatisfied with the support',
	'Dissatisfied with the network',
	'Dissatisfied with the IP/subnet allocation',
	'Dissatisfied with the Robot webinterface',
	'Dissatisfied with the official Terms and Conditions',
	'Server no longer necessary due to project ending',
	'Server too expensive',
];

describe('GET /server', () => {
	it('lists every server of the account with the documented keys in their order', async () => {
		const { status, body } = await client.get('/server');
		expect(status).toBe(200);
		expect(body).toHaveLength(16);
		for (const entry of body) {
			expect(Object.keys(entry)).toEqual(['server']);
			expect(Object.keys(entry.server)).toEqual([
				'server_ip',
				'server_ipv6_net',
				'server_number',
				'server_name',
				'product',
				'dc',
				'traffic',
				'status',
				'cancelled',
				'paid_until',
				'ip',
				'subnet',
			]);
		}
		expect(body[1]).toEqual({
			server: {
				server_ip: '203.0.113.11',
				server_ipv6_net: '2001:db8:0:322::',
				server_number: 322,
				server_name: 'web2',
				product: 'AX41-NVMe',
				dc: 'FSN1-DC14',
				traffic: '20 TB',
				status: 'ready',
				cancelled: false,
				paid_until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
				ip: ['203.0.113.11'],
				subnet: [{ ip: '2001:db8:0:322::', mask: '64' }],
			},
		});
	});

	it('holds the kinds of server that a client has to cope with', async () => {
		const { body } = await client.get('/server');
		const byNumber = Object.fromEntries(body.map(({ server }: any) => [server.server_number, server]));
		expect(byNumber[412]).toMatchObject({ server_ip: null, ip: null });
		expect(byNumber[450].traffic).toBe('unlimited');
		expect(byNumber[470].cancelled).toBe(true);
		expect(byNumber[480].server_name).toBe('');
		expect(byNumber[499].status).toBe('in process');
	});

	it('answers an account without servers with 404', async () => {
		simulator.state.servers.length = 0;
		expect(await client.get('/server')).toEqual(error(404, 'SERVER_NOT_FOUND', 'No server found'));
	});

	it('writes null for a server without subnets', async () => {
		simulator.state.subnets.length = 0;
		expect((await client.get('/server/322')).body.server.subnet).toBeNull();
	});
});

describe('GET /server/{server-number}', () => {
	it('adds the feature flags and the linked Storage Box', async () => {
		const { status, body } = await client.get('/server/450');
		expect(status).toBe(200);
		expect(body.server).toEqual({
			server_ip: '192.0.2.50',
			server_ipv6_net: '2001:db8:0:450::',
			server_number: 450,
			server_name: 'backup',
			product: 'SX64',
			dc: 'NBG1-DC3',
			traffic: 'unlimited',
			status: 'ready',
			cancelled: false,
			paid_until: inDays(5),
			ip: ['192.0.2.50'],
			subnet: [{ ip: '2001:db8:0:450::', mask: '64' }],
			reset: true,
			rescue: true,
			vnc: true,
			windows: false,
			plesk: false,
			cpanel: false,
			wol: false,
			hot_swap: true,
			linked_storagebox: 12345,
		});
	});

	it('takes the main IPv4 address too', async () => {
		expect((await client.get('/server/203.0.113.10')).body.server.server_number).toBe(321);
	});

	it('does not know other servers', async () => {
		expect(await client.get('/server/1')).toEqual(error(404, 'SERVER_NOT_FOUND', 'Server with id 1 not found'));
		expect((await client.get('/server/null')).status).toBe(404);
	});
});

describe('POST /server/{server-number}', () => {
	it('renames, and the list shows it', async () => {
		const { status, body } = await client.post('/server/321', [['server_name', 'wéb/1 & co']]);
		expect(status).toBe(200);
		expect(body.server.server_name).toBe('wéb/1 & co');
		expect(Object.keys(body.server)).not.toContain('linked_storagebox');
		expect((await client.get('/server')).body[0].server.server_name).toBe('wéb/1 & co');
	});

	it('wants a name', async () => {
		expect(await client.post('/server/321')).toEqual(invalid(['server_name'], null));
		expect(await client.post('/server/321', [['server_name', 'x'.repeat(300)]])).toEqual(invalid(null, ['server_name']));
	});
});

describe('/server/{server-number}/cancellation', () => {
	const shown = (name: string, number: number) => ({ server_ip: expect.any(String), server_ipv6_net: `2001:db8:0:${number}::`, server_number: number, server_name: name });

	it('shows the possible reasons while nothing is cancelled', async () => {
		expect(await client.get('/server/322/cancellation')).toMatchObject({
			status: 200,
			body: {
				cancellation: {
					...shown('web2', 322),
					earliest_cancellation_date: inDays(3),
					cancelled: false,
					reservation_possible: false,
					reserved: false,
					cancellation_date: null,
					cancellation_reason: REASONS,
				},
			},
		});
	});

	it('cancels to a date, shows it everywhere, and can be withdrawn', async () => {
		const { status, body } = await client.post('/server/322/cancellation', [
			['cancellation_date', inDays(10)],
			['cancellation_reason', 'Server too expensive'],
		]);
		expect(status).toBe(200);
		expect(body).toEqual({
			cancellation: {
				...shown('web2', 322),
				earliest_cancellation_date: inDays(3),
				cancelled: true,
				reserved: false,
				reservation_possible: false,
				cancellation_date: inDays(10),
				cancellation_reason: 'Server too expensive',
			},
		});
		expect((await client.get('/server/322')).body.server.cancelled).toBe(true);
		expect((await client.get('/server/322/cancellation')).body.cancellation.cancellation_reason).toBe('Server too expensive');
		expect(await client.post('/server/322/cancellation', [['cancellation_date', 'now']])).toEqual(error(409, 'CONFLICT', 'The server is already cancelled'));
		expect(await client.del('/server/322/cancellation')).toMatchObject({ status: 200, body: null });
		expect((await client.get('/server/322')).body.server.cancelled).toBe(false);
		expect(await client.del('/server/322/cancellation')).toEqual(error(409, 'CONFLICT', 'The cancellation cannot be revoked'));
	});

	it('cancels now, without a way back', async () => {
		const { body } = await client.post('/server/322/cancellation', [['cancellation_date', 'now']]);
		expect(body.cancellation).toMatchObject({ cancellation_date: inDays(0), cancellation_reason: null });
		expect((await client.del('/server/322/cancellation')).status).toBe(409);
	});

	it.each([
		['nothing', [], ['cancellation_date'], null],
		['a two-digit year', [['cancellation_date', '99-01-31']], null, ['cancellation_date']],
		['a day that does not exist', [['cancellation_date', '2099-02-31']], null, ['cancellation_date']],
		['a date before the earliest', [['cancellation_date', inDays(2)]], null, ['cancellation_date']],
		[
			'an unknown reason',
			[
				['cancellation_date', 'now'],
				['cancellation_reason', 'Bored'],
			],
			null,
			['cancellation_reason'],
		],
	] as [string, [string, string][], string[] | null, string[] | null][])('refuses %s', async (_, form, missing, wrong) => {
		expect(await client.post('/server/322/cancellation', form)).toEqual(invalid(missing, wrong));
		expect((await client.get('/server/322')).body.server.cancelled).toBe(false);
	});

	it('wants reserve_location where the location can be reserved, and ignores True', async () => {
		expect(await client.post('/server/345/cancellation', [['cancellation_date', 'now']])).toEqual(invalid(['reserve_location'], null));
		expect(
			await client.post('/server/345/cancellation', [
				['cancellation_date', 'now'],
				['reserve_location', 'True'],
			]),
		).toEqual(invalid(['reserve_location'], null));
		const { body } = await client.post('/server/345/cancellation', [
			['cancellation_date', 'now'],
			['reserve_location', 'true'],
		]);
		expect(body.cancellation).toMatchObject({ reserved: true, reservation_possible: true });
	});

	it('refuses reserve_location=true where it cannot be reserved, and takes false', async () => {
		expect(
			await client.post('/server/322/cancellation', [
				['cancellation_date', 'now'],
				['reserve_location', 'true'],
			]),
		).toEqual(
			error(409, 'SERVER_CANCELLATION_RESERVE_LOCATION_FALSE_ONLY', "It is not possible to reserve the location. Remove parameter reserve_location or set value to 'false'"),
		);
		expect(
			(
				await client.post('/server/322/cancellation', [
					['cancellation_date', 'now'],
					['reserve_location', 'false'],
				])
			).status,
		).toBe(200);
	});

	it('refuses while the server is being transferred', async () => {
		simulator.state.servers[1]!.cancellation.transfer = true;
		expect((await client.post('/server/322/cancellation', [['cancellation_date', 'now']])).body.error).toEqual({
			status: 409,
			code: 'CONFLICT',
			message: 'Cancellation of server is not possible because of active transfer',
		});
	});
});
