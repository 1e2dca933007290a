import type { IDataObject } from 'n8n-workflow';
import { ApiError } from '../../common/http/errors';
import type { Run } from '../../common/operation/operation';
import { isOn } from '../../common/operation/values';
import { INTERRUPTS } from '../../common/operation/warning';
import { executeReset } from '../endpoints/reset';
import { isOff, notOffered, toResetType, typesIn, whileOff } from '../robot/resetTypes';
import { resetToBoot, serverOf } from './lastResets';
import { lookAtReset } from './lookAtReset';

/**
 * Activates a boot system and, with Reset Now, resets the server, which then boots it. Whether the server offers the
 * reset is asked first: a system that stays active by accident would be booted, and installed, at any later start.
 * The item gets the reset as `reset`.
 */
export async function activateAndReset(run: Run): Promise<IDataObject[]> {
	if (!isOn('resetNow', run.parameter('resetNow'))) return await run.send();
	const type = toResetType('resetType', run.parameter('resetType'));
	await checkReset(run, type);
	await run.client.untilAllowed(executeReset);
	const activated = await run.send();
	if (!activated.every(({ active }) => active === true)) throw notActive();
	const [reset] = await resetToBoot(run, type).catch(explainActive);
	return activated.map((boot) => ({ ...boot, reset }));
}

const NOT_ACTIVATED = 'Nothing was activated.';

async function checkReset(run: Run, type: string): Promise<void> {
	const reset = await lookAtReset(run, await serverOf(run), NOT_ACTIVATED);
	const offered = typesIn(reset);
	if (!offered.includes(type)) throw notOffered('resetType', [type], offered, NOT_ACTIVATED);
	run.foretell?.({ reset: { type } });
	if (isOff(reset)) run.foretell?.({}, whileOff(type), INTERRUPTS);
}

/** A server that is reset without its boot system starts what is on its disks, or another system. */
export const notActive = (): ApiError =>
	new ApiError("The server was not reset: Robot's reply does not say that the boot system is active", {
		code: 'BOOT_NOT_ACTIVE',
		advice: 'Look with Get whether it is, and reset the server yourself.',
		outcome: 'unknown',
		isAfterChange: true,
	});

function explainActive(error: unknown): never {
	if (!(error instanceof ApiError)) throw error;
	const { reason = error.message, advice = '' } = error.details;
	const reset = error.details.outcome === 'unknown' ? 'it is unknown whether the server was reset' : 'the server was not reset';
	throw new ApiError(`The boot system was activated, but ${reset}: ${reason}`, {
		...error.details,
		words: undefined,
		isAfterChange: true,
		advice: `Reset the server yourself or deactivate the boot system; Get shows its password. ${advice}`.trim(),
	});
}
