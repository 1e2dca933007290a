import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Texts as they are pasted, with blanks and line ends around them, and names in letters beyond ASCII. */

const robot = simulatedRobot();
const N = '={{ $json.n }}';
const panel = (operation: string, dist: string) => ({ resource: 'boot', operation, serverNumber: by('id', '460'), dist, lang: 'en', hostname: N });
const ptr = { resource: 'reverseDns', operation: 'upsert', ip: by('ip', '203.0.113.10'), ptr: N };

describe('blanks and line ends around a text', () => {
	it.each([
		[ptr, ' mail.example.com\n', 'POST /rdns/203.0.113.10 ptr=mail.example.com'],
		[{ ...ptr, operation: 'create', ip: by('ip', '203.0.113.12') }, 'mail.example.com\r\n', 'PUT /rdns/203.0.113.12 ptr=mail.example.com'],
		[panel('activatePlesk', 'Debian 12 minimal'), 'panel.example.com\n', 'POST /boot/460/plesk dist=Debian 12 minimal lang=en hostname=panel.example.com'],
		[panel('activateCpanel', 'AlmaLinux 9 + cPanel'), '\tpanel.example.com ', 'POST /boot/460/cpanel dist=AlmaLinux 9 + cPanel lang=en hostname=panel.example.com'],
		[{ resource: 'server', operation: 'rename', serverNumber: by('id', '480'), serverName: N }, ' web 3\n', 'POST /server/480 server_name=web 3'],
		[{ resource: 'vSwitch', operation: 'create', name: N, vlan: 4002 }, 'db \n', 'POST /vswitch name=db vlan=4002'],
		[{ resource: 'vSwitch', operation: 'update', vSwitchId: by('id', '4321'), updateFields: { name: N } }, ' db', 'POST /vswitch/4321 name=db'],
		[{ resource: 'subnet', operation: 'setMac', netIp: by('ip', '2001:db8:0:321::'), mac: N }, '00:50:56:00:03:21\n', 'PUT /subnet/2001:db8:0:321::/mac mac=00:50:56:00:03:21'],
		[{ resource: 'sshKey', operation: 'rename', fingerprint: by('name', 'deploy'), name: N }, 'old\n', 'POST /key/95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16 name=old'],
		[
			{ resource: 'storageBoxSnapshot', operation: 'setComment', storageBoxId: by('id', '12345'), snapshotName: by('name', 'x'), comment: N },
			' before\n',
			'POST /storagebox/12345/snapshot/x/comment comment=before',
		],
	])('are not sent: %j', async (parameters, value, sent) => {
		await robot.run(parameters, { items: itemsOf(value) });
		expect(robot.sent().filter((line) => !line.startsWith('GET'))).toEqual([sent]);
	});

	it('are sent with a password, of which they may be a part', async () => {
		await robot.run({ resource: 'storageBox', operation: 'resetPassword', storageBoxId: by('id', '12345'), password: N }, { items: itemsOf(' Pa55word! ') });
		expect(robot.sent()).toEqual(['POST /storagebox/12345/password password= Pa55word! ']);
	});

	it('make an empty text, and nothing is sent for any item', async () => {
		const run = await robot.run({ resource: 'server', operation: 'rename', serverNumber: by('id', '480'), serverName: N }, { items: itemsOf('a', ' \n') });
		expect(shown(run)).toMatchObject({ message: 'Server Name is empty', item: 1 });
		expect(robot.sent()).toEqual([]);
	});
});

describe('a host name', () => {
	it('beyond ASCII is sent as DNS has it', async () => {
		await robot.run(ptr, { items: itemsOf('büro.example.com') });
		await robot.run(panel('activatePlesk', 'Debian 12 minimal'), { items: itemsOf('Büro.example.com') });
		expect(robot.sent()).toEqual(['POST /rdns/203.0.113.10 ptr=xn--bro-hoa.example.com', 'POST /boot/460/plesk dist=Debian 12 minimal lang=en hostname=xn--bro-hoa.example.com']);
	});

	it.each([ptr, panel('activatePlesk', 'Debian 12 minimal')])('that cannot be one stops the run before anything is sent: %j', async (parameters) => {
		for (const value of ['not a name', 'https://example.com', '203.0.113.10', 'example.com/x', 'a..b']) {
			const run = await robot.run(parameters, { items: itemsOf('web1.example.com', value) });
			expect(shown(run)).toMatchObject({
				message: expect.stringMatching(/^(PTR Record|Hostname) is (not a host name: |a web address$)/),
				description: 'Nothing was sent. Give a name like web1.example.com.',
				item: 1,
			});
		}
		expect(robot.sent()).toEqual([]);
	});
});

describe('an SSH key', () => {
	const ALICE = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
	const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIZBWxiGpnMoWARAeBc94bPYQr/YsQxBODS4KYD5I9bS alice';
	const get = { resource: 'sshKey', operation: 'get' };

	it.each([
		['by its name', by('name', 'alice@laptop'), ['GET /key']],
		['by its bare name', 'alice@laptop', ['GET /key']],
		['by its public key', by('id', KEY), []],
		['by its bare public key', KEY, []],
		['by its fingerprint in capitals', by('id', ALICE.toUpperCase()), []],
	])('is found %s', async (_how, fingerprint, lookups) => {
		const run = await robot.run({ ...get, fingerprint });
		expect(run.json).toMatchObject([{ name: 'alice@laptop' }]);
		expect(robot.sent()).toEqual([...lookups, `GET /key/${ALICE}`]);
	});

	it('is found by a name that looks like a fingerprint', async () => {
		const name = '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff';
		robot.simulator.state.keys[0]!.name = name;
		await robot.run({ ...get, fingerprint: by('name', name) });
		expect(robot.sent()).toEqual(['GET /key', `GET /key/${ALICE}`]);
	});

	it.each([
		['SHA256:abc', 'SSH Key is a SHA fingerprint, and Robot knows keys by their MD5 fingerprint only'],
		['00:11', 'SSH Key is no fingerprint: 00:11'],
		['alice@laptop', 'SSH Key is no fingerprint: alice@laptop'],
		['../server/321', 'SSH Key is no fingerprint: ../server/321'],
	])('is not found by the fingerprint %s', async (fingerprint, message) => {
		const run = await robot.run({ ...get, operation: 'delete', fingerprint: by('id', fingerprint) });
		expect(run.error?.message).toBe(message);
		expect(robot.sent()).toEqual([]);
	});

	it.each([
		[{ resource: 'sshKey', operation: 'create', name: 'x', data: N }, 'Public Key is a private key'],
		[{ ...get, fingerprint: N }, 'SSH Key is a private key'],
		[{ ...get, fingerprint: by('name', N) }, 'SSH Key is a private key'],
	])('that is a private one is neither sent nor shown: %j', async (parameters, message) => {
		const run = await robot.run(parameters, { items: itemsOf('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n') });
		expect(run.error?.message).toBe(message);
		expect(JSON.stringify(shown(run))).not.toContain('b3Blbn');
		expect(robot.sent()).toEqual([]);
	});
});
