import { describe, expect, it } from '@jest/globals';
import { inDays } from '../support/clock.mts';
import { error, invalid } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

const WARNINGS = { traffic_warnings: false, traffic_hourly: 200, traffic_daily: 2000, traffic_monthly: 20 };
const MAIL = {
	ip: '192.0.2.26',
	gateway: '192.0.2.1',
	mask: 26,
	broadcast: '192.0.2.63',
	server_ip: '192.0.2.25',
	server_number: 401,
	locked: false,
	separate_mac: null as string | null,
	...WARNINGS,
};

describe('GET /ip', () => {
	it('lists every single address without its net', async () => {
		const { status, body } = await client.get('/ip');
		expect(status).toBe(200);
		expect(body).toHaveLength(18);
		const { gateway, mask, broadcast, ...listed } = MAIL;
		expect(body.find(({ ip }: any) => ip.ip === '192.0.2.26')).toEqual({ ip: listed });
		expect(Object.keys(body[0].ip)).toEqual(Object.keys(listed));
	});

	it('filters by server, and is a 404 when nothing is left', async () => {
		const { body } = await client.get('/ip?server_ip=192.0.2.25');
		expect(body.map(({ ip }: any) => ip.ip)).toEqual(['192.0.2.25', '192.0.2.26', '192.0.2.27']);
		expect(await client.get('/ip?server_ip=192.0.2.26')).toEqual(error(404, 'NOT_FOUND', 'No IP addresses found'));
	});
});

describe('/ip/{ip}', () => {
	it('shows an address with its net', async () => {
		const { status, body } = await client.get('/ip/192.0.2.26');
		expect(status).toBe(200);
		expect(body).toEqual({ ip: MAIL });
		expect(Object.keys(body.ip)).toEqual(Object.keys(MAIL));
		expect(await client.get('/ip/192.0.2.99')).toEqual(error(404, 'IP_NOT_FOUND', 'No IP addresses found'));
	});

	it('changes the traffic warnings that are sent, and leaves the rest', async () => {
		expect(
			(
				await client.post('/ip/192.0.2.26', [
					['traffic_warnings', 'true'],
					['traffic_daily', '50'],
				])
			).body,
		).toEqual({
			ip: { ...MAIL, traffic_warnings: true, traffic_daily: 50 },
		});
		expect((await client.post('/ip/192.0.2.26', [['traffic_warnings', 'False']])).body.ip.traffic_warnings).toBe(true);
		expect((await client.post('/ip/192.0.2.26', [['traffic_warnings', 'false']])).body.ip.traffic_warnings).toBe(false);
		expect(
			await client.post('/ip/192.0.2.26', [
				['traffic_hourly', '-1'],
				['traffic_monthly', 'a lot'],
			]),
		).toEqual(invalid(null, ['traffic_hourly', 'traffic_monthly']));
		expect((await client.post('/ip/192.0.2.99')).status).toBe(404);
	});
});

describe('/ip/{ip}/mac', () => {
	it('generates a separate MAC address, shows it, and removes it', async () => {
		const none = 'There is no separate MAC address set';
		expect(await client.get('/ip/192.0.2.26/mac')).toEqual(error(404, 'MAC_NOT_FOUND', none));
		expect(await client.del('/ip/192.0.2.26/mac')).toEqual(error(409, 'MAC_NOT_FOUND', none));
		const set = { mac: { ip: '192.0.2.26', mac: '00:50:56:00:02:1a' } };
		expect(await client.put('/ip/192.0.2.26/mac')).toMatchObject({ status: 200, body: set });
		expect((await client.get('/ip/192.0.2.26/mac')).body).toEqual(set);
		expect((await client.get('/ip/192.0.2.26')).body.ip.separate_mac).toBe('00:50:56:00:02:1a');
		expect(await client.put('/ip/192.0.2.26/mac')).toEqual(error(409, 'MAC_ALREADY_SET', 'There is already a separate MAC address set'));
		expect((await client.del('/ip/192.0.2.26/mac')).body).toEqual({ mac: { ip: '192.0.2.26', mac: null } });
		expect((await client.get('/ip/192.0.2.26/mac')).status).toBe(404);
	});

	it('is not available for a main address', async () => {
		const message = 'For this IP address it is not possible to set a separate MAC address';
		expect(await client.get('/ip/192.0.2.25/mac')).toEqual(error(404, 'MAC_NOT_AVAILABLE', message));
		expect(await client.put('/ip/192.0.2.25/mac')).toEqual(error(404, 'MAC_NOT_AVAILABLE', message));
		expect(await client.put('/ip/192.0.2.99/mac')).toEqual(error(404, 'IP_NOT_FOUND', 'IP address not found'));
	});

	it('is limited to ten changes an hour', async () => {
		for (let sent = 0; sent < 10; sent++) await client.put('/ip/192.0.2.26/mac');
		expect((await client.put('/ip/192.0.2.26/mac')).body.error).toMatchObject({ status: 403, max_request: 10, interval: 3600 });
	});
});

describe('/ip/{ip}/cancellation', () => {
	const shown = { ip: '192.0.2.26', server_number: 401, earliest_cancellation_date: inDays(3), cancelled: false, 'cancellation-date': null as string | null };
	const path = '/ip/192.0.2.26/cancellation';

	it('cancels and revokes, and answers with the object each time', async () => {
		expect((await client.get(path)).body).toEqual({ cancellation: shown });
		const cancelled = { ...shown, cancelled: true, 'cancellation-date': inDays(5) };
		expect((await client.post(path, [['cancellation_date', inDays(5)]])).body).toEqual({ cancellation: cancelled });
		expect((await client.get(path)).body).toEqual({ cancellation: cancelled });
		expect(await client.post(path, [['cancellation_date', 'now']])).toEqual(error(409, 'CONFLICT', 'The IP is already cancelled'));
		expect((await client.del(path)).body).toEqual({ cancellation: shown });
		expect(await client.del(path)).toEqual(error(409, 'CONFLICT', 'The IP is not cancelled'));
	});

	it('does not revoke what was cancelled now', async () => {
		expect((await client.post(path, [['cancellation_date', 'now']])).body.cancellation['cancellation-date']).toBe(inDays(0));
		expect(await client.del(path)).toEqual(error(409, 'CONFLICT', 'The IP cancellation has already been carried out'));
	});

	it('refuses bad dates and main addresses', async () => {
		expect(await client.post(path)).toEqual(invalid(['cancellation_date'], null));
		expect(await client.post(path, [['cancellation_date', inDays(1)]])).toEqual(invalid(null, ['cancellation_date']));
		expect(await client.get('/ip/192.0.2.25/cancellation')).toEqual(error(409, 'CONFLICT', "It's not possible to cancel this IP."));
		expect((await client.post('/ip/192.0.2.25/cancellation', [['cancellation_date', 'now']])).status).toBe(409);
		expect(await client.get('/ip/192.0.2.99/cancellation')).toEqual(error(404, 'IP_NOT_FOUND', 'IP address not found'));
	});
});
