import { InputError } from '../../../common/http/errors';
import { parameter, type Field, type PathPart } from '../../../common/operation/operation';
import { toLocator, toText, wordOf } from '../../../common/operation/values';
import { knownServer, numberOf, serverByAddress, serverByBareNumber, serverByName } from '../../lookups/servers';
import { addressOf } from '../../robot/addresses';
import { isNumericId, toAddress, toNumericId } from '../../robot/pathValues';
import { SERVER_PAGES } from '../../robot/webPages';
import { idOfPage, isWebAddress } from '../../../common/operation/webPage';
import { locator, type TypedMode } from '../../../common/operation/locator';
import { asNumber, fromList } from '../../../common/operation/tells';

const NAME = 'serverNumber';

/** The ways to give a server by typing. n8n calls every mode that is named `id` "By ID", whatever it is to be called. */
export const serverModes: TypedMode[] = [
	{ displayName: 'Number', name: 'number', placeholder: 'e.g. 321' },
	{ displayName: 'Name', name: 'name', placeholder: 'e.g. web1', hint: 'The name, which is looked up in the list of servers' },
	{ displayName: 'IP', name: 'ip', placeholder: 'e.g. 203.0.113.10', hint: 'The main IPv4 address, or an address in the main IPv6 net' },
];

/** The name that a looked-up list has for a server. */
export const serverName = fromList('server_name', 'web1', knownServer);

/** Which server: picked from the list, or given by number, name or main address. Sends the server's number. */
export const server: Field = parameter(NAME, {
	...locator({
		displayName: 'Server',
		description: 'The dedicated server',
		list: { method: 'searchServers', placeholder: 'Select a server...' },
		by: serverModes,
	}),
	toPath: (given) => toServer(NAME, given),
	tells: { server_number: asNumber, server_name: serverName },
	inWords: serverInWords,
});

/** "monitoring (485)" as the list has shown it, or the name, number or address that was given. */
function serverInWords(given: unknown): string {
	const shown = wordOf((given as { cachedResultName?: unknown } | null)?.cachedResultName ?? '');
	const { value } = toLocator(NAME, given);
	const [, picked, number] = /^(.+? \((\d+))\b/.exec(shown) ?? [];
	// The list has shown what was picked, which an expression may have replaced since.
	if (picked !== undefined && number === value) return `${picked})`;
	return isNumericId(value) ? `Server ${value}` : value.slice(0, LONGEST_NAME);
}

const LONGEST_NAME = 60;

/**
 * The number of the server that was picked or typed, in whichever way.
 *
 * @throws InputError for what cannot be a server
 */
export function toServer(name: string, locatorOrBare: unknown): PathPart {
	const { mode, value, given } = toLocator(name, locatorOrBare);
	if (value === '') throw new InputError(name, 'is empty');
	if (isWebAddress(value)) return toNumericId(name, idOfPage(name, value, 'server', SERVER_PAGES));
	if (mode === 'name') return numberByName(name, toText(name, given));
	if (mode === 'ip') return numberByAddress(name, toAddress(name, value));
	if (isNumericId(value)) return mode === '' && typeof given === 'string' ? numberByBareNumber(name, value, given) : toNumericId(name, value);
	if (mode !== '') throw new InputError(name, `is not a server number: ${value.slice(0, 60)}`, 'A server number has digits only, e.g. 321.');
	const address = addressOf(value);
	return address === undefined ? numberByName(name, toText(name, given)) : numberByAddress(name, address);
}

const numberByName = (name: string, typed: string): PathPart => ({ lookUp: async (client) => numberOf(name, await serverByName(client, name, typed)) });

/** Robot's paths still take a main IPv4 address for the number, but call it deprecated: so the number is looked up. */
const numberByAddress = (name: string, address: string): PathPart => ({ lookUp: async (client) => numberOf(name, await serverByAddress(client, name, address)) });

const numberByBareNumber = (name: string, number: string, typed: string): PathPart => ({ lookUp: async (client) => await serverByBareNumber(client, name, number, typed) });
