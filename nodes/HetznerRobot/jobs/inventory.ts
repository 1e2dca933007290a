import type { IDataObject } from 'n8n-workflow';
import { pathValue } from '../../common/http/path';
import type { Run } from '../../common/operation/operation';
import { toChoices, wordOf } from '../../common/operation/values';
import { listFailovers } from '../endpoints/failover';
import { listIps } from '../endpoints/ip';
import { listResets } from '../endpoints/reset';
import { listReverseDns } from '../endpoints/reverseDns';
import { getServerCancellation, listServers } from '../endpoints/server';
import { listSubnets } from '../endpoints/subnet';
import { addressOf, mainNetOf } from '../robot/addresses';
import { hasMainAddress } from '../lookups/servers';
import { filteredServers } from './serverFilters';

/** What is joined to the servers; each is one request for all of them, unless it says otherwise. */
export const PARTS = {
	addresses: 'Addresses',
	cancellations: 'Cancellations',
	failover: 'Failover IPs',
	resetTypes: 'Reset Types',
	reverseDns: 'Reverse DNS',
	subnets: 'Subnets',
} as const;

type Part = keyof typeof PARTS;

/** What a part adds to a server. */
type Join = (server: IDataObject) => IDataObject;

/** Checks the parts before anything is sent. */
export const checkParts = (value: unknown): undefined => void partsOf(value);

function partsOf(value: unknown): Part[] {
	return toChoices('parts', 'part', value, Object.keys(PARTS)) as Part[];
}

/** The servers that match the filters, each with its parts, out of lists of the whole account. */
export async function inventory(run: Run): Promise<IDataObject[]> {
	const parts = partsOf(run.parameter('parts'));
	const servers = await filteredServers(run);
	if (servers.length === 0) return [];
	const joins = await Promise.all(parts.map(async (part) => await JOINS[part](run, servers)));
	return servers.map((server) => Object.assign(without(server, parts), ...joins.map((join) => join(server))) as IDataObject);
}

/** What a part says at greater length. */
const REPLACED: Partial<Record<string, Part>> = { ip: 'addresses', subnet: 'subnets' };

const without = (server: IDataObject, parts: Part[]): IDataObject => Object.fromEntries(Object.entries(server).filter(([key]) => !parts.some((part) => part === REPLACED[key])));

const JOINS: Record<Part, (run: Run, servers: IDataObject[]) => Promise<Join>> = {
	addresses: async (run) => {
		const all = await run.call(listIps, {});
		return (server) => ({ addresses: all.filter(isOf(server)).map(({ ip, locked, separate_mac }) => ({ ip, locked, separate_mac })) });
	},
	subnets: async (run) => {
		const all = await run.call(listSubnets, {});
		return (server) => ({ subnets: all.filter(isOf(server)).map(({ ip, mask, gateway, failover }) => ({ subnet: `${wordOf(ip)}/${wordOf(mask)}`, gateway, failover })) });
	},
	reverseDns: async (run) => {
		const all = await run.call(listReverseDns, {});
		return (server) => ({ reverse_dns: all.filter(({ ip }) => belongs(ip, server)) });
	},
	failover: async (run) => {
		const [all, servers] = [await run.call(listFailovers, {}), await run.call(listServers, {})];
		return (server) => ({
			failover_ips: all
				.filter(isOf(server))
				.map(({ ip, active_server_ip }) => ({ ip, active_server_ip, leads_to: servers.find((each) => hasMainAddress(each, active_server_ip))?.server_name ?? null })),
			routed_here: all.filter(({ active_server_ip }) => hasMainAddress(server, active_server_ip)).map(({ ip }) => ip),
		});
	},
	resetTypes: async (run) => {
		const all = await run.call(listResets, {});
		return (server) => ({ reset_types: all.find(isOf(server))?.type ?? [] });
	},
	/** One request for each server that is cancelled. */
	cancellations: async (run, servers) => {
		const known = new Map<unknown, IDataObject>();
		for (const { server_number: number } of servers.filter(({ cancelled }) => cancelled === true)) {
			const [cancellation = {}] = await run.call(getServerCancellation, { serverNumber: pathValue('serverNumber', wordOf(number)) });
			known.set(number, cancellation);
		}
		return ({ server_number }) => {
			const { cancellation_date = null, cancellation_reason = null, reserved = null } = known.get(server_number) ?? {};
			return { cancellation: known.has(server_number) ? { cancellation_date, cancellation_reason, reserved } : null };
		};
	},
};

const isOf =
	({ server_number: number }: IDataObject) =>
	({ server_number }: IDataObject): boolean =>
		server_number !== null && server_number !== undefined && Number(server_number) === Number(number);

/** Whether an address is one of the server's, or lies in its main IPv6 net. */
function belongs(ip: unknown, { ip: addresses, server_ip, server_ipv6_net }: IDataObject): boolean {
	const address = addressOf(wordOf(ip ?? ''));
	if (address === undefined) return false;
	const own = [server_ip, ...(Array.isArray(addresses) ? addresses : [])].map((each) => addressOf(wordOf(each ?? '')));
	const net = mainNetOf(wordOf(server_ipv6_net ?? ''));
	return own.includes(address) || (net !== undefined && mainNetOf(address) === net);
}
