import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../common/http/json';
import { isEmpty, wordOf } from '../../common/operation/values';
import { addressOf } from './addresses';

/** The addresses that Robot lists of a server, each once and in its one form. */
export interface ServerAddresses {
	ip: string[];
	subnet: string[];
}

/** The addresses and nets of a server; `undefined` where a list is none, or holds what is no address: something may be missing. */
export function serverAddresses({ ip, server_ip, subnet, server_ipv6_net }: IDataObject): ServerAddresses | undefined {
	const found = { ip: addressesIn(ip, server_ip), subnet: addressesIn(subnet, server_ipv6_net) };
	return found.ip && found.subnet && { ip: found.ip, subnet: found.subnet };
}

/** Each address in one of a server's lists, `null` where it is empty, and the main one, which Robot's own examples do not list always. */
function addressesIn(list: unknown, main: unknown): string[] | undefined {
	if (list !== null && !Array.isArray(list)) return undefined;
	const entries = [...(list ?? []).map((entry: unknown) => (isRecord(entry) ? entry.ip : entry)), ...(isEmpty(main) ? [] : [main])];
	const addresses = entries.map((entry: unknown) => addressOf(wordOf(entry ?? '')));
	return addresses.every((address) => address !== undefined) ? [...new Set(addresses)] : undefined;
}
