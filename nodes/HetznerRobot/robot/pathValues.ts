import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import { pathValue, type PathValue } from '../../common/http/path';
import { wordOf } from '../../common/operation/values';
import { checkNoWebAddress } from '../../common/operation/webPage';
import { addressOf } from './addresses';

/** Whether a text is a number of Robot's: it counts from 1. */
export const isNumericId = (text: string): boolean => /^\d{1,15}$/.test(text) && Number(text) > 0;

/** A number of Robot's as Robot writes it, without the zeros in front that tables and forms put there. */
export function toNumericId(name: string, value: string): PathValue {
	if (isNumericId(value)) return pathValue(name, String(Number(value)));
	throw new InputError(name, `is not a number: ${value.slice(0, 60)}`);
}

/**
 * The number in an entry of one of Robot's lists: the only way from an entry into a path.
 *
 * @param thing what the entry is: "server"
 * @throws InputError for an entry without one
 */
export function numberIn(name: string, thing: string, entry: JsonRecord, key: string): PathValue {
	const number = wordOf(entry[key] ?? '');
	if (isNumericId(number)) return toNumericId(name, number);
	throw new InputError(name, `: Robot lists this ${thing} without its number`, `Nothing was done with it. Look the ${thing} up in Robot.`);
}

/** An address in its one form, without the prefix length that people paste with it: Robot's paths never carry `/64`. */
export function toAddress(name: string, value: string): PathValue {
	checkNoWebAddress(name, value);
	const address = addressOf(value);
	if (address !== undefined) return pathValue(name, address);
	throw new InputError(name, `is not an IP address: ${value.slice(0, 60)}`);
}
