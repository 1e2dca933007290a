import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { ROOT } from '../../demo/paths.mts';

/** The panels of which there are pictures: each resource of both nodes with its first operation, each event of the trigger, and what deserves more. */
export interface Panel {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

/** The built nodes: their sources import each other without extension, which Node does not resolve. */
const built = (folder: string, name: string): INodeTypeDescription => {
	const module = createRequire(import.meta.url)(join(ROOT, 'dist', 'nodes', folder, `${name}.node.js`)) as Record<string, new () => INodeType>;
	return new module[name]!().description;
};

const FOLDERS = { hetznerRobot: 'HetznerRobot', hetznerStorageBox: 'HetznerStorageBox' };

type NodeName = keyof typeof FOLDERS;

const optionsOf = (properties: INodeTypeDescription['properties'], name: string, resource?: string) =>
	properties
		.filter((property) => property.name === name && (resource === undefined || property.displayOptions?.show?.resource?.includes(resource)))
		.flatMap(({ options = [], default: preset }) => options.map((option) => ({ value: (option as { value: string }).value, preset })));

function panelsOf(node: NodeName): Panel[] {
	const { properties } = built(FOLDERS[node], FOLDERS[node]);
	return optionsOf(properties, 'resource').map(({ value: resource }) => panel(node, resource, String(optionsOf(properties, 'operation', resource)[0]?.preset)));
}

const panel = (node: NodeName, resource: string, operation: string, more: Record<string, unknown> = {}): Panel => ({
	name: [node === 'hetznerRobot' ? 'robot' : 'storage-box', resource, operation].join('-'),
	type: `n8n-nodes-hetzner-robot.${node}`,
	parameters: { resource, operation, ...more },
});

const trigger = (...events: string[]): Panel => ({ name: ['trigger', ...events].join('-'), type: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger', parameters: { events } });

const web1 = { serverNumber: { __rl: true, mode: 'list', value: '321', cachedResultName: 'web1 (321)' } };

const RULES = {
	rule: [
		{ name: 'HTTPS', action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '443' },
		{ name: 'Me', action: 'accept', ipVersion: 'ipv4', srcIp: '198.51.100.7' },
	],
};

/** What destroys, interrupts or costs most, and what has most fields. */
const MORE: Panel[] = [
	panel('hetznerRobot', 'order', 'orderServer', { test: false }),
	panel('hetznerRobot', 'order', 'orderMarketServer'),
	panel('hetznerRobot', 'firewall', 'set', { ...web1, rules: 'rows', inputRules: RULES }),
	panel('hetznerRobot', 'boot', 'activateLinux', web1),
	panel('hetznerRobot', 'boot', 'activateRescue', { ...web1, resetNow: true }),
	panel('hetznerRobot', 'reset', 'execute', web1),
	panel('hetznerRobot', 'server', 'cancel', web1),
	panel('hetznerStorageBox', 'storageBox', 'create'),
	panel('hetznerStorageBox', 'storageBox', 'rollbackSnapshot'),
	panel('hetznerStorageBox', 'snapshot', 'create'),
	panel('hetznerRobot', 'traffic', 'get', { period: 'custom' }),
	{ ...trigger('marketOfferFound'), parameters: { events: ['marketOfferFound'], marketFilters: { gpu: true, maximumPrice: 200 } } },
];

const triggers = (): Panel[] => optionsOf(built('HetznerRobot', 'HetznerRobotTrigger').properties, 'events').map(({ value }) => trigger(value));

/** One for each name: a panel that deserves more takes the place of the plain one. */
export const allPanels = (): Panel[] => [
	...new Map([...panelsOf('hetznerRobot'), ...panelsOf('hetznerStorageBox'), ...triggers(), ...MORE].map((each) => [each.name, each])).values(),
];
