import { InputError } from '../../../common/http/errors';
import type { Value } from '../../../common/operation/operation';
import { toLocator, toText, wordOf } from '../../../common/operation/values';
import { serverByName, serverByNumber } from '../../lookups/servers';
import { addressOf } from '../../robot/addresses';
import { isNumericId, toAddress } from '../../robot/pathValues';
import { SERVER_PAGES } from '../../robot/webPages';
import { idOfPage, isWebAddress } from '../../../common/operation/webPage';

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
	const isPage = isWebAddress(value);
	if (!isPage && (mode === 'ip' || (mode !== 'name' && addressOf(value) !== undefined))) return toAddress(name, value);
	const number = isPage ? idOfPage(name, value, 'server', SERVER_PAGES) : mode !== 'name' && isNumericId(value) ? value : undefined;
	return {
		lookUp: async (client) => {
			const server = number !== undefined ? await serverByNumber(client, name, number) : await serverByName(client, name, toText(name, given));
			const main = addressOf(wordOf(server[key] ?? ''));
			if (main !== undefined) return main;
			throw new InputError(name, `: the server "${value.slice(0, 60)}" has no ${NAMES[key]}`);
		},
	};
}
