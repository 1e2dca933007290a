/** IP addresses in one form each, so that what was typed can be compared with what Robot lists. */

/** Without zeros in front: programs disagree whether `010` is ten or eight. */
export const isIPv4 = (text: string): boolean => /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);

export const isIPv6 = (text: string): boolean => toIPv6(text) !== undefined;

/**
 * The one form of an IP address, IPv6 as RFC 5952 has it (`2001:db8:0:321::`), without a prefix length behind it;
 * `undefined` for anything else.
 */
export function addressOf(text: string): string | undefined {
	const [, host = '', length = '0'] = /^([^/]{2,45})(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
	const [address, bits] = isIPv4(host) ? [host, 32] : [toIPv6(host), 128];
	return Number(length) <= bits ? address : undefined;
}

/** The net of 64 bits that an IPv6 address lies in, which is how large Robot's main IPv6 nets are; `undefined` for anything else. */
export function mainNetOf(text: string): string | undefined {
	const address = addressOf(text);
	if (address === undefined || isIPv4(address)) return undefined;
	const [left = [], right = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
	const zeros = Array<string>(8 - left.length - right.length).fill('0');
	return toIPv6(`${[...left, ...zeros, ...right].slice(0, 4).join(':')}::`);
}

/** What browsers make of an address in brackets is its form of RFC 5952. */
function toIPv6(text: string): string | undefined {
	const url = `http://[${text}]`;
	return /^[\da-f:]{2,45}$/i.test(text) && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

/** First and last, as numbers; not a number for what cannot be read. */
export type Range = [first: number, last: number];

/** The addresses of an IPv4 net. */
export function netOf(net: string): Range {
	const [ip = '', length = '32'] = net.split('/');
	const size = 2 ** (32 - Number(length));
	const first = isIPv4(ip) ? Math.floor(ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) / size) * size : NaN;
	return [first, first + size - 1];
}

/** The one form of an IPv4 net: by its first address, nothing for all addresses; what cannot be read stays as it is. */
export function plainNet(net: string): string {
	const [first, last] = netOf(net);
	const length = 32 - Math.log2(last - first + 1);
	if (!(length >= 0 && length <= 32)) return net;
	const address = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256).join('.');
	return length === 0 ? '' : length === 32 ? address : `${address}/${length}`;
}
