import { describe, expect, it } from '@jest/globals';
import { error, invalid } from './client.mts';
import { client, freshSimulator, simulator } from './fresh.mts';

freshSimulator();

const ALICE = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const CREATED = expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);

/** Fingerprints as `ssh-keygen -l -E md5` prints them. */
const ED25519 = {
	sent: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICVYfzVZJerUlapKKyLvtRTpmVLp+HjKaonNAdpSpw9I me@host',
	key: {
		name: 'new',
		fingerprint: '98:1b:7a:9c:66:04:25:fb:2a:3e:45:2f:39:5d:90:dd',
		type: 'ED25519',
		size: 256,
		data: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICVYfzVZJerUlapKKyLvtRTpmVLp+HjKaonNAdpSpw9I',
		created_at: CREATED,
	},
};
const SSH2 = {
	sent: `---- BEGIN SSH2 PUBLIC KEY ----
Comment: "2048-bit RSA"
AAAAB3NzaC1yc2EAAAADAQABAAABAQCvQi9+1iWoMzWcG/8YA1+9gyUfRvd2sWumPuo2Rq
2rwBMdslo+N4hkeMoX/fGOt3yYfyiJKM6PaXEsk4Q5hFGBbD8pauKWi5EfO4JaeFrV/onq
gGBwsjiNUnh2X5vUD5owzkK1n2SsiM6zUMoT++4gelGNJvsqTwEygwDdZ8EWjVb0E44/Pa
L2Hm4jumAE2X1nUrpAEL40RFzZ+Fwu4nnH0nZnz9gM0x7rN56u2c/M2oCvBwNpmzjC670y
JCyl11yx55aACWL11E/z/dU7OnY1kUgOV+cjGbOam01n9yKGyu515QdXgZzDnHYwj77rVB
uQR1/RPV1g9NV4KHOXQ5zN
---- END SSH2 PUBLIC KEY ----`,
	key: {
		name: 'new',
		fingerprint: '4b:36:a2:dd:c3:ef:b8:05:8e:7d:d8:4a:0b:55:ae:24',
		type: 'RSA',
		size: 2048,
		data: expect.stringMatching(/^ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCvQi9\+\S+uQR1\/RPV1g9NV4KHOXQ5zN$/),
		created_at: CREATED,
	},
};

it('lists the seeded keys', async () => {
	const { status, body } = await client.get('/key');
	expect(status).toBe(200);
	expect(body.map(({ key }: any) => [key.name, key.fingerprint, key.type, key.size])).toEqual([
		['alice@laptop', ALICE, 'ED25519', 256],
		['deploy', '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16', 'RSA', 3072],
		['bob (office)', '80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7', 'ECDSA', 521],
	]);
	expect(Object.keys(body[0].key)).toEqual(['name', 'fingerprint', 'type', 'size', 'data', 'created_at']);
	simulator.state.keys.length = 0;
	expect(await client.get('/key')).toEqual(error(404, 'NOT_FOUND', 'No keys found'));
});

describe('POST /key', () => {
	it.each([
		['OpenSSH', ED25519],
		['SSH2', SSH2],
	])('adds a key in %s format, once', async (_, { sent, key }) => {
		expect(
			await client.post('/key', [
				['name', 'new'],
				['data', sent],
			]),
		).toMatchObject({ status: 201, body: { key } });
		expect((await client.get(`/key/${key.fingerprint}`)).body).toEqual({ key });
		expect((await client.get('/key')).body).toHaveLength(4);
		expect(
			await client.post('/key', [
				['name', 'again'],
				['data', sent],
			]),
		).toEqual(error(409, 'KEY_ALREADY_EXISTS', 'The supplied key already exists'));
	});

	it('refuses what is not a key', async () => {
		expect(await client.post('/key')).toEqual(invalid(['name', 'data'], null));
		const [algorithm, blob] = ED25519.sent.split(' ') as [string, string];
		for (const data of ['hello', algorithm, `${algorithm} ${blob.slice(0, -10)}`, `${algorithm} ${blob.replaceAll('+', ' ')}`]) {
			expect(
				await client.post('/key', [
					['name', 'x'],
					['data', data],
				]),
			).toEqual(invalid(null, ['data']));
		}
	});

	it('makes the key available to the boot systems', async () => {
		await client.post('/key', [
			['name', 'new'],
			['data', ED25519.sent],
		]);
		const { body } = await client.post('/boot/321/rescue', [
			['os', 'linux'],
			['authorized_key[]', ED25519.key.fingerprint],
		]);
		expect(body.rescue.authorized_key).toEqual([{ key: { name: 'new', fingerprint: ED25519.key.fingerprint, type: 'ED25519', size: 256 } }]);
	});
});

describe('/key/{fingerprint}', () => {
	it('renames, with raw or escaped colons', async () => {
		expect((await client.post(`/key/${ALICE}`, [['name', 'Alice']])).body.key).toMatchObject({ name: 'Alice', fingerprint: ALICE });
		expect((await client.get(`/key/${encodeURIComponent(ALICE)}`)).body.key.name).toBe('Alice');
		expect(await client.post(`/key/${ALICE}`)).toEqual(invalid(['name'], null));
	});

	it('removes without a reply', async () => {
		expect(await client.del(`/key/${ALICE}`)).toMatchObject({ status: 200, body: null });
		for (const reply of [await client.get(`/key/${ALICE}`), await client.post(`/key/${ALICE}`, [['name', 'x']]), await client.del(`/key/${ALICE}`)]) {
			expect(reply).toEqual(error(404, 'NOT_FOUND', 'Key not found'));
		}
	});
});
