import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { pathValue, type PathValue } from '../../common/http/path';
import { wordOf } from '../../common/operation/values';

/** Whether a text is an id of the API: an integer from 1 to 2^53-1. */
export const isId = (text: string): boolean => /^\d{1,16}$/.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text));

/** An id as the API writes it, without the zeros in front that tables and forms put there. */
export function toId(name: string, value: string): PathValue {
	if (isId(value)) return pathValue(name, String(Number(value)));
	throw new InputError(name, `is not an ID: ${value.slice(0, 60)}`, 'Nothing was sent. An ID is a number, e.g. 42.');
}

/** Whether an object says that it is another one than the path has asked for. */
export function isAnother({ storageBoxId, snapshotId, subaccountId }: Record<string, PathValue | undefined>, { id }: IDataObject): boolean {
	const asked = subaccountId ?? snapshotId ?? storageBoxId;
	const said = wordOf(id ?? '');
	return isId(said) && asked !== undefined && Number(said) !== Number(asked);
}

/**
 * The id in an object of the API: the only way from a reply into a path.
 *
 * @param thing what it is: "Storage Box"
 * @throws InputError for an object without one
 */
export function idIn(name: string, thing: string, { id }: JsonRecord): PathValue {
	const text = wordOf(id ?? '');
	if (isId(text)) return toId(name, text);
	throw new InputError(name, `: Hetzner Console lists this ${thing} without its ID`, `Nothing was done with it. Look the ${thing} up in Hetzner Console.`);
}
