import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { besideTheProxy } from '../../demo/n8n.mts';
import { by } from '../contract/case.mts';
import { paused } from '../support/clock.mts';
import { runNode, search, testCredential, type Credential } from '../support/engine.mts';
import { tls, ways, type Way } from '../support/ways.mts';
import { authority, certificate } from '../support/certificate.mts';

/** What stands between n8n and Robot, where the node does not speak: the test button and the lists of the editor. Its operations are in test/faults. */

let way: Way;
afterEach(async () => await way.close());

const credential = (): Credential => ({ username: '#ws+secret', password: 'S3cret-Pa55word', baseUrl: way.baseUrl });
const host = () => new URL(way.baseUrl).host;

const AROUND = 'or let n8n reach this host without it (NO_PROXY).';
const DOWN = 'Check the Base URL of the credential, and the proxy that n8n uses (HTTPS_PROXY).';

const cases: Array<[keyof typeof ways, message: string, advice: string]> = [
	[
		'proxy407',
		'The proxy that n8n uses does not let it reach {host} (HTTP 407)',
		`The proxy wants a login: put its user name and password into its address (HTTPS_PROXY), ${AROUND}`,
	],
	['proxyCuts', 'The proxy that n8n uses cut the connection before it led to {host}', `Check the proxy that n8n uses (HTTPS_PROXY), ${AROUND}`],
	['proxyIsDown', '{host}, or the proxy that n8n uses, refused the connection', DOWN],
	[
		'proxyIsUnknown',
		'{host}, or the proxy that n8n uses, cannot be found',
		'Check the Base URL of the credential, the proxy that n8n uses (HTTPS_PROXY), and the name resolution of this n8n.',
	],
	['proxyWithoutAddress', 'The address of the proxy that n8n uses for {host} is no address', 'Correct the proxy that n8n uses (HTTPS_PROXY).'],
	['noTls', '{host}, or a proxy in between, does not speak TLS as this n8n does (EPROTO)', DOWN],
	[
		'egressFilter',
		'n8n refused to send to {host}: The request was blocked because it resolves to a restricted IP address',
		'The target 127.0.0.1 is not allowed. This is a security measure to prevent Server-Side Request Forgery (SSRF). ' +
			'If you need to access internal resources, ask your n8n administrator to allowlist the hostname or IP range in the environment configuration.',
	],
	[
		'certificateOfOwnAuthority',
		'The certificate of {host} is not trusted by this n8n (SELF_SIGNED_CERT_IN_CHAIN)',
		'A proxy may inspect TLS with a certificate of its own, or the host has one of an own authority: n8n trusts it when NODE_EXTRA_CA_CERTS names the file of that authority. ' +
			'If you expect neither, somebody may be listening in.',
	],
];

describe.each(cases)('%s', (name, words, advice) => {
	beforeEach(async () => void (way = await ways[name]()));
	const message = () => words.replace('{host}', host());

	it('is told by the test button', async () => {
		expect(await testCredential(credential())).toEqual({ status: 'Error', message: `${message()}. ${advice} Nothing was sent.` });
	});

	it('is told by the lists of the editor', async () => {
		const told = { message: message(), description: `${advice} Nothing was sent.` };
		await expect(search(credential(), 'searchServers')).rejects.toMatchObject(told);
		await expect(search(credential(), 'searchResetTypes', '', { serverNumber: by('number', '321') })).rejects.toMatchObject(told);
	});
});

describe('a proxy for plain http://', () => {
	// So nothing may promise that http://127.0.0.1 stays on this computer.
	it('is asked for an address of this computer as well, with the login, and its 407 is told', async () => {
		way = await ways.httpProxy407();
		const { error } = await runNode({ credential: credential(), parameters: reset });
		expect(error?.message).toBe('The proxy of this n8n refused the request (HTTP 407)');
		expect((await testCredential(credential())).message).toContain('The proxy of this n8n refused the request (HTTP 407)');
		expect(way.received[0]).toContain('POST http://127.0.0.1:9/reset/321');
		expect(way.received[0]!.toLowerCase()).toContain('authorization: basic');
	});

	it.each([{}, { NO_PROXY: 'intranet.example.com' }, { no_proxy: 'intranet.example.com', NO_PROXY: '' }])(
		'is not asked for it with what the demo adds to NO_PROXY (%j)',
		async (environment: NodeJS.ProcessEnv) => {
			way = await ways.httpProxy407();
			Object.assign(process.env, environment, besideTheProxy(environment));
			expect((await runNode({ credential: credential(), parameters: reset })).error?.message).toBe('127.0.0.1:9, or the proxy that n8n uses, refused the connection');
			expect(way.received).toEqual([]);
			expect(process.env.NO_PROXY).toMatch(/localhost,127\.0\.0\.1,::1$/);
		},
	);
});

describe("a proxy's own 403 or 503", () => {
	// Robot's own answer comes through TLS, and the helper of the test button shows whether one has.
	it.each([
		['proxy403', `Let the proxy allow this host, ${AROUND} Nothing was sent.`, 403],
		['proxy503', 'It may not reach the host itself: try again later, or check the proxy that n8n uses (HTTPS_PROXY). Nothing was sent.', 503],
	] as const)('is told from that of Robot by the test button (%s)', async (name, advice, status) => {
		way = await ways[name]();
		expect((await testCredential(credential())).message).toBe(`The proxy that n8n uses does not let it reach robot.invalid (HTTP ${status}). ${advice}`);
		// Such an answer is no proof about the login: it may be tried again at once.
		await testCredential(credential());
		expect(way.received).toHaveLength(2);
	});

	it.each(Object.keys(ways).filter((name) => name.startsWith('proxy')) as Array<keyof typeof ways>)('never sees the login (%s)', async (name) => {
		way = await ways[name]();
		await testCredential(credential());
		await runNode({ credential: credential(), parameters: reset });
		const seen = way.received.join('');
		expect(seen).not.toContain('authorization');
		expect(seen).not.toContain(Buffer.from('#ws+secret:S3cret-Pa55word').toString('base64'));
	});
});

const reset = { resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' };

describe('a certificate', () => {
	it('that n8n trusts lets the request through, which shows that the others are refused for what they are', async () => {
		way = await ways.trusted();
		const run = await runNode({ credential: credential(), parameters: { resource: 'server', operation: 'get', serverNumber: by('id', '321') } });
		expect(run.json).toEqual([{ server_number: 321 }]);
		expect(way.received).toEqual([expect.stringContaining('GET /server/321 HTTP/1.1')]);
	});

	it('that n8n does not trust is refused before a reset is sent, once, and for good', async () => {
		way = await tls(() => certificate({ authority: authority('a proxy that inspects') }))();
		const { error } = await runNode({ credential: credential(), parameters: reset });
		expect(error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(paused()).toEqual([]);
		expect(way.received).toEqual([]);
	});
});

describe("n8n's egress filter", () => {
	it('is no trouble that passes: a reset is not tried again, and the execution is told that it is the configuration', async () => {
		way = await ways.egressFilter();
		const { error } = await runNode({ credential: credential(), parameters: reset });
		expect(error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(paused()).toEqual([]);
	});
});
