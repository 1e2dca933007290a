import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isOptions, type Operation } from '../../nodes/common/operation/operation.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { by } from '../contract/case.mts';
import { givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, nameOf } from '../contract/documentation/documentation.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

/** Every item says what it is about: whoever reads a log, or goes on with the next node, must not have to look back. */

const robot = simulatedRobot({ limits: false });

/** By hand: under which key of the item each part of a documented path stands. */
const KEYS: Record<string, string> = {
	'{server-number}': 'server_number',
	'{server-id}': 'server_number',
	'{ip}': 'ip',
	'{net-ip}': 'ip',
	'{failover-ip}': 'ip',
	'{fingerprint}': 'fingerprint',
	'{template-id}': 'id',
	'{vswitch-id}': 'id',
	'{product-id}': 'id',
	'{id}': 'id',
};

/** Robot serves its Storage Boxes no more. */
const isServed = ({ path }: (typeof endpoints)[number]) => !path.startsWith('/storagebox');

const aboutOne = endpoints
	.filter((endpoint) => endpoint.path.includes('{') && isServed(endpoint))
	.map((endpoint) => ({ endpoint, title: `${nameOf(endpoint)} (${endpoint.resource}: ${endpoint.operation})` }));

type DocumentedEndpoint = (typeof endpoints)[number];

function parametersFor(endpoint: DocumentedEndpoint): INodeParameters {
	const { these, before } = givenFor(endpoint);
	before?.(robot.simulator.state);
	const given = these[0]!;
	return { resource: endpoint.resource, operation: endpoint.operation, ...choiceOf(endpoint), ...(typeof given === 'function' ? given(robot.simulator.state) : given) };
}

function expectAbout(items: unknown[], endpoint: DocumentedEndpoint, askedPath: string): void {
	const asked = decodeURIComponent(askedPath).split('/');
	const expected = endpoint.path.split('/').flatMap((part, place) => (part.startsWith('{') ? [[KEYS[part], asked[place]] as const] : []));
	expect(expected.every(([key]) => key !== undefined)).toBe(true);
	expect(items).not.toEqual([]);
	for (const item of items as IDataObject[]) expect(Object.fromEntries(expected.map(([key]) => [key, String(item[key!])]))).toEqual(Object.fromEntries(expected));
}

describe.each(aboutOne)('$title', ({ endpoint }) => {
	it('says what it was about', async () => {
		const run = await robot.run(parametersFor(endpoint));

		expectAbout(run.json, endpoint, robot.simulator.requests().at(-1)!.path);
	});
});

// Traffic is asked with a POST.
const isChange = ({ method, resource }: DocumentedEndpoint) => method !== 'GET' && resource !== 'traffic';

describe('a dry run', () => {
	it.each(aboutOne.filter(({ endpoint }) => isChange(endpoint)))('says what it is about: $title', async ({ endpoint }) => {
		const parameters = parametersFor(endpoint);
		const run = await robot.run({ ...parameters, options: { ...(parameters.options as INodeParameters), dryRun: true } });

		const [{ requests }] = run.json as [{ requests: Array<{ path: string }> }];
		expectAbout(run.json, endpoint, requests[0]!.path);
	});

	const web1 = { serverNumber: by('id', '321') };
	const firewalls = { resource: 'firewall', servers: 'selected', selectedServers: by('value', 'web1, 322') };
	const both = [
		{ server_number: 321, server_name: 'web1' },
		{ server_number: 322, server_name: 'web2' },
	];
	const accept = { action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', srcIp: '198.51.100.7' };

	/** By hand: what no documented endpoint stands for. */
	const jobs: Array<[string, INodeParameters, IDataObject[]]> = [
		['boot: bootIntoRescue', { ...web1, os: 'linux', authorizedKey: 'alice@laptop', firstReset: 'hw', maximumWait: 600 }, [both[0]!]],
		['boot: reinstall', { ...web1, dist: 'Debian 12 minimal', lang: 'en', firstReset: 'hw', maximumWait: 600 }, [both[0]!]],
		['firewall: addRules', { ...firewalls, rules: 'rows', inputRules: { rule: [{ name: 'home', ...accept }] } }, both],
		['firewall: blockIp', { ...firewalls, task: 'block', address: '198.51.100.99', blockMinutes: 60, maximumBlockingRules: 2 }, both],
		['firewall: copyFromServer', { ...firewalls, fromServerNumber: by('id', '321') }, both],
		['firewall: removeRules', { ...firewalls, ruleNames: 'ssh', direction: 'both' }, both],
		['firewall: replaceRule', { ...firewalls, direction: 'input', ruleName: 'home', rule: { rule: accept }, addIfMissing: true }, both],
		['vSwitch: setServers', { vSwitchId: by('id', '4321'), server: by('value', '322') }, [{ id: 4321 }]],
	];

	it.each(jobs)('says what it is about: %s', async (name, parameters, things) => {
		const [resource, operation] = name.split(': ') as [string, string];
		expect(await only({ resource, operation, ...parameters, options: { dryRun: true } })).toMatchObject(things.map((thing) => ({ ...thing, dryRun: true })));
	});

	it('knows no operation that is not tried here', () => {
		const isAsked = ({ fields }: Operation) => fields.some((field) => isOptions(field) && field.fields?.some(({ property }) => property.name === 'dryRun'));
		const rehearsed = resources.flatMap(({ value, operations }) => operations.filter(isAsked).map((operation) => `${value}: ${operation.value}`));
		const documented = endpoints.filter(isChange).map(({ resource, operation }) => `${resource}: ${operation}`);

		expect(rehearsed.filter((name) => !documented.includes(name)).sort()).toEqual(jobs.map(([name]) => name));
	});

	it('says what it is about where nothing would be sent, and what was given by its name with that name', async () => {
		const rename = { resource: 'server', operation: 'rename', serverNumber: by('name', 'web1'), serverName: 'web1', options: { dryRun: true, onlyIfDifferent: true } };
		expect(await only(rename)).toEqual([{ server_number: 321, dryRun: true, changed: false, changes: [], requests: [], warnings: [] }]);
		expect(await only({ ...rename, resource: 'reset', operation: 'execute', type: 'hw', options: { dryRun: true } })).toMatchObject([both[0]!]);
	});

	it('does not say that anything is done', async () => {
		const servers = { resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: by('value', '322'), options: { dryRun: true } };
		const [item] = await only(servers);
		expect(item).toMatchObject({ id: 4321, changes: [{ field: 'server 322', from: false, to: true }] });
		expect(item).not.toHaveProperty('added_servers');
	});
});

const only = (parameters: INodeParameters, more = {}) => robot.run(parameters, more).then(({ error, json }) => (error ? [error.message] : json) as IDataObject[]);

describe('a thing that was given by its name', () => {
	it('comes out with its name, which is not asked for a second time', async () => {
		const [reset] = await only({ resource: 'reset', operation: 'execute', serverNumber: by('name', 'web1'), type: 'hw' });
		expect(reset).toEqual({ server_number: 321, server_name: 'web1', server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', type: 'hw', performed: true });
		expect(robot.sent()).toEqual(['GET /server', 'POST /reset/321 type=hw']);
	});

	it('comes out with its number alone where no list was needed', async () => {
		const [reset] = await only({ resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' });
		expect(reset).toEqual({ server_number: 321, server_ip: '203.0.113.10', server_ipv6_net: '2001:db8:0:321::', type: 'hw', performed: true });
		expect(robot.sent()).toEqual(['POST /reset/321 type=hw']);
	});

	it('is told of a server that a failover IP was switched to', async () => {
		const [failover] = await only({ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: by('name', 'web2') });
		expect(failover).toMatchObject({ ip: '198.51.100.200', active_server_ip: '203.0.113.11', active_server_number: 322, active_server_name: 'web2' });
	});

	it('is told of the servers of a vSwitch that were added or removed', async () => {
		const vSwitch = { resource: 'vSwitch', vSwitchId: by('id', '4321') };
		expect(await only({ ...vSwitch, operation: 'addServers', server: by('value', 'web1, 322') })).toEqual([
			{
				id: 4321,
				added_servers: [
					{ server_number: 321, server_name: 'web1' },
					{ server_number: 322, server_name: 'web2' },
				],
				success: true,
			},
		]);
		robot.simulator.advance(3600);
		expect(await only({ ...vSwitch, operation: 'removeServers', server: by('list', '321'), waitForCompletion: true })).toMatchObject([
			{ id: 4321, name: expect.any(String), removed_servers: [{ server_number: 321 }], server: expect.any(Array) },
		]);
	});

	it('is told of an SSH key that was deleted', async () => {
		const { name, fingerprint } = robot.simulator.state.keys[0]!;
		expect(await only({ resource: 'sshKey', operation: 'delete', fingerprint: by('name', name) })).toEqual([{ fingerprint, name, deleted: true }]);
	});
});

it('an item of a change that was in place already says what it was about', async () => {
	const gone = { resource: 'reverseDns', operation: 'delete', ip: by('ip', '203.0.113.10'), options: { alreadyDone: true } };
	expect(await only(gone)).toEqual([{ ip: '203.0.113.10', deleted: true, changed: true }]);
	expect(await only(gone)).toEqual([{ ip: '203.0.113.10', deleted: true, changed: false, message: expect.stringContaining('RDNS_NOT_FOUND') }]);
});

it("Robot's own words count, also where they speak of another thing", async () => {
	robot.simulator.inject({ kind: 'reply', status: 200, body: '{"wol":{"server_number":322,"server_ip":null}}', contentType: 'application/json' });
	expect(await only({ resource: 'wakeOnLan', operation: 'send', serverNumber: by('id', '321') })).toEqual([{ server_number: 322, server_ip: null }]);
});

it('what Robot leaves open is filled in', async () => {
	robot.simulator.inject({ kind: 'reply', status: 200, body: '{"reset":{"server_number":null,"type":"hw"}}', contentType: 'application/json' });
	expect(await only({ resource: 'reset', operation: 'execute', serverNumber: by('id', '321'), type: 'hw' })).toEqual([{ server_number: 321, type: 'hw', performed: true }]);
});

it('no error can come of it after the change: a list that failed before is not asked for again', async () => {
	robot.simulator.inject({ kind: 'error', status: 404, code: 'SERVER_NOT_FOUND', message: 'none', method: 'GET', path: '/server', times: 9 });
	const resets = await robot.run(
		{ resource: 'reset', operation: 'execute', serverNumber: '={{ $json.n }}', type: 'hw' },
		{ items: itemsOf('web1', 322), onError: 'continueRegularOutput' },
	);
	expect(resets.json).toMatchObject([{ error: expect.stringContaining('web1') }, { server_number: 322, type: 'hw' }]);
	expect(robot.sent()).toEqual(['GET /server', 'POST /reset/322 type=hw']);
});
