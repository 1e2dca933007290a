import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { by } from '../case.mts';
import { numbersOf } from './numbers.mts';

/**
 * What people do with a whole fleet, by hand: a line in docs/requests.md each, and what the tests of test/fuzz run twice
 * and interrupt. A new job is an entry here.
 */
export interface FleetJob {
	/** As the page calls it. */
	name: string;
	/** The node's parameters for a fleet of so many servers. */
	parameters: INodeParameters;
	/** An item for each server, with its number as `n`; else one for all, with their numbers as `servers`. */
	perServer?: true;
	/** Of Hetzner Console's node instead of Robot's. */
	ofConsole?: true;
	/** What is asked without the job: once, and for each object. */
	byHand: { once: number; each: number; how: string };
	/** Each run does it anew; all others change nothing when they are run again. */
	isAnew?: true;
	/** Only the process that has done it knows: another one does it anew. */
	isKnownHere?: true;
}

/** One item with the numbers of all servers, or one for each server. */
export const itemsFor = ({ perServer }: FleetJob, servers: number): INodeExecutionData[] =>
	perServer ? numbersOf(servers).map((n) => ({ json: { n } })) : [{ json: { servers: numbersOf(servers) } }];

const serverNumber = by('id', '={{ $json.n }}');
const storageBoxId = by('name', '=box{{ $json.n - 1000 }}');
const all: INodeParameters = { resource: 'firewall', servers: 'all' };
const rule = { action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22', srcIp: '198.51.100.7' };

export const FLEET_JOBS: FleetJob[] = [
	{
		name: 'Server > Get Inventory',
		parameters: { resource: 'server', operation: 'getInventory', parts: ['addresses', 'failover', 'resetTypes', 'reverseDns', 'subnets'], returnAll: true },
		byHand: { once: 1, each: 5, how: 'the list of servers; of each server its data, IP address, subnet, reverse DNS and reset types' },
	},
	{
		name: 'Order > Find Market Offers',
		parameters: { resource: 'order', operation: 'findMarketOffers', filters: { minimumMemory: 64 } },
		byHand: { once: 1, each: 0, how: 'the list of offers, which are filtered in the workflow' },
	},
	{
		name: 'Traffic > Report',
		parameters: { resource: 'traffic', operation: 'report', returnAll: true },
		byHand: { once: 1, each: 1, how: 'the list of servers; a query for each server' },
	},
	{
		name: 'Reset > Reset Server, the gentlest type',
		parameters: { resource: 'reset', operation: 'execute', serverNumber, type: 'auto', options: { notAgainWithin: 60, waitForLimit: 20_000 } },
		perServer: true,
		byHand: { once: 0, each: 2, how: 'the reset types and the reset of each server' },
		isKnownHere: true,
	},
	{
		name: 'Boot > Boot Into Rescue System Now',
		parameters: { resource: 'boot', operation: 'bootIntoRescue', serverNumber, os: 'linux', firstReset: 'hw', options: { waitForLimit: 20_000 } },
		perServer: true,
		byHand: { once: 0, each: 3, how: 'the activation, the reset and a look at each server' },
		isAnew: true,
	},
	{
		name: 'Boot > Reinstall With Linux Now',
		parameters: { resource: 'boot', operation: 'reinstall', serverNumber, dist: 'Debian 13 minimal', lang: 'en', firstReset: 'hw', options: { waitForLimit: 20_000 } },
		perServer: true,
		byHand: { once: 0, each: 3, how: 'the activation, the reset and a look at each server' },
		isAnew: true,
	},
	{
		name: 'Firewall > Add Rules, all servers',
		parameters: { ...all, operation: 'addRules', rules: 'rows', inputRules: { rule: [{ name: 'home', ...rule }] }, options: { waitForLimit: 20_000 } },
		byHand: { once: 1, each: 3, how: 'the list of servers; of each the rules, all of them sent, and a look whether they are in force' },
	},
	{
		name: 'Firewall > Remove Rules, all servers',
		parameters: { ...all, operation: 'removeRules', ruleNames: 'old', direction: 'input', options: { waitForLimit: 20_000 } },
		byHand: { once: 1, each: 3, how: 'the same' },
	},
	{
		name: 'Firewall > Replace Rule, all servers',
		parameters: { ...all, operation: 'replaceRule', direction: 'output', ruleName: 'Allow all', rule: { rule: { ...rule } }, options: { waitForLimit: 20_000 } },
		byHand: { once: 1, each: 3, how: 'the same' },
	},
	{
		name: 'Firewall > Copy From Server, all servers',
		parameters: { ...all, operation: 'copyFromServer', fromServerNumber: by('number', '1001'), options: { waitForLimit: 20_000 } },
		byHand: { once: 1, each: 2, how: 'the rules of the one; all rules sent to each, and a look whether they are in force' },
	},
	{
		name: 'Firewall > Block IP, all servers',
		parameters: { ...all, operation: 'blockIp', task: 'block', address: '198.51.100.99', blockMinutes: 600, maximumBlockingRules: 2, options: { waitForLimit: 20_000 } },
		byHand: { once: 1, each: 3, how: 'the list of servers; of each the rules, all of them sent, and a look whether they are in force' },
	},
	{
		name: 'Failover > Switch, only if different',
		parameters: { resource: 'failover', operation: 'switch', failoverIp: by('id', '203.0.113.200'), activeServerIp: '198.51.100.1', options: { onlyIfDifferent: true } },
		byHand: { once: 1, each: 0, how: 'the switch, which interrupts also where it leads there already' },
	},
	{
		name: 'vSwitch > Set Servers, all but the one that it has',
		parameters: { resource: 'vSwitch', operation: 'setServers', vSwitchId: by('id', '4321'), server: by('value', '={{ $json.servers?.slice($json.servers.length > 1 ? 1 : 0) }}') },
		byHand: { once: 1, each: 2, how: 'the vSwitch; for each server the change, and a look whether it is done' },
	},
	{
		name: 'Server > Rename, only if different',
		parameters: {
			resource: 'server',
			operation: 'rename',
			serverNumber,
			serverName: '=www{{ $json.n - 1000 }}',
			options: { onlyIfDifferent: true },
		},
		perServer: true,
		byHand: { once: 0, each: 1, how: 'the change of each, also where the name is so already' },
	},
	{
		name: 'Snapshot > Create Snapshot and Keep N, in Hetzner Console',
		parameters: { resource: 'snapshot', operation: 'createAndRotate', storageBoxId, keepNewest: 2 },
		perServer: true,
		ofConsole: true,
		byHand: { once: 1, each: 7, how: 'the list of boxes; of each the new snapshot, the list, two deletions, and a look at each of the three' },
		isAnew: true,
	},
	{
		name: 'Snapshot > Prune, in Hetzner Console',
		parameters: { resource: 'snapshot', operation: 'prune', storageBoxId, rules: { keepNewest: 2 } },
		perServer: true,
		ofConsole: true,
		byHand: { once: 1, each: 3, how: 'the list of boxes; of each the list of snapshots, a deletion, and a look at it' },
	},
	{
		name: 'Storage Box > Get Many, in Hetzner Console',
		parameters: { resource: 'storageBox', operation: 'getAll', returnAll: true },
		ofConsole: true,
		byHand: { once: 0, each: 1, how: 'each box' },
	},
];
