import { InputError } from '../../../common/http/errors';
import type { Value } from '../../../common/operation/operation';
import { toLocator, toText, wordOf } from '../../../common/operation/values';
import { serverByName, serverByNumber } from '../../lookups/servers';
import { addressOf } from '../../robot/addresses';
import { isNumericId, toAddress } from '../../robot/pathValues';

const NAMES = { server_ip: 'main IPv4 address', server_ipv6_net: 'main IPv6 net' };

/** Robot's key of a main address. */
export type MainAddress = keyof typeof NAMES;

/**
 * The main address of a server that was picked or typed, in whichever way.
 *
 * @throws InputError for what cannot be a server
 */
export function toMainAddress(name: string, locatorOrBare: unknown, key: MainAddress): Value {
	const { mode, value, given } = toLocator(name, locatorOrBare);
	if (value === '') throw new InputError(name, 'is empty');
	if (mode === 'ip' || (mode !== 'name' && addressOf(value) !== undefined)) return toAddress(name, value);
	const isNumber = mode !== 'name' && isNumericId(value);
	return {
		lookUp: async (client) => {
			const server = isNumber ? await serverByNumber(client, name, value) : await serverByName(client, name, toText(name, given));
			const main = addressOf(wordOf(server[key] ?? ''));
			if (main !== undefined) return main;
			throw new InputError(name, `: the server "${value.slice(0, 60)}" has no ${NAMES[key]}`);
		},
	};
}
