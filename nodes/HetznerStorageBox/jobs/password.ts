import type { JsonRecord } from '../../common/http/json';
import type { Run } from '../../common/operation/operation';
import { isOn } from '../../common/operation/values';
import { generatedPassword } from '../console/password';

/** Whether the node makes the password that the operation sends. */
export const isPasswordGenerated = ({ parameter }: Run): boolean => isOn('generatePassword', parameter('generatePassword'));

/** Makes the password, where that is wanted, and gives it back as what the item puts out beside the reply. */
export function generatePassword(run: Run): JsonRecord | undefined {
	if (!isPasswordGenerated(run)) return undefined;
	const password = generatedPassword();
	run.values.password = password;
	return { password };
}
