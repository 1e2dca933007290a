import { describe, expect, it } from '@jest/globals';
import { error, invalid } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const V4 = {
	ip: '198.51.100.200',
	netmask: '255.255.255.255',
	server_ip: '203.0.113.10',
	server_ipv6_net: '2001:db8:0:321::',
	server_number: 321,
	active_server_ip: '203.0.113.10' as string | null,
};
const V6 = { ...V4, ip: '2001:db8:ff00:1::', netmask: 'ffff:ffff:ffff:ffff::', active_server_ip: '2001:db8:0:321::' };
const route = (ip: string, to: string) => client.post(`/failover/${ip}`, [['active_server_ip', to]]);

it('lists both addresses', async () => {
	const { status, body } = await client.get('/failover');
	expect(status).toBe(200);
	expect(body).toEqual([{ failover: V4 }, { failover: V6 }]);
	simulator.state.failovers.length = 0;
	expect(await client.get('/failover')).toEqual(error(404, 'NOT_FOUND', 'No failover IP addresses found'));
});

it('shows one, with raw or escaped colons and however it is spelled', async () => {
	expect((await client.get('/failover/198.51.100.200')).body).toEqual({ failover: V4 });
	for (const path of ['/failover/2001:db8:ff00:1::', '/failover/2001%3Adb8%3Aff00%3A1%3A%3A', '/failover/2001:DB8:ff00:0001::']) {
		expect((await client.get(path)).body).toEqual({ failover: V6 });
	}
	expect(await client.get('/failover/203.0.113.10')).toEqual(error(404, 'NOT_FOUND', 'Failover IP address not found'));
});

describe('POST /failover/{failover-ip}', () => {
	it('switches an IPv4 address to another main IP address', async () => {
		expect((await route(V4.ip, '203.0.113.11')).body).toEqual({ failover: { ...V4, active_server_ip: '203.0.113.11' } });
		expect((await client.get('/failover')).body[0].failover.active_server_ip).toBe('203.0.113.11');
	});

	it('switches an IPv6 net to another main IPv6 net', async () => {
		expect((await route(V6.ip, '2001:db8:0:322::')).body).toEqual({ failover: { ...V6, active_server_ip: '2001:db8:0:322::' } });
	});

	it('has nothing to do when it is routed there already', async () => {
		const message = 'The failover IP address is already routed to the selected server';
		expect(await route(V4.ip, '203.0.113.10')).toEqual(error(409, 'FAILOVER_ALREADY_ROUTED', message));
		expect(await route(V6.ip, '2001:db8:0:0321::')).toEqual(error(409, 'FAILOVER_ALREADY_ROUTED', message));
	});

	it('finds no server that is not there, or not ready', async () => {
		for (const destination of ['203.0.113.250', '203.0.113.99', '203.0.113.12']) {
			expect(await route(V4.ip, destination)).toEqual(error(404, 'FAILOVER_NEW_SERVER_NOT_FOUND', 'Destination server not found'));
		}
	});

	it('wants an address of the right family', async () => {
		expect(await client.post(`/failover/${V4.ip}`)).toEqual(invalid(['active_server_ip'], null));
		expect(await route(V4.ip, 'web2')).toEqual(invalid(null, ['active_server_ip']));
		expect(await route(V4.ip, '2001:db8:0:322::')).toEqual(invalid(null, ['active_server_ip']));
		expect(await route(V6.ip, '203.0.113.11')).toEqual(invalid(null, ['active_server_ip']));
		expect(await route('192.0.2.1', '203.0.113.11')).toEqual(error(404, 'NOT_FOUND', 'Failover IP address not found'));
	});
});

it('deletes the routing, and routes again from nowhere', async () => {
	expect(await client.del(`/failover/${V6.ip}`)).toMatchObject({ status: 200, body: { failover: { ...V6, active_server_ip: null } } });
	expect((await client.get(`/failover/${V6.ip}`)).body.failover.active_server_ip).toBeNull();
	expect((await route(V6.ip, '2001:db8:0:321::')).status).toBe(200);
	expect(await client.del('/failover/192.0.2.1')).toEqual(error(404, 'NOT_FOUND', 'Failover IP address not found'));
});
