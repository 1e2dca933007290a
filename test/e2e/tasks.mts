import { httpRequest } from './httpRequest.mts';
import type { User } from './user.mts';

/** Where the simulated APIs are. */
export interface Places {
	robot: string;
	console: string;
}

/** One of the things that people do most, from an empty canvas to green. */
export interface Task {
	name: string;
	/** What it takes at most: whoever raises these makes it harder for everybody. */
	most: { clicks: number; fields: number };
	/** With this package. */
	node: (user: User) => Promise<void>;
	/** The same with n8n's HTTP Request node, where that is measured. */
	http?: (user: User, places: Places) => Promise<void>;
	/** What Robot or Hetzner Console gets in either way, but for what is only read on the way. */
	sent: string[];
}

/** What the node makes of the rule and of what the firewall has now: whoever writes it by hand has to look that up. */
const MY_RULES: Array<[string, string]> = [
	['status', 'active'],
	['rules[input][0][ip_version]', 'ipv4'],
	['rules[input][0][name]', 'Me'],
	['rules[input][0][src_ip]', '198.51.100.7'],
	['rules[input][0][action]', 'accept'],
	['rules[output][0][name]', 'Allow all'],
	['rules[output][0][action]', 'accept'],
	['filter_ipv6', 'false'],
	['whitelist_hos', 'true'],
];

const ROBOT = 'Hetzner Robot';
const STORAGE_BOX = 'Hetzner Storage Box';

export const tasks: Task[] = [
	{
		name: 'List servers',
		most: { clicks: 5, fields: 1 },
		node: async (user) => {
			await user.startToDo('server', ROBOT, 'Get many servers');
			await user.execute();
		},
		http: async (user, { robot }) => await httpRequest(user, { url: `${robot}/server` }),
		sent: ['GET /server'],
	},
	{
		name: 'Reset web1',
		most: { clicks: 7, fields: 1 },
		node: async (user) => {
			await user.startToDo('reset', ROBOT, 'Reset server (hard reboot)');
			await user.pick('serverNumber', 'web1');
			await user.execute();
		},
		http: async (user, { robot }) => await httpRequest(user, { url: `${robot}/reset/321`, method: 'POST', body: [['type', 'hw']] }),
		sent: ['POST /reset/321 type=hw'],
	},
	{
		name: 'Boot web1 into the rescue system with a key, at once',
		most: { clicks: 9, fields: 1 },
		node: async (user) => {
			await user.startToDo('rescue', ROBOT, 'Boot server into rescue system now (reboots it)');
			await user.pick('serverNumber', 'web1');
			await user.pick('authorizedKey', 'alice');
			await user.execute();
		},
		sent: ['POST /boot/321/rescue os=linux&authorized_key[]=30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29', 'POST /reset/321 type=hw'],
	},
	{
		name: 'Switch a failover IP to web2',
		most: { clicks: 9, fields: 1 },
		node: async (user) => {
			await user.startToDo('failover', ROBOT, 'Switch failover IP to another server');
			await user.pick('failoverIp', '198.51.100.200');
			await user.pick('activeServerIp', 'web2');
			await user.execute();
		},
		http: async (user, { robot }) => await httpRequest(user, { url: `${robot}/failover/198.51.100.200`, method: 'POST', body: [['active_server_ip', '203.0.113.11']] }),
		sent: ['POST /failover/198.51.100.200 active_server_ip=203.0.113.11'],
	},
	{
		name: 'Let my address in',
		most: { clicks: 14, fields: 3 },
		node: async (user) => {
			await user.startToDo('firewall', ROBOT, 'Set firewall of server (replaced rules are lost)');
			await user.pick('serverNumber', 'web1');
			await user.choose('rules', 'Define Below');
			await user.click(user.part('fixed-collection-inputRules').locator('[data-test-id="fixed-collection-add"]'));
			await user.fill('name', 'Me');
			await user.add('Add Condition', 'Source IP');
			await user.fill('srcIp', '198.51.100.7');
			await user.execute();
		},
		http: async (user, { robot }) => await httpRequest(user, { url: `${robot}/firewall/321`, method: 'POST', body: MY_RULES }),
		sent: [`POST /firewall/321 ${MY_RULES.map((pair) => pair.join('=')).join('&')}`],
	},
	{
		name: 'Take a snapshot of a Storage Box',
		most: { clicks: 6, fields: 1 },
		node: async (user) => {
			await user.startToDo('snapshot', STORAGE_BOX, 'Create snapshot');
			await user.pick('storageBoxId', 'Backup Server 1');
			await user.execute();
		},
		http: async (user, { console }) =>
			await httpRequest(user, { url: `${console}/storage_boxes/530101/snapshots`, method: 'POST', authentication: 'Bearer Auth', body: [['description', 'n8n']], isJson: true }),
		sent: ['POST /console/v1/storage_boxes/530101/snapshots'],
	},
	{
		name: 'Watch the server market for a GPU',
		most: { clicks: 6, fields: 1 },
		node: async (user) => {
			await user.startOn('server market', ROBOT, 'On market offer found');
			await user.add('Add Filter', 'GPU');
			await user.execute();
		},
		sent: ['GET /order/server_market/product'],
	},
	{
		name: 'Start when a Storage Box is nearly full',
		most: { clicks: 10, fields: 1 },
		node: async (user) => {
			await user.startOn('disk full', ROBOT, 'On Storage Box changed');
			await user.untick('storageBoxChanges', ['Gone', 'New', 'Settings', 'Status', 'Type']);
			await user.execute();
		},
		sent: ['GET /console/v1/storage_boxes'],
	},
	{
		name: 'Give an agent a reset that a person reviews',
		most: { clicks: 14, fields: 2 },
		node: async (user) => {
			await user.startWith('agent', 'AI Agent');
			await user.click(user.part('add-subnode-ai_tool-0'));
			await user.click(user.entry('Human review'));
			await user.click(user.entry('Chat'));
			await user.click(user.part('add-subnode-ai_tool-0'));
			await user.find('reset', 'Hetzner Robot Tool');
			await user.choose('resource', 'Reset');
			await user.choose('operation', 'Reset Server');
			await user.toggle('allowInAgents');
			await user.leaveToModel('serverNumber');
			await user.finish('Reset server (hard reboot) in Hetzner Robot');
		},
		sent: [],
	},
	{
		name: "See a server's traffic of this month",
		most: { clicks: 7, fields: 1 },
		node: async (user) => {
			await user.startToDo('traffic', ROBOT, 'Get traffic of server or addresses');
			await user.pick('serverNumber', 'web1');
			await user.execute();
		},
		sent: ['POST /traffic ip[]=203.0.113.10'],
	},
];
