import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { resources as ofRobot } from '../../nodes/HetznerRobot/resources/index.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { resources as ofConsole } from '../../nodes/HetznerStorageBox/resources/index.ts';
import { effectOf } from '../../nodes/common/operation/effects.ts';
import type { Resource } from '../../nodes/common/operation/operation.ts';
import { panelOf } from '../support/panel.mts';

/** What the panel says of what an operation destroys, interrupts or costs, before a person decides. */

const node = { typeVersion: 1 } as INode;

const TEST = 'This is a test: nothing is ordered and nothing is charged.';

/** What the editor tells a person who has set these parameters; it fills the others in with their defaults. */
function notices({ description }: INodeType, given: INodeParameters): string[] {
	const parameters = NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description)!;
	const values = { ...parameters, ...given };
	return description.properties
		.filter((property) => property.type === 'notice' && NodeHelpers.displayParameter(values, property, node, description, values))
		.map(({ displayName }) => displayName)
		.filter((text) => !text.startsWith('Robot has not served Storage Boxes'));
}

const EVERYTHING = 'A rule without a condition matches everything';

/** The words that stand out, by operation: at once, and with parameters that make it dangerous. */
interface Said {
	atOnce: string[];
	with?: INodeParameters;
	then?: string[];
}

const reinstall: Said = { atOnce: ['Deletes all data'], with: { resetNow: true }, then: ['Deletes all data', 'Interrupts service'] };
const order: Said = { atOnce: [TEST], with: { test: false }, then: ['Costs money'] };

const SAID: Array<[INodeType, Resource[], Record<string, Said>]> = [
	[
		new HetznerRobot(),
		ofRobot,
		{
			'boot: activateRescue': { atOnce: [], with: { resetNow: true }, then: ['Interrupts service'] },
			'boot: bootIntoRescue': { atOnce: ['Interrupts service'] },
			'boot: reinstall': { atOnce: ['Deletes all data', 'Interrupts service'] },
			'boot: activateVnc': reinstall,
			'boot: activateCpanel': reinstall,
			'boot: activateLinux': reinstall,
			'boot: activatePlesk': reinstall,
			'boot: activateWindows': reinstall,
			'failover: switch': { atOnce: ['Interrupts service'] },
			'failover: deleteRouting': { atOnce: ['Interrupts service'] },
			'firewall: addRules': { atOnce: ['Interrupts service', EVERYTHING] },
			'firewall: blockIp': { atOnce: ['Interrupts service'] },
			'firewall: copyFromServer': { atOnce: ['Replaces rules', 'Interrupts service'] },
			'firewall: removeRules': { atOnce: ['Removes rules', 'Interrupts service'] },
			'firewall: replaceRule': { atOnce: ['Interrupts service', EVERYTHING] },
			'firewall: set': { atOnce: ['Interrupts service'], with: { rules: 'rows' }, then: ['Interrupts service', 'Replaces rules'] },
			'firewall: clear': { atOnce: ['Deletes all rules'] },
			'firewallTemplate: delete': { atOnce: ['Deletes template'] },
			'firewallTemplate: update': { atOnce: [], with: { rules: 'json' }, then: ['Replaces rules'] },
			'ip: cancel': { atOnce: ['Ends contract'] },
			'ip: generateMac': { atOnce: ['Interrupts service'] },
			'ip: deleteMac': { atOnce: ['Deletes MAC address'] },
			'order: orderAddon': order,
			'order: orderMarketServer': order,
			'order: orderServer': order,
			'reset: execute': { atOnce: ['Interrupts service'] },
			'reverseDns: delete': { atOnce: ['Deletes entry'] },
			'server: cancel': { atOnce: ['Deletes all data'] },
			'sshKey: delete': { atOnce: ['Deletes key'] },
			'storageBox: resetPassword': { atOnce: ['Interrupts service'] },
			'storageBox: update': { atOnce: ['Interrupts service'] },
			'storageBox: updateSnapshotPlan': { atOnce: ['Deletes snapshots'], with: { status: 'disabled' }, then: [] },
			'storageBoxSnapshot: delete': { atOnce: ['Deletes snapshot'] },
			'storageBoxSnapshot: revert': { atOnce: ['Deletes all data'] },
			'storageBoxSubaccount: delete': { atOnce: ['Deletes sub-account'] },
			'storageBoxSubaccount: resetPassword': { atOnce: ['Interrupts service'] },
			'storageBoxSubaccount: update': { atOnce: ['Interrupts service'] },
			'subnet: cancel': { atOnce: ['Ends contract'] },
			'subnet: resetMac': { atOnce: ['Interrupts service'] },
			'subnet: setMac': { atOnce: ['Interrupts service'] },
			'vSwitch: cancel': { atOnce: ['Deletes vSwitch'] },
			'vSwitch: update': { atOnce: [], with: { updateFields: { vlan: 4001 } }, then: ['Interrupts service'] },
			'vSwitch: removeServers': { atOnce: ['Interrupts service'] },
			'vSwitch: setServers': { atOnce: ['Interrupts service'] },
		},
	],
	[
		new HetznerStorageBox(),
		ofConsole,
		{
			'snapshot: createAndRotate': { atOnce: ['Deletes snapshots'] },
			'snapshot: delete': { atOnce: ['Deletes snapshot'] },
			'snapshot: prune': { atOnce: ['Deletes snapshots'] },
			'storageBox: changeProtection': { atOnce: [], with: { delete: false }, then: ['Lifts protection'] },
			'storageBox: changeType': { atOnce: ['Costs money'] },
			'storageBox: create': { atOnce: ['Costs money'] },
			'storageBox: delete': { atOnce: ['Deletes all data'] },
			'storageBox: enableSnapshotPlan': { atOnce: ['Deletes snapshots'] },
			'storageBox: resetPassword': { atOnce: ['Interrupts service'] },
			'storageBox: rollbackSnapshot': { atOnce: ['Deletes all data'] },
			'storageBox: updateAccessSettings': { atOnce: ['Interrupts service'] },
			'subaccount: create': { atOnce: ['All access is off unless you add it below'] },
			'subaccount: changeHomeDirectory': { atOnce: ['Interrupts service'] },
			'subaccount: updateAccessSettings': { atOnce: ['Interrupts service'] },
			'subaccount: delete': { atOnce: ['Deletes sub-account'] },
			'subaccount: resetPassword': { atOnce: ['Interrupts service'] },
		},
	],
];

const rows = SAID.flatMap(([type, resources, said]) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({
			type,
			resource,
			operation,
			name: `${type.description.displayName}, ${resource}: ${operation.value}`,
			said: said[`${resource}: ${operation.value}`],
		})),
	),
);

/** The first words of a warning; n8n shows no bold ones in a notice. What is no warning stays as it is. */
const leads = (texts: string[]) => texts.map((text) => (text === TEST ? text : (/^([^:]+): \S[^<]*\.$/.exec(text)?.[1] ?? text)));

describe.each(rows)('the panel of $name', ({ type, resource, operation, said = { atOnce: [] } }) => {
	const panel = (given: INodeParameters = {}) => leads(notices(type, { resource, operation: operation.value, ...given }));

	it('says what is destroyed, interrupted or paid', () => {
		expect(panel()).toEqual(said.atOnce);
	});

	it('says it once it applies', () => {
		expect(panel(said.with)).toEqual(said.then ?? said.atOnce);
	});

	it('speaks first of what holds in any case', () => {
		const first = panelOf(type.description.properties, [resource, operation.value]).slice(0, (operation.warnings ?? []).filter(({ showIf }) => !showIf).length);
		expect(first.map((property) => property.type)).toEqual(first.map(() => 'notice'));
	});
});

it('every operation that interrupts or destroys something or costs money has a warning', () => {
	const dangerous = rows.filter(({ operation }) => ['buy', 'destroy', 'interrupt'].includes(effectOf(operation)));
	expect(dangerous.filter(({ operation }) => !operation.warnings?.length).map(({ name }) => name)).toEqual([]);
	expect(dangerous.filter(({ said }) => said === undefined).map(({ name }) => name)).toEqual([]);
});

it('every operation is known whose warnings are expected', () => {
	expect(rows.filter(({ said }) => said).length).toBe(SAID.flatMap(([, , said]) => Object.keys(said)).length);
});

it('what it costs is not kept back where an expression decides', () => {
	const texts = notices(new HetznerRobot(), { resource: 'order', operation: 'orderServer', test: '={{ $json.isTest }}' });
	expect(leads(texts)).toContain('Costs money');
});

// A node keeps the value of Test when another operation is chosen in it.
it.each([true, false, '={{ $json.isTest }}'])('no other operation speaks of an order, with a Test of %j left behind', (test) => {
	const others = rows.filter(({ resource, type }) => resource !== 'order' && type instanceof HetznerRobot);
	const speaking = others.filter(({ type, resource, operation }) =>
		leads(notices(type, { resource, operation: operation.value, test })).some((lead) => ['Costs money', TEST].includes(lead)),
	);
	expect(speaking.map(({ name }) => name)).toEqual([]);
});
