import { describe, expect, it } from '@jest/globals';
import { inDays } from '../support/clock.mts';
import { error, invalid } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

const NET = {
	ip: '203.0.113.160',
	mask: 29,
	gateway: '203.0.113.10',
	server_ip: '203.0.113.10' as string | null,
	server_number: 321,
	failover: false,
	locked: false,
	traffic_warnings: false,
	traffic_hourly: 200,
	traffic_daily: 2000,
	traffic_monthly: 20,
};

describe('GET /subnet', () => {
	it('lists IPv4, IPv6 and failover nets', async () => {
		const { status, body } = await client.get('/subnet');
		expect(status).toBe(200);
		expect(body).toHaveLength(19);
		const byIp = Object.fromEntries(body.map(({ subnet }: any) => [subnet.ip, subnet]));
		expect(byIp['203.0.113.160']).toEqual(NET);
		expect(byIp['2001:db8:0:412::']).toMatchObject({ mask: 64, server_ip: null, server_number: 412 });
		expect(byIp['198.51.100.200']).toMatchObject({ mask: 32, failover: true });
	});

	it('filters by server, and is a 404 when nothing is left', async () => {
		const { body } = await client.get('/subnet?server_ip=203.0.113.11');
		expect(body.map(({ subnet }: any) => subnet.ip)).toEqual(['2001:db8:0:322::']);
		expect(await client.get('/subnet?server_ip=1.1.1.1')).toEqual(error(404, 'NOT_FOUND', 'No subnets found'));
	});
});

describe('/subnet/{net-ip}', () => {
	it('shows one', async () => {
		const { body } = await client.get('/subnet/203.0.113.160');
		expect(body).toEqual({ subnet: NET });
		expect(Object.keys(body.subnet)).toEqual(Object.keys(NET));
		expect((await client.get('/subnet/2001:db8:0:321::')).body.subnet.gateway).toBe('fe80::1');
		expect(await client.get('/subnet/2001:db8:0:321::%2F64')).toEqual(error(404, 'SUBNET_NOT_FOUND', 'Subnet not found'));
	});

	it('changes the traffic warnings', async () => {
		const changed = { ...NET, traffic_warnings: true, traffic_monthly: 3 };
		expect(
			(
				await client.post('/subnet/203.0.113.160', [
					['traffic_warnings', 'true'],
					['traffic_monthly', '3'],
				])
			).body,
		).toEqual({ subnet: changed });
		expect((await client.get('/subnet/203.0.113.160')).body).toEqual({ subnet: changed });
		expect(await client.post('/subnet/203.0.113.160', [['traffic_monthly', '1.5']])).toEqual(invalid(null, ['traffic_monthly']));
	});
});

describe('/subnet/{net-ip}/mac', () => {
	const path = '/subnet/2001:db8:0:401::/mac';
	const macs = { '192.0.2.25': '00:21:85:00:04:01', '192.0.2.27': '00:50:56:00:4b:27' };
	const shown = (mac: string) => ({ mac: { ip: '2001:db8:0:401::', mask: '64', mac, possible_mac: macs } });

	it('routes the net to one of the possible MAC addresses and back to the main one', async () => {
		expect(await client.get(path)).toMatchObject({ status: 200, body: shown('00:21:85:00:04:01') });
		expect((await client.put(path, [['mac', '00:50:56:00:4B:27']])).body).toEqual(shown('00:50:56:00:4b:27'));
		expect((await client.get(path)).body).toEqual(shown('00:50:56:00:4b:27'));
		expect((await client.del(path)).body).toEqual(shown('00:21:85:00:04:01'));
	});

	it('goes back by itself when the separate MAC address is removed', async () => {
		await client.put(path, [['mac', '00:50:56:00:4b:27']]);
		await client.del('/ip/192.0.2.27/mac');
		expect((await client.get(path)).body.mac).toMatchObject({ mac: '00:21:85:00:04:01', possible_mac: { '192.0.2.25': '00:21:85:00:04:01' } });
	});

	it('wants one of them', async () => {
		expect(await client.put(path)).toEqual(invalid(['mac'], null));
		expect(await client.put(path, [['mac', '00:00:00:00:00:00']])).toEqual(invalid(null, ['mac']));
		expect((await client.get('/subnet/203.0.113.160/mac')).body.error.code).toBe('MAC_NOT_AVAILABLE');
		expect(await client.del('/subnet/2001:db8::/mac')).toEqual(error(404, 'SUBNET_NOT_FOUND', 'Subnet not found'));
	});
});

describe('/subnet/{net-ip}/cancellation', () => {
	const path = '/subnet/203.0.113.160/cancellation';
	const shown = { ip: '203.0.113.160', mask: '29', server_number: 321, earliest_cancellation_date: inDays(3), cancelled: false, 'cancellation-date': null as string | null };

	it('cancels and revokes', async () => {
		expect((await client.get(path)).body).toEqual({ cancellation: shown });
		expect((await client.post(path, [['cancellation_date', inDays(3)]])).body).toEqual({
			cancellation: { ...shown, cancelled: true, 'cancellation-date': inDays(3) },
		});
		expect((await client.del(path)).body).toEqual({ cancellation: shown });
	});

	it('refuses main nets, and calls an unknown one IP_NOT_FOUND', async () => {
		expect(await client.get('/subnet/2001:db8:0:321::/cancellation')).toEqual(error(409, 'CONFLICT', 'It is not possible to cancel this subnet.'));
		expect(await client.get('/subnet/1.1.1.0/cancellation')).toEqual(error(404, 'IP_NOT_FOUND', 'Subnet not found'));
		expect(await client.post(path, [['cancellation_date', 'tomorrow']])).toEqual(invalid(null, ['cancellation_date']));
	});
});
