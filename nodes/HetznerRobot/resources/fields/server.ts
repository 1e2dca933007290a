import { InputError } from '../../../common/http/errors';
import type { JsonRecord } from '../../../common/http/json';
import { pathValue } from '../../../common/http/path';
import { parameter, type Field, type PathPart } from '../../../common/operation/operation';
import { toLocator } from '../../../common/operation/values';
import { serverByAddress, serverByName } from '../../lookups/servers';
import { isIPv4, isIPv6, toAddress } from '../../robot/pathValues';
import { locator, type TypedMode } from './locator';

const NAME = 'serverNumber';

export const byServerName: TypedMode = {
	displayName: 'By Name',
	name: 'name',
	placeholder: 'e.g. web1',
	hint: 'The exact name, which is looked up in the list of servers',
};

/** Which server: picked from the list, or given by number, name or main address. Sends the server's number. */
export const server: Field = parameter(NAME, {
	...locator({
		displayName: 'Server',
		description: 'The dedicated server',
		list: { method: 'searchServers', placeholder: 'Select a server...' },
		by: [
			{ displayName: 'By Number', name: 'id', placeholder: 'e.g. 321' },
			byServerName,
			{ displayName: 'By IP Address', name: 'ip', placeholder: 'e.g. 203.0.113.10', hint: 'The main IPv4 address or IPv6 net' },
		],
	}),
	toPath: serverNumber,
});

function serverNumber(given: unknown): PathPart {
	const { mode, value } = toLocator(NAME, given);
	if (value === '') throw new InputError(NAME, 'is empty');
	if (mode === 'name') return numberByName(value);
	if (mode === 'ip') return numberByAddress(toAddress(NAME, value));
	if (/^\d{1,15}$/.test(value) && Number(value) > 0) return pathValue(NAME, value);
	if (mode !== '') throw new InputError(NAME, `is not a server number: ${value.slice(0, 60)}`, 'A server number has digits only, e.g. 321.');
	return isIPv4(value) || isIPv6(value) ? numberByAddress(value) : numberByName(value);
}

const numberByName = (name: string): PathPart => ({ lookUp: async (client) => numberOf(await serverByName(client, NAME, name)) });

/** Robot's paths still take a main IPv4 address for the number, but call it deprecated: so the number is looked up. */
const numberByAddress = (address: string): PathPart => ({ lookUp: async (client) => numberOf(await serverByAddress(client, NAME, address)) });

const numberOf = ({ server_number }: JsonRecord) => pathValue(NAME, String(server_number));
