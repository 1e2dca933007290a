import { describe, expect, it } from '@jest/globals';
import { error, invalid } from './client.mts';
import { client, freshSimulator } from './fresh.mts';

freshSimulator();

describe('/wol/{server-number}', () => {
	const shown = { wol: { server_ip: '198.51.100.33', server_ipv6_net: '2001:db8:0:423::', server_number: 423 } };

	it('wakes a server that is off, which uses up its boot configuration', async () => {
		await client.post('/boot/423/rescue', [['os', 'linux']]);
		expect(await client.get('/wol/423')).toMatchObject({ status: 200, body: shown });
		expect((await client.get('/reset/423')).body.reset.operating_status).toBe('shut off');
		expect((await client.post('/wol/423')).body).toEqual(shown);
		expect((await client.get('/reset/423')).body.reset.operating_status).toBe('running');
		expect((await client.get('/boot/423/rescue')).body.rescue.active).toBe(false);
	});

	it('does nothing to a server that is running', async () => {
		await client.post('/boot/321/rescue', [['os', 'linux']]);
		expect((await client.post('/wol/203.0.113.10')).status).toBe(200);
		expect((await client.get('/boot/321/rescue')).body.rescue.active).toBe(true);
	});

	it('is not available everywhere', async () => {
		expect(await client.get('/wol/345')).toEqual(error(404, 'WOL_NOT_AVAILABLE', 'Wake On LAN is not available on this server'));
		expect(await client.post('/wol/345')).toEqual(error(404, 'WOL_NOT_AVAILABLE', 'Wake On LAN is not available on this server'));
		expect((await client.get('/wol/1')).body.error.code).toBe('SERVER_NOT_FOUND');
	});
});

describe('/rdns', () => {
	const entry = (ip: string, ptr: string) => ({ rdns: { ip, ptr } });
	const unknown = (ip: string) => error(404, 'IP_NOT_FOUND', `The IP address ${ip} was not found`);

	it('lists all entries, or those of one server with its nets', async () => {
		const { status, body } = await client.get('/rdns');
		expect(status).toBe(200);
		expect(body).toContainEqual(entry('203.0.113.80', 'static.80.113.0.203.clients.your-server.de'));
		expect((await client.get('/rdns?server_ip=203.0.113.10')).body).toEqual([entry('203.0.113.10', 'web1.example.com'), entry('2001:db8:0:321::2', 'web1.example.com')]);
		expect(await client.get('/rdns?server_ip=1.1.1.1')).toEqual(error(404, 'NOT_FOUND', 'No reverse DNS entries found'));
	});

	it('tells an unknown address from one without entry', async () => {
		expect((await client.get('/rdns/2001:db8:0:321:0::2')).body).toEqual(entry('2001:db8:0:321::2', 'web1.example.com'));
		expect(await client.get('/rdns/192.0.2.27')).toEqual(error(404, 'RDNS_NOT_FOUND', 'The IP address 192.0.2.27 has no reverse DNS entry yet'));
		expect(await client.get('/rdns/203.0.113.168')).toEqual(unknown('203.0.113.168'));
		expect(await client.get('/rdns/2001:db8:0:320::1')).toEqual(unknown('2001:db8:0:320::1'));
		expect(await client.get('/rdns/web1')).toEqual(unknown('web1'));
	});

	it('creates with PUT, once', async () => {
		const ptr: [string, string][] = [['ptr', 'host.example.com']];
		expect(await client.put('/rdns/203.0.113.167', ptr)).toMatchObject({ status: 201, body: entry('203.0.113.167', 'host.example.com') });
		expect(await client.put('/rdns/203.0.113.167', ptr)).toEqual(error(409, 'RDNS_ALREADY_EXISTS', 'There is already an existing reverse DNS entry'));
		expect((await client.put('/rdns/1.1.1.1', ptr)).status).toBe(404);
	});

	it('creates and updates with POST', async () => {
		const path = '/rdns/2001:db8:0:321::99';
		expect(await client.post(path, [['ptr', 'a.example.com']])).toMatchObject({ status: 201, body: entry('2001:db8:0:321::99', 'a.example.com') });
		expect(await client.post(path, [['ptr', 'b.example.com']])).toMatchObject({ status: 200, body: entry('2001:db8:0:321::99', 'b.example.com') });
		expect((await client.get('/rdns')).body).toContainEqual(entry('2001:db8:0:321::99', 'b.example.com'));
	});

	it('wants a host name', async () => {
		expect(await client.post('/rdns/203.0.113.10')).toEqual(invalid(['ptr'], null));
		expect(await client.put('/rdns/192.0.2.27', [['ptr', 'not a name']])).toEqual(invalid(null, ['ptr']));
	});

	it('deletes without a reply', async () => {
		expect(await client.del('/rdns/203.0.113.10')).toMatchObject({ status: 200, body: null });
		expect((await client.get('/rdns/203.0.113.10')).body.error.code).toBe('RDNS_NOT_FOUND');
		expect((await client.del('/rdns/203.0.113.10')).body.error.code).toBe('RDNS_NOT_FOUND');
		expect(await client.del('/rdns/1.1.1.1')).toEqual(unknown('1.1.1.1'));
	});
});
