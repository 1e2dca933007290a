import type { IDataObject } from 'n8n-workflow';
import { ApiError, InputError } from '../../common/http/errors';
import type { Run } from '../../common/operation/operation';
import { getReset } from '../endpoints/reset';
import { resetTypeWithCode } from '../robot/resetTypes';

/** The reset types that the server offers, none where Robot does not say. */
export async function offeredResets(run: Run): Promise<string[]> {
	const [reset] = await run.call(getReset, run.path);
	return Array.isArray(reset?.type) ? reset.type.map(String) : [];
}

/** The error for a type that the server does not offer. `undone` says what was not done. */
export const notOffered = (parameter: string, type: string, offered: string[], undone: string): InputError =>
	new InputError(parameter, `: this server does not offer ${resetTypeWithCode(type)}`, `It offers ${offered.map(resetTypeWithCode).join(', ') || 'none'}. ${undone}`);

/** Resets a server. Robot only says that the type is invalid: then the node asks which types there are. */
export async function resetServer(run: Run): Promise<IDataObject[]> {
	return await run.send().catch(async (error: unknown) => await explainType(run, error));
}

async function explainType(run: Run, error: unknown): Promise<never> {
	const isType = error instanceof ApiError && error.details.outcome === 'refused' && error.details.code === 'INVALID_INPUT' && error.details.invalid?.includes('type');
	const offered = isType ? await offeredResets(run).catch(() => []) : [];
	const type = String(run.values.type);
	if (offered.length === 0 || offered.includes(type)) throw error;
	throw notOffered('type', type, offered, 'Nothing was reset.');
}
