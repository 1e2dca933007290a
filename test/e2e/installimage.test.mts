import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '../../demo/process.mts';
import { startStandIn, type StandIn } from '../../demo/standIn.mts';
import { requestLines } from './environment.mts';
import { ownEnvironment } from './ownEnvironment.mts';
import { startSshServer, type SshServer } from './sshServer.mts';
import { answerForm, withSettings } from './workflow.mts';

/** The example that installs a server anew, with n8n's SSH node, against a server that runs its commands in a real shell. */

const environment = ownEnvironment();
let chat: StandIn;
let ssh: SshServer;
/** What arrived in the chat. */
let said: string[] = [];
let passing: NodeJS.Timeout | undefined;
let credential: string;
let made = 0;

beforeAll(async () => {
	chat = await startStandIn(0, (text) => said.push(text));
});

afterAll(async () => await chat?.close());

beforeEach(async () => {
	// So that the workflow finds the stand-in by the address that Robot tells.
	environment.simulator.state.servers.find(({ server_number }) => server_number === 322)!.server_ip = '127.0.0.1';
	said = [];
	ssh = await startSshServer();
	await ssh.install('bin/reboot', `touch ${ssh.home}/rebooted`);
	credential = await sshCredential();
	passing = setInterval(() => environment.simulator.advance(30), 500);
}, 30_000);

afterEach(async () => {
	clearInterval(passing);
	await ssh.close();
});

/** As the note of the example says. */
async function sshCredential(others: Record<string, unknown> = {}): Promise<string> {
	const data = { host: "={{ $('When Called').first().json.host }}", port: ssh.port, username: 'root', privateKey: ssh.privateKey, ...others };
	return (await environment.client.createCredential({ name: `Rescue ${++made}`, type: 'sshPrivateKey', data })).id;
}

const INSTALLIMAGE = '.oldroot/nfs/install/installimage';
const changes = () => requestLines(environment.simulator).filter((line) => line.startsWith('POST'));
const here = (name: string) => join(ssh.home, name);

/** A copy of the example, with values of one's own in its Settings. */
async function create(others: Record<string, unknown> = {}, credentialId: string | null = credential): Promise<string> {
	const { name, nodes, connections, settings } = await environment.client.workflow('robotInstallimage');
	const autosetup = 'DRIVE1 /dev/sda\nPART / ext4 all\n';
	const mine = { message_url: chat.url, autosetup, login_pause_seconds: 0, log_pause_seconds: 1, ...others };
	const chosen = credentialId !== null && { credentials: { sshPrivateKey: { id: credentialId, name: `Rescue ${made}` } } };
	const own = withSettings(nodes, mine).map((node) => (node.type === 'n8n-nodes-base.ssh' ? { ...node, ...chosen } : node));
	return (await environment.client.createWorkflow({ name: `${name}, tried`, nodes: own, connections, settings })).id;
}

/** Runs it as far as the question, decides, and waits for the message after that. */
async function decide(decision: string, others: Record<string, unknown> = {}, meanwhile: () => void = () => {}): Promise<string> {
	const execution = await environment.client.runWorkflow(await create(others), 'Start');
	const question = await waitFor('the question', 30, async () => await Promise.resolve(said[0]));
	await waitFor('the form', 20, async () => (await environment.client.execution(execution)).status === 'waiting' || undefined);
	expect([changes(), ssh.logins]).toEqual([[], 0]);
	meanwhile();
	expect(await answerForm(/https?:\S+$/.exec(question)![0].replace(/^http:\/\/[^/]+/, environment.url), decision)).toBe(200);
	const told = await waitFor('the message', 60, async () => await Promise.resolve(said[1]));
	await waitFor('the end', 20, async () => (await environment.client.execution(execution)).finished || undefined);
	return told;
}

test.each<[string, () => Promise<string>, RegExp]>([
	[
		'there are placeholders',
		async () => await create({ autosetup: undefined }),
		/^Nothing was done: in Settings there are placeholders of the example, with example\.com in autosetup\.$/,
	],
	['no credential is chosen for SSH', async () => await create({}, null), /^Nothing was done: the node SSH cannot log in anywhere\. Is a credential chosen in it\? .*credential/],
	[
		'the key of the credential is none',
		async () => await create({}, await sshCredential({ privateKey: 'no key' })),
		/^Nothing was done: the node SSH cannot log in anywhere\. Is a credential chosen in it\? .*privateKey/,
	],
	[
		'the credential has a host of its own',
		async () => await create({}, await sshCredential({ host: '127.0.0.1' })),
		/^Nothing was done: the credential of the node SSH leads to a host of its own\. Its Host has to be an expression, see the note\.$/,
	],
	['the server has no such key', async () => await create({ rescue_keys: 'nobody@nowhere' }), /^SSH Keys: no SSH key is named "nobody@nowhere"$/],
])(
	'asks nobody and changes nothing where %s',
	async (_what, workflow, message) => {
		const ended = await environment.execute(await workflow(), 'Start');
		expect(ended.status).toBe('error');
		expect(ended.data.resultData.error?.message).toMatch(message);
		expect([said, changes(), ssh.commands.filter((command) => command !== 'cd / ; true')]).toEqual([[], [], []]);
	},
	60_000,
);

test('installs a server once that is approved: logs in when it can, starts installimage, waits for its end and restarts', async () => {
	ssh.cut = 2;
	const autosetup = "DRIVE1 /dev/sda\nHOSTNAME it's-web2.example.net\nPART / ext4 all\n";
	await ssh.install(INSTALLIMAGE, `echo "$0 $@" >> ${here('called')}; cat "$3" > ${here('given')}; sleep 3; echo 'INSTALLATION COMPLETE'`);

	expect(await decide('Delete all and install', { autosetup })).toBe(
		'web2 is installed anew and restarts. In a minute or more: ssh root@127.0.0.1 with the same keys. Its host key is another one.',
	);
	expect(said[0]).toMatch(
		/^Install web2 anew\? ALL DATA ON THE DRIVES THAT ARE NAMED HERE ARE DELETED:\nDRIVE1 \/dev\/sda\n.+\nPART \/ ext4 all\nInterrupts service: .+\nDecide within 60 minutes: http/,
	);
	expect(changes()).toEqual([expect.stringMatching(/^POST \/boot\/322\/rescue os=linux&authorized_key/), 'POST /reset/322 type=hw']);
	expect(readFileSync(here('called'), 'utf8')).toBe(`${here(INSTALLIMAGE)} -a -c ${here('autosetup')}\n`);
	expect(readFileSync(here('given'), 'utf8')).toBe(autosetup);
	await waitFor('the restart', 10, async () => await Promise.resolve(existsSync(here('rebooted')) || undefined));
	expect(readFileSync(here('called'), 'utf8').split('\n')).toHaveLength(2);
}, 150_000);

test('tells the end of the log where installimage fails, and restarts nothing', async () => {
	await ssh.install(INSTALLIMAGE, "echo 'Cannot find /dev/nvme0n1'; exit 1");
	expect(await decide('Delete all and install')).toBe('installimage failed on web2, which stays in the rescue system:\nCannot find /dev/nvme0n1');
	expect(existsSync(here('rebooted'))).toBe(false);
}, 120_000);

test('runs nothing where what answers is not the rescue system', async () => {
	expect(await decide('Delete all and install', { login_tries: 2 })).toBe(
		'web2 was reset into the rescue system, but nobody can log in to it: it does not run the rescue system. Nothing was installed, as far as is known.',
	);
	expect(ssh.commands).toHaveLength(2);
}, 120_000);

test('says why nobody can log in', async () => {
	ssh.cut = Infinity;
	expect(await decide('Delete all and install', { login_tries: 2 })).toMatch(
		/^web2 was reset into the rescue system, but nobody can log in to it: .+\. Nothing was installed, as far as is known\.$/,
	);
	expect(ssh.commands).toEqual([]);
}, 120_000);

test('stops looking at a log that does not end', async () => {
	await ssh.install(INSTALLIMAGE, "echo 'Formatting'; sleep 20");
	expect(await decide('Delete all and install', { log_looks: 2 })).toBe(
		'installimage still runs on web2. Nothing was restarted: look at /root/installimage.log there.\nFormatting',
	);
}, 120_000);

test('does nothing where that is the decision', async () => {
	expect(await decide('Leave it')).toBe('web2 was left as it is: that was the decision.');
	expect([changes(), ssh.logins]).toEqual([[], 0]);
}, 90_000);

test('does nothing where the plan that was approved no longer fits', async () => {
	/** Another server is called web2 by then. */
	const other = () => {
		const { servers } = environment.simulator.state;
		servers.find(({ server_number }) => server_number === 322)!.server_name = 'web2-old';
		servers.find(({ server_number }) => server_number === 345)!.server_name = 'web2';
	};
	expect(await decide('Delete all and install', {}, other)).toBe('Nothing was done with web2: since the approval something else has changed. Start again, and look at the plan.');
	expect([changes(), ssh.logins]).toEqual([[], 0]);
}, 90_000);
