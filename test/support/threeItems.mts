import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { RecordedRequest, World } from '../../simulator/index.mts';
import { givenFor } from '../contract/cases/index.mts';
import { choiceOf } from '../contract/documentation/documentation.mts';
import { reads, rows, type Row } from '../faults/rows.mts';
import { itemsOf } from './simulatedRobot.mts';
import { found } from './table.mts';

/** Every change of the node, asked for by three items that mean three different things. */

/** What tells the items apart: a parameter with its three values, each of which is seen in the request. */
interface Three {
	parameter: string;
	values: [string, string, string];
	/** What else the change needs for all of them. */
	beside?: INodeParameters;
}

const SERVERS: Three = { parameter: 'serverNumber', values: ['321', '322', '345'] };
const NAMES: Three = { parameter: 'name', values: ['first', 'second', 'third'] };
const orders = (values: Three['values'], beside: INodeParameters = {}): Three => ({ parameter: 'productId', values, beside: { test: false, ...beside } });

/** By the first name in the path, or for endpoints that need something else. */
const THREE: Record<string, Three> = {
	'server-number': SERVERS,
	'server-id': SERVERS,
	ip: { parameter: 'ip', values: ['203.0.113.10', '203.0.113.11', '203.0.113.12'] },
	'net-ip': { parameter: 'netIp', values: ['203.0.113.160', '203.0.113.168', '203.0.113.176'] },
	'failover-ip': { parameter: 'failoverIp', values: ['198.51.100.200', '198.51.100.201', '198.51.100.202'] },
	fingerprint: {
		parameter: 'fingerprint',
		values: ['15:28:b0:03:95:f0:77:b3:10:56:15:6b:77:22:a5:bb', '95:7c:77:e3:19:60:de:bf:a1:fd:a5:1b:21:8a:7a:16', '0b:57:91:c3:2e:19:d0:44:6f:aa:08:7c:e1:52:33:9d'],
	},
	'storagebox-id': { parameter: 'storageBoxId', values: ['12345', '12346', '12347'] },
	'template-id': { parameter: 'templateId', values: ['11', '12', '13'] },
	'vswitch-id': { parameter: 'vSwitchId', values: ['4321', '4322', '4323'] },
	'DELETE /subnet/{ip}/cancellation': { parameter: 'netIp', values: ['203.0.113.160', '203.0.113.168', '203.0.113.176'] },
	// Two of the servers have no rules yet that could be kept.
	'POST /firewall/{server-id}': { ...SERVERS, beside: { cutOff: 'both' } },
	'POST /firewall/template': NAMES,
	// It reads what it keeps, and there are two templates.
	'POST /firewall/template/{template-id}': NAMES,
	'POST /key': NAMES,
	'POST /vswitch': NAMES,
	'POST /order/server/transaction': orders(['EX44', 'AX42', 'AX102']),
	'POST /order/server_market/transaction': orders(['2710001', '2710002', '2710003']),
	'POST /order/server_addon/transaction': orders(['failover_subnet_ipv6_64', 'failover_subnet_ipv4_29', 'subnet_ipv4_29'], { reason: 'VPS' }),
};

export const changes: Row[] = rows.filter((row) => !reads(row));

function threeOf({ name, endpoint: { path } }: Row): Three {
	const [, inPath = ''] = /\{([^}]+)\}/.exec(path) ?? [];
	return found(THREE[name] ?? THREE[inPath], name, 'THREE of test/support/threeItems.mts');
}

/** The node and its input; orders are real ones. */
export function threeItems(row: Row, world: World): { parameters: INodeParameters; items: INodeExecutionData[] } {
	const { resource, operation } = row.endpoint;
	const { parameter, values, beside } = threeOf(row);
	const [first] = givenFor(row.endpoint).these;
	const given = typeof first === 'function' ? first(world) : first!;
	const own = given[parameter];
	const fromItem = typeof own === 'object' ? { ...own, value: '={{ $json.n }}' } : '={{ $json.n }}';
	return { parameters: { resource, operation, ...choiceOf(row.endpoint), ...given, ...beside, [parameter]: fromItem }, items: itemsOf(...values) };
}

/** Which items' changes arrived, in order; another request as it is. */
export function arrived(row: Row, requests: RecordedRequest[]): Array<number | string> {
	const { method, path: documented } = row.endpoint;
	const pattern = new RegExp(`^${documented.replace(/\{[^}]+\}/g, '[^/]+')}$`);
	return requests
		.filter((request) => request.method !== 'GET')
		.map((request) => {
			const { path, form } = request;
			const item = threeOf(row).values.findIndex((value) => path.split('/').includes(value) || form.some(([, sent]) => sent === value));
			return request.method === method && pattern.test(path) && item >= 0 ? item : `${request.method} ${path}`;
		});
}
