import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';

/**
 * The node panel, searched as n8n's editor does it: by the display name and the aliases of a node. Node and trigger
 * share one entry, which has the aliases of the node and the description of the trigger.
 */

/** What people type, and what they should find first. */
const TERMS: Record<string, string[]> = {
	'Hetzner Robot': [
		'hetzner',
		'robot',
		'reset',
		'reset server',
		'reboot',
		'reinstall',
		'rescue',
		'installimage',
		'proxmox',
		'talos',
		'dedicated',
		'dedicated server',
		'root server',
		'bare metal',
		'inventory',
		'power on',
		'power off',
		'wol',
		'wake on lan',
		'watchdog',
		'uptime',
		'failover',
		'floating ip',
		'firewall',
		'block port',
		'whitelist',
		'my ip',
		'dyndns',
		'ptr',
		'rdns',
		'reverse dns',
		'vlan',
		'vswitch',
		'ssh key',
		'traffic',
		'bandwidth',
		'order server',
		'server market',
		'auction',
		'serverbörse',
	],
	'Hetzner Storage Box': ['storage box', 'hetzner console', 'backup', 'snapshot', 'sub-account', 'subaccount', 'quota', 'disk full', 'sftp'],
};

const entry = (name: string, displayName: string) => ({
	properties: { displayName, codex: JSON.parse(readFileSync(`nodes/${name}/${name}.node.json`, 'utf8')) as { alias: string[] } },
});

const entries = [
	entry('HetznerRobot', new HetznerRobot().description.displayName),
	entry('HetznerStorageBox', new HetznerStorageBox().description.displayName),
	// What the editor finds as well, since it takes letters that are far apart.
	...['GetResponse Trigger', 'Compare Datasets', 'Okta', 'Evaluation', 'Workable Trigger', 'Home Assistant'].map((displayName) => ({ properties: { displayName } })),
];

/** The points of n8n's search for the term as one run of letters, which may stand within an alias. */
const oneRun = (term: string) => 60 * (term.length - 1);

it.each(Object.entries(TERMS).flatMap(([node, terms]) => terms.map((term): [string, string] => [term, node])))('"%s" finds %s', (term, node) => {
	const [first] = sublimeSearch(term, entries);

	expect(first?.item.properties.displayName).toBe(node);
	expect(first?.score).toBeGreaterThan(oneRun(term));
});

it('what is about Storage Boxes finds the trigger as well, which watches them', () => {
	for (const term of ['storage box', 'snapshot', 'disk full']) {
		expect(sublimeSearch(term, entries).map(({ item }) => item.properties.displayName)).toEqual(['Hetzner Storage Box', 'Hetzner Robot']);
	}
});

it('the entry that node and trigger share says what both do', () => {
	for (const { description } of [new HetznerRobot().description, new HetznerRobotTrigger().description]) {
		expect(description).toMatch(/start(s)? a workflow when/i);
		expect(description).toMatch(/manages? dedicated servers/i);
	}
});
