import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listFailovers } from '../endpoints/failover';
import { listServers } from '../endpoints/server';
import { advanced, differences, haveFields, isEntries, startingPoint, type Entries, type Fields } from './differences';
import type { TriggerEvent } from './events';
import { EXAMPLE_FAILOVER, EXAMPLE_SERVER, OTHER_EXAMPLE_SERVER } from './examples';
import type { PollRequests } from './requests';
import { isId, isSaid, isText, type Check } from './shape';
import type { Watch } from './watch';

const haveFailoverFields = haveFields(({ active_server_ip: to }: Fields) => to === null || isText(to));

/** Documentation: "Failover". */
export const failovers: Watch<Entries, null> = {
	connect: robotClient,
	choose: () => null,
	isKnown: ((value) => isEntries(value) && haveFailoverFields(value)) as Check<Entries>,

	async look({ requests, now }, known) {
		const listed = (await requests.list(listFailovers, known === undefined)).filter(isWhole);
		const current = Object.fromEntries(listed.map((failover) => [String(failover.ip), fieldsOf(failover)]));
		if (known === undefined) return { known: startingPoint(now, current), events: [] };
		// One that is not listed keeps its last destination: it was not switched.
		const found = differences(known, current).filter(({ after }) => after !== undefined);
		const switched = found.filter(({ before }) => before !== undefined);
		const servers = switched.length > 0 ? await serversOf(requests) : [];
		const events = switched.map(({ id, before, after, occurrence }) => eventOf(failoverOf(listed, id), before?.active_server_ip, after?.active_server_ip, occurrence, servers));
		return { known: advanced(known, found, new Set(switched.map(({ id }) => id))), events };
	},

	async sample({ requests }) {
		const [failover] = await requests.ask(listFailovers);
		if (!failover) return switchedTo(EXAMPLE_FAILOVER, [EXAMPLE_SERVER, OTHER_EXAMPLE_SERVER]);
		return switchedTo(failover, await requests.ask(listServers));
	},
};

/** As if a failover IP had just come to where it leads, from another server. */
function switchedTo(failover: JsonRecord, servers: JsonRecord[]): TriggerEvent {
	const { ip, active_server_ip: to } = failover;
	const main = String(ip).includes(':') ? 'server_ipv6_net' : 'server_ip';
	const from = [failover, ...servers].map((other) => other[main]).find((address) => isSaid(address) && address !== to);
	return eventOf(failover, from, to, 'sample', servers);
}

/** The names of the destinations. That an address was switched is not held back because they cannot be asked for. */
const serversOf = async (requests: PollRequests): Promise<JsonRecord[]> => await requests.list(listServers, false).catch(() => []);

/** One that is listed without its destination was not switched to none. */
const isWhole = ({ ip, active_server_ip }: JsonRecord) => isId(ip) && (active_server_ip === null || isSaid(active_server_ip));

const fieldsOf = ({ active_server_ip }: JsonRecord): Fields => ({ active_server_ip: isText(active_server_ip) ? active_server_ip.trim() : null });

const failoverOf = (listed: JsonRecord[], id: string) => listed.find(({ ip }) => String(ip) === id) as JsonRecord;

function eventOf(failover: JsonRecord, from: unknown, to: unknown, occurrence: string, servers: JsonRecord[]): TriggerEvent {
	return {
		event: 'failoverIpSwitched',
		eventId: `failover:${String(failover.ip)}:${occurrence}:${String(to ?? 'none')}`,
		failoverIp: String(failover.ip),
		from: destination(from, servers),
		to: destination(to, servers),
		failover: failover as IDataObject,
	};
}

/** Robot names a destination by the main address of a server. */
function destination(address: unknown, servers: JsonRecord[]): IDataObject | null {
	if (typeof address !== 'string') return null;
	const server = servers.find(({ server_ip, server_ipv6_net }) => server_ip === address || server_ipv6_net === address);
	return { ip: address, serverNumber: (server?.server_number as number | undefined) ?? null, serverName: (server?.server_name as string | undefined) ?? null };
}
