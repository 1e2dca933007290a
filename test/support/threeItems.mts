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
	values: string[];
	/** What else the change needs for all of them. */
	beside?: INodeParameters;
}

const NAMES: Three = { parameter: 'name', values: ['first', 'second', 'third'] };
const SERVERS: Three = { parameter: 'serverNumber', values: ['321', '322', '345'] };
const orders = (values: string[], beside: INodeParameters = {}): Three => ({ parameter: 'productId', values, beside: { test: false, ...beside } });

/** By the endpoint, or by what its path names first, where that is not a parameter that can be counted up. */
const THREE: Record<string, Three> = {
	'server-id': SERVERS,
	'storagebox-id': { parameter: 'storageBoxId', values: ['12345', '12346', '12347'] },
	'vswitch-id': { parameter: 'vSwitchId', values: ['4321', '4322', '4323'] },
	'DELETE /subnet/{ip}/cancellation': { parameter: 'netIp', values: ['203.0.113.160', '203.0.113.161', '203.0.113.162'] },
	// Two of the servers have no rules yet that could be kept.
	'POST /firewall/{server-id}': { ...SERVERS, beside: { options: { cutOff: 'both' } } },
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

function threeOf({ name, endpoint: { path } }: Row, given: INodeParameters): Three {
	const [, inPath = ''] = /\{([^}]+)\}/.exec(path) ?? [];
	return found(THREE[name] ?? THREE[inPath] ?? countedUp(inPath, given), name, 'THREE of test/support/threeItems.mts');
}

/** `{server-number}` is given as `serverNumber`: 321, 322, 323. There need not be such servers: each request is met by an injected reply or fault. */
function countedUp(inPath: string, given: INodeParameters): Three | undefined {
	const parameter = inPath.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
	const own = given[parameter];
	const first = String(typeof own === 'object' ? (own as { value: string }).value : own);
	if (!/\d/.test(first)) return undefined;
	return { parameter, values: [0, 1, 2].map((more) => first.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + more))) };
}

/** The node and its input, and what is seen of each item in its request. Orders are real ones. */
export function threeItems(row: Row, world: World): { parameters: INodeParameters; items: INodeExecutionData[]; values: string[] } {
	const { resource, operation } = row.endpoint;
	const [first] = givenFor(row.endpoint).these;
	const given = typeof first === 'function' ? first(world) : first!;
	const { parameter, values, beside } = threeOf(row, given);
	const own = given[parameter];
	const fromItem = typeof own === 'object' ? { ...own, value: '={{ $json.n }}' } : '={{ $json.n }}';
	return { parameters: { resource, operation, ...choiceOf(row.endpoint), ...given, ...beside, [parameter]: fromItem }, items: itemsOf(...values), values };
}

/** Which items' changes arrived, in order; another request as it is. */
export function arrived({ endpoint: { method, path: documented } }: Row, values: string[], requests: RecordedRequest[]): Array<number | string> {
	const pattern = new RegExp(`^${documented.replace(/\{[^}]+\}/g, '[^/]+')}$`);
	return requests
		.filter((request) => request.method !== 'GET')
		.map((request) => {
			const { path, form } = request;
			const item = values.findIndex((value) => path.split('/').includes(value) || form.some(([, sent]) => sent === value));
			return request.method === method && pattern.test(path) && item >= 0 ? item : `${request.method} ${path}`;
		});
}
