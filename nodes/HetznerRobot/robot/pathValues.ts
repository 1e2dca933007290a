import { InputError } from '../../common/http/errors';
import { pathValue, type PathValue } from '../../common/http/path';

/** A number of Robot's: it counts from 1. */
export function toNumericId(name: string, value: string): PathValue {
	if (/^\d{1,15}$/.test(value) && Number(value) > 0) return pathValue(name, value);
	throw new InputError(name, `is not a number: ${value.slice(0, 60)}`);
}

export const isIPv4 = (text: string) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);

/** Whether a text has the form of an IPv6 address; Robot decides whether it is one. */
export const isIPv6 = (text: string) => /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i.test(text);

/** An address without the prefix length that people paste with it: Robot's paths never carry `/64`. */
export function toAddress(name: string, value: string): PathValue {
	const address = value.replace(/\/\d{1,3}$/, '');
	if (isIPv4(address) || isIPv6(address)) return pathValue(name, address);
	throw new InputError(name, `is not an IP address: ${value.slice(0, 60)}`);
}
