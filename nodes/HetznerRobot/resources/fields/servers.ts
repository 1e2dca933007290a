import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../common/http/errors';
import { choice } from '../../../common/operation/loaded';
import type { Value } from '../../../common/operation/operation';
import { chosenIn, modeIn, toEntries } from '../../../common/operation/values';
import { toServer } from './server';
import { eachOnce } from './several';

/** Any number of servers: one from the list, or several by value. */
export const severalServers = (description: string): Omit<INodeProperties, 'name'> =>
	choice({
		displayName: 'Servers',
		description: `${description}: one from the list, several by value`,
		method: 'searchServers',
		placeholder: 'e.g. web1, 322',
		hint: 'Numbers, names or main IP addresses, with commas between them; a name with a comma as ["a, b"]',
		required: true,
	});

/**
 * The numbers of servers, each of them once.
 *
 * @throws InputError for none, and for what cannot be a server
 */
export function toServers(name: string, given: unknown): Value {
	const mode = modeIn(given);
	const entries = toEntries(name, chosenIn(given));
	if (entries.length === 0) throw new InputError(name, 'is empty');
	return eachOnce(entries.map((entry) => toServer(name, { mode: mode === 'list' ? mode : '', value: entry })));
}
