import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();
const key = (operation: string, fingerprint = DEPLOY, more = {}) => ({ resource: 'sshKey', operation, fingerprint: by('id', fingerprint), ...more });

const DEPLOY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';
/** With a plus, a slash and an equals sign, each of which a form would spoil if it were not escaped. */
const DATA = 'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBMVCYgI+IrlrI/qq3RMF6FWep/PP8XK6zabSjS+SnV915K5fJfhP+u4JrzSyyKkTP/evvde3iOfd/9AFEccOVQk=';
const names = () => robot.simulator.state.keys.map(({ name }) => name);

describe('Get Many', () => {
	it('puts out every key', async () => {
		const run = await robot.run({ resource: 'sshKey', operation: 'getAll' });

		expect(robot.sent()).toEqual(['GET /key']);
		expect(run.json).toMatchObject([
			{ name: 'alice@laptop', fingerprint: '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29', type: 'ED25519', size: 256 },
			{ name: 'deploy', fingerprint: DEPLOY, type: 'RSA', size: 3072 },
			{ name: 'bob (office)', fingerprint: '80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7', type: 'ECDSA', size: 521 },
		]);
	});

	it('puts out nothing for an account without keys', async () => {
		robot.simulator.state.keys.length = 0;
		expect(await robot.run({ resource: 'sshKey', operation: 'getAll' })).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Get', () => {
	it('asks for the fingerprint with its colons', async () => {
		const run = await robot.run(key('get'));
		expect(robot.sent()).toEqual([`GET /key/${DEPLOY}`]);
		expect(run.json).toMatchObject([{ name: 'deploy', fingerprint: DEPLOY }]);
	});

	it('says that there is no such key', async () => {
		expect(shown(await robot.run(key('get', '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff')))).toEqual({
			message: 'Key not found [NOT_FOUND]',
			description: 'Check the number, name or address: it may belong to another account or be gone.',
			httpCode: '404',
			item: 0,
		});
	});

	it('sends nothing without a fingerprint', async () => {
		const run = await robot.run(key('get', '={{ $json.missing }}'));
		expect(run.error?.message).toBe('SSH Key is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Create', () => {
	it('brings every character of the key to Robot', async () => {
		const run = await robot.run({ resource: 'sshKey', operation: 'create', name: 'CI & build', data: DATA });

		expect(run.error).toBeUndefined();
		expect(robot.sent()).toEqual([`POST /key name=CI & build data=${DATA}`]);
		expect(run.json).toMatchObject([{ name: 'CI & build', type: 'ECDSA', size: 256, data: DATA }]);
		expect(names()).toContain('CI & build');
	});

	it('brings a key in SSH2 format with its line breaks', async () => {
		const [, blob = ''] = DATA.split(' ');
		const ssh2 = `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "build"\n${blob.slice(0, 70)}\n${blob.slice(70)}\n---- END SSH2 PUBLIC KEY ----`;
		const run = await robot.run({ resource: 'sshKey', operation: 'create', name: 'build', data: ssh2 });
		expect(run.json).toMatchObject([{ type: 'ECDSA', size: 256, data: DATA }]);
	});

	it('says that Robot has the key already', async () => {
		const data = robot.simulator.state.keys[0]!.data;
		expect(shown(await robot.run({ resource: 'sshKey', operation: 'create', name: 'again', data }))).toEqual({
			message: 'The supplied key already exists [KEY_ALREADY_EXISTS]',
			description: 'Nothing to do: this key is already stored, maybe under another name.',
			httpCode: '409',
			item: 0,
		});
	});

	it('shows what Robot says of a text that is no key', async () => {
		expect((await robot.run({ resource: 'sshKey', operation: 'create', name: 'x', data: 'ssh-rsa nonsense' })).error?.message).toBe(
			'invalid input (invalid: Public Key "ssh-rsa nonsense" (e.g. ssh-ed25519 AAAAC3NzaC1lZDI1NTE5...)) [INVALID_INPUT]',
		);
	});

	it.each([
		['name', 'Name is empty'],
		['data', 'Public Key is empty'],
	])('sends nothing without %s', async (parameter, message) => {
		const run = await robot.run({ resource: 'sshKey', operation: 'create', name: 'x', data: DATA, [parameter]: '={{ $json.missing }}' });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});
});

describe('Rename', () => {
	it('changes the name and leaves the key', async () => {
		const run = await robot.run(key('rename', DEPLOY, { name: 'deploy (old)' }));

		expect(robot.sent()).toEqual([`POST /key/${DEPLOY} name=deploy (old)`]);
		expect(run.json).toMatchObject([{ name: 'deploy (old)', fingerprint: DEPLOY }]);
		expect(names()).toEqual(['alice@laptop', 'deploy (old)', 'bob (office)']);
	});
});

describe('Delete', () => {
	it('says for each item that the key is gone', async () => {
		const BOB = '80:2b:d3:fe:62:b8:0d:3d:67:cb:5a:43:a0:36:1e:c7';
		const run = await robot.run(key('delete', '={{ $json.n }}'), { items: itemsOf(DEPLOY, BOB) });

		expect(run.json).toEqual([
			{ fingerprint: DEPLOY, deleted: true },
			{ fingerprint: BOB, deleted: true },
		]);
		expect(names()).toEqual(['alice@laptop']);
	});
});
