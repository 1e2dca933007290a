import type { IDataObject } from 'n8n-workflow';
import type { Inputs } from '../../common/http/request';
import type { Completion, Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { getVSwitch } from '../endpoints/vSwitch';
import { sendAndWait, stateOf, type Progress } from './wait';

/** Waits until all servers of the vSwitch are ready. */
export const waitForVSwitch = async (run: Run): Promise<IDataObject[]> => await waitForServers(run, () => true);

/** A server just added may be missing from the list for a while (reported from the live service). */
export const waitForAddedServers = async (run: Run): Promise<IDataObject[]> => await waitForServers(run, (asked, listed) => asked.every((server) => listed.includes(server)));

export const waitForRemovedServers = async (run: Run): Promise<IDataObject[]> => await waitForServers(run, (asked, listed) => !asked.some((server) => listed.includes(server)));

async function waitForServers(run: Run, isListed: (asked: string[], listed: string[]) => boolean): Promise<IDataObject[]> {
	let asked: string[] = [];
	const complete = ({ values }: Inputs): Completion => {
		asked = (values.server ?? []) as string[];
		return {};
	};
	return await sendAndWait(run, getVSwitch, (vSwitch) => progressOf(vSwitch, asked, isListed), { complete });
}

/** How far the servers that were asked for are, all of them where none was: another one may have failed long ago. */
export function progressOf({ server }: IDataObject, asked: string[], isListed: (asked: string[], listed: string[]) => boolean): Progress {
	const servers = Array.isArray(server) ? (server as IDataObject[]) : [{}];
	const numbers = servers.map(numberOf);
	const meant = servers.filter((_server, index) => asked.length === 0 || asked.includes(numbers[index] as string));
	const seen = servers.map(({ status }, index) => `server ${numbers[index]} ${wordOf(status ?? '') || 'in an unknown state'}`).join(', ') || 'no servers';
	const isKnown = !numbers.includes(UNKNOWN) && isListed(asked, numbers);
	const state = stateOf(
		meant.map(({ status }) => status),
		['ready'],
	);
	return { state: state === 'ready' && !isKnown ? 'pending' : state, seen };
}

/** A server that cannot be told from others may be the one that is waited for: the wait goes on. */
export const UNKNOWN = 'unknown';

export const numberOf = ({ server_number }: IDataObject): string => (Number(server_number) > 0 ? String(Number(server_number)) : UNKNOWN);
