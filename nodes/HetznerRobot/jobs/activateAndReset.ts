import type { IDataObject } from 'n8n-workflow';
import { ApiError, InputError } from '../../common/http/errors';
import type { Run } from '../../common/operation/operation';
import { isOn } from '../../common/operation/values';
import { executeReset, getReset } from '../endpoints/reset';

/**
 * Activates a boot system and, with Reset Now, resets the server, which then boots it. Whether the server offers the
 * reset is asked first: a system that stays active by accident would be booted, and installed, at any later start.
 * The item gets the reset as `reset`.
 */
export async function activateAndReset(run: Run): Promise<IDataObject[]> {
	if (!isOn('resetNow', run.parameter('resetNow'))) return await run.send();
	const type = String(run.parameter('resetType') ?? '');
	if (type === '') throw new InputError('resetType', 'is empty', 'Choose how to reset the server. Nothing was activated.');
	await checkReset(run, type);
	const activated = await run.send();
	const [reset] = await run.call(executeReset, run.path, { type }).catch(explainActive);
	return activated.map((boot) => ({ ...boot, reset }));
}

async function checkReset(run: Run, type: string): Promise<void> {
	const [reset] = await run.call(getReset, run.path);
	const offered = Array.isArray(reset?.type) ? reset.type.map(String) : [];
	if (!offered.includes(type)) {
		throw new InputError('resetType', `: this server does not offer "${type}"`, `It offers ${offered.join(', ') || 'none'}. Nothing was activated.`);
	}
}

function explainActive(error: unknown): never {
	if (!(error instanceof ApiError)) throw error;
	const { reason = error.message, advice = '' } = error.details;
	throw new ApiError(`The boot system was activated, but the server was not reset: ${reason}`, {
		...error.details,
		isAfterChange: true,
		advice: `Reset the server yourself or deactivate the boot system; Get shows its password. ${advice}`.trim(),
	});
}
