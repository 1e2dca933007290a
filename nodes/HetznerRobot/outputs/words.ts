import type { JsonRecord } from '../../common/http/json';
import { textIn } from '../../common/operation/readers';

/** What Robot nests, in one line. */

/** `2001:db8::/64`; without its length where Robot does not say it. */
export function netInWords({ ip, mask }: JsonRecord): string | undefined {
	const [address, length] = [textIn(ip), textIn(mask)];
	return address === undefined || length === undefined ? address : `${address}/${length}`;
}
