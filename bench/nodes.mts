/** The nodes that are compared, as a user would set them up for the same work. */
import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { built, ofN8n, type NodeToRun } from './n8n.mts';

const { HetznerRobot } = built<{ HetznerRobot: new () => INodeType }>('nodes/HetznerRobot/HetznerRobot.node.js');
const robot = new HetznerRobot();

const { HttpRequest } = ofN8n<{ HttpRequest: new () => { nodeVersions: Record<number, INodeType>; currentVersion: number } }>(
	'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
);
const requests = new HttpRequest();

const { processMemory } = built<{ processMemory: { forget: () => void } }>('nodes/common/http/memory.js');

/** As after a restart of n8n: Robot's limits, of which a round uses up one, are there again, and the login is unknown. */
export const forget = (): void => processMemory.forget();

/** Of which version n8n adds it to a workflow. */
const typeVersion = requests.currentVersion;

/** Input items with a server's number each. */
export const servers = (count: number): INodeExecutionData[] => Array.from({ length: count }, (_, index) => ({ json: { number: 1_000_000 + index }, pairedItem: { item: 0 } }));

/** The reply to a question for a server. */
export const SERVER =
	'{"server":{"server_ip":"203.0.113.10","server_ipv6_net":"2001:db8:113::","server_number":{number},"server_name":"web{number}","product":"AX41-NVMe","dc":"FSN1-DC7","traffic":"unlimited","status":"ready","cancelled":false,"paid_until":"2026-12-31","ip":["203.0.113.10"],"subnet":[{"ip":"2001:db8:113::","mask":"64"}],"reset":true,"rescue":true,"vnc":true,"windows":true,"plesk":false,"cpanel":false,"wol":true,"hot_swap":false,"linked_storagebox":null}}';

/** Server > Get. */
export const getServer: NodeToRun = {
	type: robot,
	name: 'n8n-nodes-hetzner-robot.hetznerRobot',
	credential: 'robotApi',
	parameters: { resource: 'server', operation: 'get', serverNumber: { __rl: true, mode: 'number', value: '={{ $json.number }}' }, output: 'simplified', options: {} },
};

/** Server > Get Many. */
export const getServers: NodeToRun = {
	...getServer,
	parameters: { resource: 'server', operation: 'getAll', returnAll: true, output: 'simplified', options: {} },
};

/** n8n's HTTP Request, with this package's credential as the predefined type, or with n8n's Basic Auth. */
export const httpRequest = (url: string, credential: 'robotApi' | 'httpBasicAuth' = 'robotApi'): NodeToRun => ({
	type: requests.nodeVersions[typeVersion] as INodeType,
	name: 'n8n-nodes-base.httpRequest',
	typeVersion,
	credential,
	parameters: {
		url,
		...(credential === 'robotApi'
			? { authentication: 'predefinedCredentialType', nodeCredentialType: 'robotApi' }
			: { authentication: 'genericCredentialType', genericAuthType: 'httpBasicAuth' }),
		options: {},
	},
});
