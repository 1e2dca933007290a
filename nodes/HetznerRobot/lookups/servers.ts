import type { IDataObject } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { InputError } from '../../common/http/errors';
import type { JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import { wordOf } from '../../common/operation/values';
import { listServers } from '../endpoints/server';
import { addressOf, mainNetOf } from '../robot/addresses';
import { numberIn, toNumericId } from '../robot/pathValues';
import { listOnce } from './listOnce';
import { entriesByName, entryByName, labels, NOT_SENT, type Listed } from '../../common/operation/names';

/** A server keeps its number, but not its name. */
const { entries: allServers, known: knownServers, forget: forgetServers } = listOnce(listServers);

export { forgetServers };

const SERVERS: Listed = {
	thing: 'server',
	name: 'server_name',
	id: 'server_number',
	advice: 'Choose the server from the list, or give its main address.',
};

/**
 * The server with this name, in another spelling where none has it exactly.
 *
 * @throws InputError when there is none or more than one
 */
export const serverByName = async (client: ApiClient, parameter: string, name: string): Promise<JsonRecord> => entryByName(SERVERS, parameter, await allServers(client), name);

/**
 * The server with this main IPv4 address, or with the main IPv6 net that this address lies in.
 *
 * @throws InputError when there is none or more than one
 */
export async function serverByAddress(client: ApiClient, parameter: string, address: string): Promise<JsonRecord> {
	const net = mainNetOf(address);
	const found = (await allServers(client)).filter(({ server_ip, server_ipv6_net }) =>
		net === undefined ? addressOf(wordOf(server_ip ?? '')) === address : mainNetOf(wordOf(server_ipv6_net ?? '')) === net,
	);
	if (found.length === 1) return found[0] as JsonRecord;
	const problem =
		found.length === 0 ? `no server has the main address ${address}` : `${found.length} servers have the main address ${address}: ${labels(SERVERS, found).join(', ')}`;
	throw new InputError(parameter, `: ${problem}`, `Choose the server from the list or give its number. ${NOT_SENT}`);
}

/**
 * The number of the server that a bare number stands for. Another server may have it as its name.
 *
 * @param number without zeros in front
 * @throws InputError when a server is named so that is not numbered so
 */
export async function serverByBareNumber(client: ApiClient, parameter: string, number: string, typed: string): Promise<PathValue> {
	const servers = await allServers(client);
	const isNumbered = ({ server_number }: JsonRecord) => Number(server_number) === Number(number);
	const named = entriesByName(SERVERS, servers, typed).filter((server) => !isNumbered(server));
	if (named.length === 0) return toNumericId(parameter, number);
	const meant = [...servers.filter(isNumbered), ...named];
	const problem =
		meant.length === 1
			? `: ${typed.slice(0, 60)} is no server's number, but one's name: ${labels(SERVERS, meant).join(', ')}`
			: `: ${typed.slice(0, 60)} means ${meant.length} servers, by number or by name: ${labels(SERVERS, meant).join(', ')}`;
	throw new InputError(parameter, problem, `Choose the server from the list or with Name, or give its main address. ${NOT_SENT}`);
}

/**
 * The server that a bare number stands for.
 *
 * @throws InputError when none has it, and when a server is named so that is not numbered so
 */
export async function serverByNumber(client: ApiClient, parameter: string, typed: string): Promise<JsonRecord> {
	const number = await serverByBareNumber(client, parameter, toNumericId(parameter, typed), typed);
	const servers = (await allServers(client)).filter(({ server_number }) => Number(server_number) === Number(number));
	if (servers.length === 1) return servers[0] as JsonRecord;
	throw new InputError(parameter, `: ${servers.length === 0 ? 'no server has' : `${servers.length} servers have`} the number ${number}`, `${SERVERS.advice} ${NOT_SENT}`);
}

/**
 * The numbers of all servers of the account, each of them once.
 *
 * @throws InputError when there is none: whoever wants to change all has some
 */
export async function allNumbers(client: ApiClient, parameter: string): Promise<PathValue[]> {
	const numbers = new Set((await allServers(client)).map((server) => numberOf(parameter, server)));
	if (numbers.size > 0) return [...numbers];
	throw new InputError(parameter, ': Robot lists none', `${NOT_SENT} Look whether the credential is that of the right account.`);
}

/** The server with this number, where the list was asked for already. */
export const knownServer = async (client: ApiClient, number: string): Promise<JsonRecord | undefined> =>
	(await knownServers(client)).find(({ server_number }) => String(server_number) === number);

/** The server with this main address, where the list was asked for already. */
export const knownByAddress = async (client: ApiClient, address: string): Promise<JsonRecord | undefined> =>
	(await knownServers(client)).find((server) => hasMainAddress(server, address));

/** Whether an address is the main IPv4 address of a server, or its main IPv6 net. */
export function hasMainAddress({ server_ip, server_ipv6_net }: IDataObject, given: unknown): boolean {
	const address = addressOf(wordOf(given ?? ''));
	return address !== undefined && [server_ip, server_ipv6_net].some((main) => addressOf(wordOf(main ?? '')) === address);
}

/** The number of a server as the list has it. */
export const numberOf = (parameter: string, server: JsonRecord): PathValue => numberIn(parameter, 'server', server, 'server_number');
