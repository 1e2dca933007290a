import type { IDataObject } from 'n8n-workflow';
import type { Run } from '../../common/operation/operation';
import { isEmpty, toList } from '../../common/operation/values';
import { getVSwitch } from '../endpoints/vSwitch';
import { sendAndWait, stateOf } from './wait';

/** Waits until all servers of the vSwitch are ready. */
export const waitForVSwitch = async (run: Run): Promise<IDataObject[]> => await waitForServers(run, () => true);

/** A server just added may be missing from the list for a while (reported from the live service). */
export const waitForAddedServers = async (run: Run): Promise<IDataObject[]> =>
	await waitForServers(run, (asked, listed) => asked.every((server) => listed.has(server)));

export const waitForRemovedServers = async (run: Run): Promise<IDataObject[]> =>
	await waitForServers(run, (asked, listed) => !asked.some((server) => listed.has(server)));

/** Only the servers that were asked for count: another one may have failed long ago. */
async function waitForServers(run: Run, isListed: (asked: string[], listed: Set<string>) => boolean): Promise<IDataObject[]> {
	const given = run.parameter('server');
	const asked = isEmpty(given) ? [] : toList('server', given);
	return await sendAndWait(run, getVSwitch, (vSwitch) => {
		const servers = Array.isArray(vSwitch.server) ? (vSwitch.server as IDataObject[]) : [];
		const meant = asked.length === 0 ? servers : servers.filter((server) => asked.some((name) => namesOf(server).includes(name)));
		const state = stateOf(meant.map(({ status }) => status), ['ready']);
		const seen = servers.map(({ server_number, status }) => `server ${String(server_number)} ${String(status)}`).join(', ') || 'no servers';
		return { state: state === 'ready' && !isListed(asked, new Set(servers.flatMap(namesOf))) ? 'pending' : state, seen };
	});
}

/** Everything that a server of a vSwitch can be asked for by. */
const namesOf = ({ server_number, server_ip, server_ipv6_net }: IDataObject): string[] => [server_number, server_ip, server_ipv6_net].map(String);
