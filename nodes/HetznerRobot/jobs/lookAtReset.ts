import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import type { PathValue } from '../../common/http/path';
import type { Run } from '../../common/operation/operation';
import { getReset } from '../endpoints/reset';
import { otherThan } from '../robot/ids';

/**
 * What Robot says of resets of the server: its types, and whether it is off. What it says of another server must not
 * decide: a press of the power button starts one that is off, and shuts down one that runs.
 *
 * @param undone says what was not done
 * @throws InputError for a reply about another server
 */
export async function lookAtReset({ call }: Run, serverNumber: PathValue, undone: string, options?: { fresh: boolean }): Promise<IDataObject> {
	const [reset = {}] = await call(getReset, { serverNumber }, {}, options);
	const other = otherThan(serverNumber, reset.server_number);
	if (other !== undefined) throw new InputError('serverNumber', `: Robot's reply is about server ${other}`, undone);
	return reset;
}
