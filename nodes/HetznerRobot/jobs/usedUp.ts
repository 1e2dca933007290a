import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { ApiError } from '../../common/http/errors';
import type { Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { PAUSES } from './wait';

/** How a wait for a start ended. */
export interface Ending {
	isUsedUp: boolean;
	/** What Robot said last of the activation. */
	seen: string;
	/** The host keys that it has shown last. */
	hostKeys: unknown;
}

/**
 * Looks until no start is to come any more that boots the system: Robot then says that it is not active. Only `false` says
 * that; whatever cannot be read, or is refused, is looked at again, since nobody gets the password a second time.
 *
 * @param atHalf what may help where half of the time has brought nothing
 * @throws ApiError when the execution was cancelled, or the login is refused
 */
export async function untilUsedUp(run: Run, look: Endpoint, maximum: number, atHalf: () => Promise<void>): Promise<Ending> {
	const begun = Date.now();
	const ending: Ending = { isUsedUp: false, seen: 'nothing', hostKeys: [] };
	let isHalf = false;
	for (let waited = 0, turn = 0; ; turn++) {
		const passed = Math.max(waited, (Date.now() - begun) / 1000);
		if (passed >= maximum) return ending;
		if (!isHalf && passed >= maximum / 2) {
			isHalf = true;
			await atHalf();
		}
		const pause = Math.max(1, Math.min(PAUSES[Math.min(turn, PAUSES.length - 1)] as number, (isHalf ? maximum : maximum / 2) - passed));
		waited = passed + pause;
		note(ending, await run.readAgain(look, pause).catch(troubleIn));
		if (ending.isUsedUp) return ending;
	}
}

function note(ending: Ending, looked: IDataObject[] | ApiError): void {
	if (looked instanceof ApiError) {
		ending.seen = looked.details.reason ?? looked.message;
		return;
	}
	const [{ active, host_key: hostKeys } = {}] = looked;
	ending.isUsedUp = active === false;
	ending.seen = `active: ${wordOf(active ?? '') || 'not said'}`;
	if (Array.isArray(hostKeys) && hostKeys.length > 0) ending.hostKeys = hostKeys;
}

/** What need not last. */
export function troubleIn(error: unknown): ApiError {
	if (!(error instanceof ApiError) || error.details.code === 'CANCELLED' || error.details.cause === 'credential-invalid') throw error;
	return error;
}
