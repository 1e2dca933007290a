import type { IDataObject } from 'n8n-workflow';
import type { Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { getFailover } from '../endpoints/failover';
import { addressOf } from '../robot/addresses';
import { sendAndWait, type Progress } from './wait';

/** Robot answers when the switch is over: looks begin at once, and stay below their limit of 100 an hour. */
const PAUSES = [0, 5, 5, 10, 10, 15, 15, 20, 40];

/** Switches a failover IP and, with Wait for Completion, looks until it leads to the server. */
export async function switchAndWait(run: Run): Promise<IDataObject[]> {
	const progressOf = async ({ active_server_ip: active }: IDataObject): Promise<Progress> => {
		const { values } = await run.settled();
		const seen = wordOf(active ?? '');
		const isThere = seen !== '' && addressOf(seen) === addressOf(wordOf(values.active_server_ip));
		return { state: isThere ? 'ready' : 'pending', seen: `it leads to ${seen || 'no server'}` };
	};
	return await sendAndWait(run, getFailover, progressOf, {}, PAUSES);
}
