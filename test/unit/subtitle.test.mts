import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import type { Resource } from '../../nodes/common/operation/operation.ts';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { resources as robotResources } from '../../nodes/HetznerRobot/resources/index.ts';
import { EVENTS } from '../../nodes/HetznerRobot/trigger/events.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { resources as consoleResources } from '../../nodes/HetznerStorageBox/resources/index.ts';
import { nodeOf, workflowOf } from '../support/n8n.mts';

/** What the canvas shows below a node's name, as n8n's editor evaluates it: "Reset web1". */

function subtitle(node: INodeType, parameters: INodeParameters): unknown {
	const own = nodeOf({ name: 'Node', type: 'n8n-nodes-hetzner-robot.node', parameters });
	// As the editor asks for it: without an execution.
	return workflowOf(own, node).expression.getSimpleParameterValue(own, node.description.subtitle!, 'internal', {}, undefined, '[filled at execution time]');
}

const robot = new HetznerRobot();
const storageBox = new HetznerStorageBox();

const picked = (value: string, cachedResultName: string) => ({ __rl: true, mode: 'list', value, cachedResultName });
const by = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as INodeParameters;

describe('a thing that was chosen', () => {
	const web1 = picked('321', 'web1 (321, AX41-NVMe, FSN1-DC14, 203.0.113.10)');

	it.each<[INodeType, INodeParameters, string]>([
		[robot, { resource: 'reset', operation: 'execute', serverNumber: web1 }, 'Reset web1'],
		[robot, { resource: 'reset', operation: 'execute', serverNumber: by('id', '321') }, 'Reset server 321'],
		[robot, { resource: 'reset', operation: 'execute', serverNumber: by('id', 321) }, 'Reset server 321'],
		[robot, { resource: 'reset', operation: 'execute', serverNumber: by('name', ' web1 ') }, 'Reset web1'],
		[robot, { resource: 'reset', operation: 'execute', serverNumber: by('ip', '203.0.113.10') }, 'Reset 203.0.113.10'],
		[robot, { resource: 'reset', operation: 'execute', serverNumber: '321' }, 'Reset server 321'],
		[robot, { resource: 'reset', operation: 'execute', serverNumber: picked('321', 'No name (321, AX41-NVMe)') }, 'Reset server 321'],
		[robot, { resource: 'boot', operation: 'activateRescue', serverNumber: web1 }, 'Activate rescue system for next boot of web1'],
		[robot, { resource: 'boot', operation: 'deactivate', serverNumber: web1 }, 'Deactivate rescue system or installation \u00b7 web1'],
		[
			robot,
			{ resource: 'failover', operation: 'switch', failoverIp: by('ip', '198.51.100.200'), activeServerIp: picked('203.0.113.11', 'web2 (322)') },
			'Switch 198.51.100.200 to web2',
		],
		[robot, { resource: 'reverseDns', operation: 'upsert', ip: by('ip', '203.0.113.10') }, 'Create or update reverse DNS entry \u00b7 203.0.113.10'],
		[robot, { resource: 'vSwitch', operation: 'addServers', vSwitchId: by('id', '4321'), server: [321] }, 'Add servers to vSwitch 4321'],
		[robot, { resource: 'order', operation: 'orderServer', productId: picked('EX44', 'EX44 (EX44, 39.00 net)') }, 'Order server \u00b7 EX44'],
		[robot, { resource: 'order', operation: 'orderAddon', serverNumber: web1, productId: by('id', 'primary_ipv4') }, 'Order addon for web1 \u00b7 primary_ipv4'],
		[storageBox, { resource: 'storageBox', operation: 'delete', storageBoxId: picked('42', 'backups (42, u12345)') }, 'Delete backups'],
		[storageBox, { resource: 'snapshot', operation: 'create', storageBoxId: picked('42', 'backups (42, u12345)') }, 'Create snapshot \u00b7 backups'],
		[
			storageBox,
			{ resource: 'storageBox', operation: 'rollbackSnapshot', storageBoxId: by('name', 'backups'), snapshot: picked('7', '2025-11-10T19-16-57 (7, 1.0 GiB)') },
			'Roll backups back to 2025-11-10T19-16-57',
		],
		[storageBox, { resource: 'storageBox', operation: 'create', storageBoxType: by('name', 'bx11'), name: 'a' }, 'Create Storage Box \u00b7 bx11'],
	])('stands in the line: %#', (node, parameters, line) => {
		expect(subtitle(node, parameters)).toBe(line);
	});

	it('is cut where its name is endless', () => {
		expect(String(subtitle(robot, { resource: 'reset', operation: 'execute', serverNumber: by('name', 'w'.repeat(500)) }))).toHaveLength('Reset '.length + 40);
	});
});

/** What a locator may hold instead of a choice. */
const UNKNOWN = {
	nothing: undefined,
	null: null,
	'an empty list': by('list', ''),
	'no value': { __rl: true, mode: 'id' },
	'a blank': by('name', ' '),
	'an object': by('id', { a: 1 }),
	'a list': by('id', ['321']),
	'an expression': by('name', '={{ $json.server_name }}'),
	'an expression instead of the locator': '={{ $json.server }}',
	'what a model fills in': by('id', "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Server', ``, 'string') }}"),
	'an expression over a picked name': { ...picked('={{ $json.n }}', 'web1 (321)') },
};

const operations = ([robot, storageBox] as const).flatMap((node, index) =>
	([robotResources, consoleResources][index] as Resource[]).flatMap(({ value, operations: all }) => all.map((operation) => ({ node, resource: value, operation }))),
);

const locatorsOf = ({ fields }: Resource['operations'][number]) => fields.filter(({ property }) => property.type === 'resourceLocator').map(({ property }) => property.name);

describe('every operation', () => {
	it.each(Object.entries(UNKNOWN))('is called what its action calls it while the things are %s', (_what, thing) => {
		for (const { node, resource, operation } of operations) {
			const things = Object.fromEntries(locatorsOf(operation).map((name) => [name, thing])) as INodeParameters;
			expect(subtitle(node, { resource, operation: operation.value, ...things })).toBe(operation.action.replace(/ \(.*\)$/, ''));
		}
	});

	it('names each thing that its request is about', () => {
		for (const { node, resource, operation } of operations) {
			const names = locatorsOf(operation).filter((name) => operation.calls.some(({ endpoint }) => endpoint.path.includes(`{${name}}`)));
			const things = Object.fromEntries(names.map((name, index) => [name, picked('7', `thing-${index} (7)`)]));
			const line = String(subtitle(node, { resource, operation: operation.value, ...things }));
			expect(names.filter((_name, index) => !line.includes(`thing-${index}`)).map((name) => `${resource} ${operation.value}: ${name}`)).toEqual([]);
			expect(line).not.toMatch(/undefined|null|\[object|[<>|]/);
		}
	});
});

it('says nothing of what it does not know', () => {
	expect(subtitle(robot, { resource: 'reset', operation: 'explode' })).toBe('');
});

describe('the trigger', () => {
	const trigger = new HetznerRobotTrigger();

	it.each<[unknown, string]>([
		[['orderTransactionUpdated'], 'Order Transaction Updated'],
		[['serverChanged', 'snapshotCompleted'], 'Server Changed, Snapshot Completed'],
		[['snapshotCompletedRobot'], 'Snapshot Completed'],
		[['serverChanged', 'snapshotCompleted', 'marketOfferFound'], 'Server Changed and 2 more'],
		[EVENTS.map(({ value }) => value), 'Failover IP Switched and 9 more'],
		[[], ''],
		[['nonsense', null], ''],
		['={{ $json.events }}', ''],
	])('says %j in words', (events, line) => {
		expect(subtitle(trigger, { events } as INodeParameters)).toBe(line);
	});
});
