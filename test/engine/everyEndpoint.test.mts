import { afterAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { World } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { cases, CASES_FOLDER } from '../contract/cases/index.mts';
import { endpoints, examples, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { expectComplete, found } from '../support/table.mts';

/** Every documented endpoint once, in n8n's engine against the simulated Robot, under the names that are a contract. */

const robot = simulatedRobot();

const DEPLOY_KEY = '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16';
const NEW_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPn+/ghiJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs';
const NEXT_YEAR = `${new Date().getUTCFullYear() + 1}-06-30`;

const server = (number: string) => ({ serverNumber: by('id', number) });
const ip = (address: string) => ({ ip: by('ip', address) });
const netIp = (address: string) => ({ netIp: by('ip', address) });
const product = (id: string) => ({ productId: by('id', id) });
const box = { storageBoxId: by('id', '12345') };
const account = { ...box, username: by('name', 'u12345-sub1') };
const vSwitchId = (id: string) => ({ vSwitchId: by('id', id) });
const panel = server('460');
const linux = { ...server('321'), dist: 'Debian 12 minimal', lang: 'en' };

type Given = INodeParameters | ((world: World) => INodeParameters);

/** What the operation of each endpoint needs, for the seeded account. */
const GIVEN: Record<string, Given> = {
	'GET /server': {},
	'GET /server/{server-number}': server('321'),
	'POST /server/{server-number}': { ...server('321'), serverName: 'web-1' },
	'GET /server/{server-number}/cancellation': server('321'),
	'POST /server/{server-number}/cancellation': { ...server('321'), cancellationDate: NEXT_YEAR },
	'DELETE /server/{server-number}/cancellation': server('470'),
	'GET /ip': {},
	'GET /ip/{ip}': ip('203.0.113.12'),
	'POST /ip/{ip}': { ...ip('203.0.113.12'), updateFields: { trafficWarnings: true } },
	'GET /ip/{ip}/mac': ip('192.0.2.27'),
	'PUT /ip/{ip}/mac': ip('192.0.2.26'),
	'DELETE /ip/{ip}/mac': ip('192.0.2.27'),
	'GET /ip/{ip}/cancellation': ip('192.0.2.26'),
	'POST /ip/{ip}/cancellation': { ...ip('192.0.2.26'), cancellationDate: NEXT_YEAR },
	'DELETE /ip/{ip}/cancellation': (world) => {
		world.ips.find((known) => known.ip === '192.0.2.26')!.cancellation.cancellation_date = NEXT_YEAR;
		return ip('192.0.2.26');
	},
	'GET /subnet': {},
	'GET /subnet/{net-ip}': netIp('203.0.113.160'),
	'POST /subnet/{net-ip}': { ...netIp('203.0.113.160'), updateFields: { trafficMonthly: 30 } },
	'GET /subnet/{net-ip}/mac': netIp('2001:db8:0:401::'),
	'PUT /subnet/{net-ip}/mac': { ...netIp('2001:db8:0:401::'), mac: '00:50:56:00:4b:27' },
	'DELETE /subnet/{net-ip}/mac': netIp('2001:db8:0:401::'),
	'GET /subnet/{net-ip}/cancellation': netIp('203.0.113.160'),
	'POST /subnet/{net-ip}/cancellation': { ...netIp('203.0.113.160'), cancellationDate: NEXT_YEAR },
	'DELETE /subnet/{ip}/cancellation': (world) => {
		world.subnets.find((known) => known.ip === '203.0.113.160')!.cancellation.cancellation_date = NEXT_YEAR;
		return netIp('203.0.113.160');
	},
	'GET /reset': {},
	'GET /reset/{server-number}': server('321'),
	'POST /reset/{server-number}': { ...server('321'), type: 'hw' },
	'GET /failover': {},
	'GET /failover/{failover-ip}': { failoverIp: by('ip', '198.51.100.200') },
	'POST /failover/{failover-ip}': { failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('ip', '203.0.113.11') },
	'DELETE /failover/{failover-ip}': { failoverIp: by('ip', '198.51.100.200') },
	'GET /wol/{server-number}': server('321'),
	'POST /wol/{server-number}': server('423'),
	'GET /boot/{server-number}': server('321'),
	'GET /boot/{server-number}/rescue': server('321'),
	'POST /boot/{server-number}/rescue': { ...server('321'), os: 'linux' },
	'DELETE /boot/{server-number}/rescue': server('321'),
	'GET /boot/{server-number}/rescue/last': (world) => activatedBefore(world, 321, 'rescue', { os: 'linux' }),
	'GET /boot/{server-number}/linux': server('321'),
	'POST /boot/{server-number}/linux': linux,
	'DELETE /boot/{server-number}/linux': server('321'),
	'GET /boot/{server-number}/linux/last': (world) => activatedBefore(world, 321, 'linux', { dist: 'Debian 12 minimal', lang: 'en' }),
	'GET /boot/{server-number}/vnc': server('321'),
	'POST /boot/{server-number}/vnc': { ...server('321'), dist: 'Rocky Linux 9', lang: 'en_US' },
	'DELETE /boot/{server-number}/vnc': server('321'),
	'GET /boot/{server-number}/windows': panel,
	'POST /boot/{server-number}/windows': { ...panel, lang: 'en' },
	'DELETE /boot/{server-number}/windows': panel,
	'GET /boot/{server-number}/plesk': panel,
	'POST /boot/{server-number}/plesk': { ...panel, dist: 'Debian 12 minimal', lang: 'en', hostname: 'plesk.example.com' },
	'DELETE /boot/{server-number}/plesk': panel,
	'GET /boot/{server-number}/cpanel': panel,
	'POST /boot/{server-number}/cpanel': { ...panel, dist: 'AlmaLinux 9 + cPanel', lang: 'en', hostname: 'cpanel.example.com' },
	'DELETE /boot/{server-number}/cpanel': panel,
	'GET /rdns': {},
	'GET /rdns/{ip}': ip('203.0.113.10'),
	'PUT /rdns/{ip}': { ...ip('203.0.113.12'), ptr: 'spare.example.com' },
	'POST /rdns/{ip}': { ...ip('203.0.113.10'), ptr: 'www.example.com' },
	'DELETE /rdns/{ip}': ip('203.0.113.10'),
	'POST /traffic': { ip: ['203.0.113.10'], period: 'lastMonth' },
	'GET /key': {},
	'POST /key': { name: 'new', data: NEW_KEY },
	'GET /key/{fingerprint}': { fingerprint: by('id', DEPLOY_KEY) },
	'POST /key/{fingerprint}': { fingerprint: by('id', DEPLOY_KEY), name: 'deploy-2' },
	'DELETE /key/{fingerprint}': { fingerprint: by('id', DEPLOY_KEY) },
	'GET /order/server/product': {},
	'GET /order/server/product/{product-id}': product('EX44'),
	'GET /order/server/transaction': {},
	'POST /order/server/transaction': product('EX44'),
	'GET /order/server/transaction/{id}': ({ orders }) => ({ transactionId: by('id', orders.transactions.server[0]!.id) }),
	'GET /order/server_market/product': {},
	'GET /order/server_market/product/{product-id}': product('2710001'),
	'GET /order/server_market/transaction': {},
	'POST /order/server_market/transaction': product('2710001'),
	'GET /order/server_market/transaction/{id}': ({ orders }) => ({ transactionId: by('id', orders.transactions.market[0]!.id) }),
	'GET /order/server_addon/{server-number}/product': server('321'),
	'GET /order/server_addon/transaction': {},
	'POST /order/server_addon/transaction': { ...server('321'), ...product('failover_subnet_ipv6_64') },
	'GET /order/server_addon/transaction/{id}': ({ orders }) => ({ transactionId: by('id', orders.transactions.addon[0]!.id) }),
	'GET /order/currency': {},
	'GET /storagebox': {},
	'GET /storagebox/{storagebox-id}': box,
	'POST /storagebox/{storagebox-id}': { ...box, updateFields: { storageboxName: 'backup' } },
	'POST /storagebox/{storagebox-id}/password': box,
	'GET /storagebox/{storagebox-id}/snapshot': box,
	'POST /storagebox/{storagebox-id}/snapshot': box,
	'DELETE /storagebox/{storagebox-id}/snapshot/{snapshot-name}': firstSnapshot,
	'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}': firstSnapshot,
	'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}/comment': (world) => ({ ...firstSnapshot(world), comment: 'keep' }),
	'GET /storagebox/{storagebox-id}/snapshotplan': box,
	'POST /storagebox/{storagebox-id}/snapshotplan': { ...box, hour: 4, minute: 15 },
	'GET /storagebox/{storagebox-id}/subaccount': box,
	'POST /storagebox/{storagebox-id}/subaccount': { ...box, homedirectory: 'backups/web3' },
	'PUT /storagebox/{storagebox-id}/subaccount/{sub-account-username}': { ...account, updateFields: { readonly: true } },
	'DELETE /storagebox/{storagebox-id}/subaccount/{sub-account-username}': account,
	'POST /storagebox/{storagebox-id}/subaccount/{sub-account-username}/password': account,
	'GET /firewall/{server-id}': server('321'),
	'POST /firewall/{server-id}': server('321'),
	'DELETE /firewall/{server-id}': server('321'),
	'GET /firewall/template': {},
	'POST /firewall/template': { name: 'SSH', rules: 'json', rulesJson: '[{ "action": "accept" }]' },
	'GET /firewall/template/{template-id}': { templateId: by('id', '11') },
	'POST /firewall/template/{template-id}': { templateId: by('id', '11'), name: 'Web' },
	'DELETE /firewall/template/{template-id}': { templateId: by('id', '11') },
	'GET /vswitch': {},
	'POST /vswitch': { name: 'private', vlan: 4005 },
	'GET /vswitch/{vswitch-id}': vSwitchId('4321'),
	'POST /vswitch/{vswitch-id}': { ...vSwitchId('4321'), updateFields: { name: 'k8s' } },
	'DELETE /vswitch/{vswitch-id}': { ...vSwitchId('4321'), cancellationDate: 'now' },
	'POST /vswitch/{vswitch-id}/server': { ...vSwitchId('4321'), server: ['321'] },
	'DELETE /vswitch/{vswitch-id}/server': { ...vSwitchId('4321'), server: ['421'] },
};

function firstSnapshot({ storageBoxes }: World): INodeParameters {
	return { ...box, snapshotName: by('name', storageBoxes[0]!.snapshots[0]!.name) };
}

/** "Last" is what was activated once; on the seeded account nothing ever was. */
function activatedBefore({ servers }: World, number: number, system: 'rescue' | 'linux', what: object): INodeParameters {
	const boot = servers.find(({ server_number }) => server_number === number)!.boot[system]!;
	boot.last = { arch: 64, password: 'secret', authorized_key: [], hostname: null, keyboard: 'us', ...what };
	return server(String(number));
}

const GIVEN_TABLE = 'GIVEN of test/engine/everyEndpoint.test.mts';

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** `system=rescue` as the parameter that it is. */
const choiceOf = ({ when }: DocumentedEndpoint): INodeParameters => (when === undefined ? {} : Object.fromEntries([when.split('=')]));

/** `rules[input][0][name]` is a part of the documented input `rules`. */
const inputOf = ([name]: [string, string]) => name.split('[')[0]!;

/** The endpoints that answered a request of the node. */
const answered = new Set<string>();

describe.each(endpoints.map((endpoint) => ({ endpoint, title: `${nameOf(endpoint)} (${endpoint.resource}: ${endpoint.operation})` })))('$title', ({ endpoint }) => {
	it('is carried out', async () => {
		const { resource, operation, method, path, inputs } = endpoint;
		const given = found(GIVEN[nameOf(endpoint)], nameOf(endpoint), GIVEN_TABLE);

		const run = await robot.run({ resource, operation, ...choiceOf(endpoint), ...(typeof given === 'function' ? given(robot.simulator.state) : given) });

		expect(run.error).toBeUndefined();
		expect(run.json.length).toBeGreaterThan(0);
		const { method: sentMethod, path: sentPath, status, query, form } = robot.simulator.requests().at(-1)!;
		expect(sentMethod).toBe(method);
		expect(sentPath).toMatch(new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`));
		expect([200, 201, 202, 204]).toContain(status);
		const documented = inputs.map((input) => input.replace('[]', ''));
		expect([...query, ...form].map(inputOf).filter((name) => !documented.includes(name))).toEqual([]);
		answered.add(nameOf(endpoint));
	});
});

describe('the documentation', () => {
	it('has no endpoint and no example that is left out', () => {
		expectComplete(GIVEN_TABLE, Object.keys(GIVEN), endpoints.map(nameOf));
		expectComplete(CASES_FOLDER, [...new Set(cases.map(({ endpoint }) => endpoint))], endpoints.map(nameOf));
	});
});

afterAll(() => {
	process.stdout.write(`${answered.size}/${endpoints.length} endpoints, ${cases.length}/${examples.length} examples\n`);
});
