import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { ApiError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { queryTraffic } from '../endpoints/traffic';
import { addressOf } from '../robot/addresses';
import { serverAddresses, type ServerAddresses } from '../robot/serverAddresses';
import { wordOf } from '../../common/operation/values';
import { addressesAsSent } from '../robot/traffic';
import { daysByAddress, together, type Period, type TrafficDays } from '../robot/trafficDays';

/** A server with the addresses whose traffic counts as its own. */
export interface ServerOfTraffic {
	server: IDataObject;
	/** `undefined` where Robot's list of them is incomplete: the sum would be too small. */
	addresses: ServerAddresses | undefined;
}

/** What Robot says of the days of one server. */
export interface ServerTraffic extends ServerOfTraffic {
	days: TrafficDays;
	/** Its addresses without any day that can be read. Robot leaves out those that it has no data of. */
	withoutData: string[];
}

/**
 * The servers with their addresses, each of which counts once: for the server whose main address it is, else for the first
 * that lists it. A server that is listed twice is one.
 */
export function serversOfTraffic(listed: IDataObject[]): ServerOfTraffic[] {
	const servers = eachOnce(listed).map((server) => ({ server, addresses: serverAddresses(server) }));
	const owners = new Map<string, IDataObject>();
	const claim = (server: IDataObject, addresses: Array<string | undefined>) => {
		for (const address of addresses) if (address !== undefined && !owners.has(address)) owners.set(address, server);
	};
	for (const { server } of servers) claim(server, mainOf(server));
	for (const { server, addresses } of servers) claim(server, allOf(addresses));
	return servers.map(({ server, addresses }) => {
		const own = (list: string[]) => list.filter((address) => owners.get(address) === server);
		return { server, addresses: addresses && { ip: own(addresses.ip), subnet: own(addresses.subnet).filter((net) => !addresses.ip.includes(net)) } };
	});
}

function eachOnce(listed: IDataObject[]): IDataObject[] {
	const numbers = new Set<string>();
	return listed.filter(({ server_number }) => {
		const number = wordOf(server_number ?? '');
		const isKnown = number !== '' && numbers.has(number);
		numbers.add(number);
		return !isKnown;
	});
}

const mainOf = ({ server_ip, server_ipv6_net }: IDataObject) => [server_ip, server_ipv6_net].map((main) => addressOf(wordOf(main ?? '')));

export const allOf = (addresses: ServerAddresses | undefined): string[] => (addresses ? [...addresses.ip, ...addresses.subnet] : []);

/** How many addresses one query asks for. Robot names no limit; servers usually read at most 1000 values of a form. */
const ADDRESSES_PER_QUERY = 200;

/** The addresses of these servers in as few queries as it takes. */
export function queriesFor(servers: ServerOfTraffic[]): ServerAddresses[] {
	const kinds = ['ip', 'subnet'] as const;
	const all = kinds.flatMap((kind) => servers.flatMap(({ addresses }) => (addresses?.[kind] ?? []).map((address) => ({ kind, address }))));
	return Array.from({ length: Math.ceil(all.length / ADDRESSES_PER_QUERY) }, (_none, query) => {
		const asked = all.slice(query * ADDRESSES_PER_QUERY, (query + 1) * ADDRESSES_PER_QUERY);
		const [ip, subnet] = kinds.map((kind) => asked.filter((entry) => entry.kind === kind).map(({ address }) => address)) as [string[], string[]];
		return { ip, subnet };
	});
}

/** The traffic of each server on the days of a month. */
export async function trafficOfServers(client: ApiClient, servers: ServerOfTraffic[], period: Period): Promise<ServerTraffic[]> {
	const known = new Map<string, TrafficDays>();
	const replies = await Promise.all(queriesFor(servers).map(async (addresses) => await askFor(client, addresses, period)));
	for (const reply of replies.flat()) for (const [address, days] of daysByAddress(reply, period)) known.set(address, days);
	return servers.map((each) => {
		const addresses = allOf(each.addresses);
		const hasDays = (address: string) => (known.get(address)?.size ?? 0) > 0;
		return { ...each, days: together(addresses.map((address) => known.get(address) ?? new Map())), withoutData: addresses.filter((address) => !hasDays(address)) };
	});
}

/** Robot's answer that it knows none of the addresses is one without data. */
const askFor = async (client: ApiClient, addresses: ServerAddresses, { from, to }: Period): Promise<JsonRecord[]> =>
	await client.objects(queryTraffic, { path: {}, values: { ...addressesAsSent(addresses), type: 'month', from, to, single_values: true } }).catch((error: unknown) => {
		if (error instanceof ApiError && error.details.code === 'NOT_FOUND') return [];
		throw error;
	});
