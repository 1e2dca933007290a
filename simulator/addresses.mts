import { isIPv4, isIPv6 } from 'node:net';

export { isIPv4, isIPv6 };

/** One spelling for each IPv6 address (`2001:DB8:0::` and `2001:db8::` are the same); anything else unchanged. */
export function canonical(address: string): string {
	if (!isIPv6(address)) return address;
	return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

export function sameAddress(a: string | null, b: string | null): boolean {
	return a !== null && b !== null && canonical(a) === canonical(b);
}

/** An address as a number, with the number of bits of its family. */
function numberOf(address: string): { value: bigint; bits: number } {
	if (isIPv4(address)) {
		return { value: address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
	}
	const [head = '', tail = ''] = canonical(address).split('::');
	const groups = (text: string) => (text === '' ? [] : text.split(':'));
	const zeros = new Array<string>(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0');
	const all = [...groups(head), ...zeros, ...groups(tail)];
	return { value: all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n), bits: 128 };
}

/** True if `address` lies in the net `net`/`mask`. */
export function inNet(address: string, net: string, mask: number): boolean {
	if (isIPv4(address) !== isIPv4(net)) return false;
	const a = numberOf(address);
	const b = numberOf(net);
	const shift = BigInt(a.bits - mask);
	return a.value >> shift === b.value >> shift;
}
