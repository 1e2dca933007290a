import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Fault, Simulator } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import type { Chance } from './random.mts';

/** What is ordered in the runs, and what goes wrong on the way. */

export type Kind = 'addon' | 'market' | 'server';

/** The node of each kind; the product comes from the input item. */
export const NODES: Record<Kind, INodeParameters> = {
	addon: { resource: 'order', operation: 'orderAddon', serverNumber: by('id', '321'), productId: by('id', '={{ $json.product }}'), reason: 'VPS', test: false },
	market: { resource: 'order', operation: 'orderMarketServer', productId: by('id', '={{ $json.product }}'), password: 'Root-Pa55word', test: false },
	server: { resource: 'order', operation: 'orderServer', productId: by('id', '={{ $json.product }}'), password: 'Root-Pa55word', test: false },
};

export const PRODUCTS: Record<Kind, string[]> = {
	addon: ['failover_subnet_ipv6_64', 'additional_ipv4'],
	market: ['2710001', '2710002'],
	server: ['EX44', 'AX42'],
};

export const itemsFor = (products: string[]): INodeExecutionData[] => products.map((product) => ({ json: { product } }));

/** The orders that Robot holds, by product. */
export function ordersOf({ state }: Simulator, kind: Kind): Map<string, number> {
	const orders = new Map<string, number>();
	for (const { product } of state.orders.transactions[kind]) orders.set(String(product.id), (orders.get(String(product.id)) ?? 0) + 1);
	return orders;
}

const reply = (status: number, body: string, contentType = 'text/html'): Fault => ({ kind: 'reply', status, body, contentType });

const FAULTS: Fault[] = [
	{ kind: 'cut-before' },
	{ kind: 'cut-after' },
	{ kind: 'cut-after' },
	{ kind: 'cut-during' },
	{ kind: 'error', status: 500, code: 'INTERNAL_ERROR', message: 'Internal error' },
	{ kind: 'error', status: 409, code: 'CONFLICT', message: 'Conflict' },
	{ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { max_request: 7, interval: 20 } },
	{ kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { max_request: 7, interval: 3600 } },
	reply(502, '<h1>Bad Gateway</h1>'),
	reply(503, ''),
	reply(504, ''),
	reply(200, ''),
	reply(200, '[{"transaction":{"id":"B2015', 'application/json'),
	reply(200, '{}', 'application/json'),
	reply(200, '{"transaction":[]}', 'application/json'),
	reply(200, '[{"transaction":null}]', 'application/json'),
	reply(200, '<h1>Please log in</h1>'),
	reply(302, ''),
	{ kind: 'hang', method: 'POST' },
];

const PATHS: Record<Kind, string> = { addon: '/order/server_addon/transaction', market: '/order/server_market/transaction', server: '/order/server/transaction' };

/** From now on Robot lists no orders, whatever it has confirmed. */
export const lagBehind = (simulator: Simulator, kind: Kind): void =>
	simulator.inject({ kind: 'error', method: 'GET', path: PATHS[kind], status: 404, code: 'NOT_FOUND', message: 'No transactions found', times: Infinity });

/** Faults for some of the next requests, whichever those are. */
export function injectSome(simulator: Simulator, chance: Chance, share: number): string[] {
	const injected: string[] = [];
	for (let request = 0; request < 24; request++) {
		if (!chance.happens(share)) continue;
		const fault = chance.pick(FAULTS);
		simulator.inject({ ...fault, skip: request - injected.length });
		injected.push(`${request}: ${fault.kind}${'status' in fault ? ` ${fault.status}` : ''}`);
	}
	return injected;
}
