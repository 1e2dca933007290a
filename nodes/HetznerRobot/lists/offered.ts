import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import type { Endpoint } from '../../common/http/endpoint';
import { isRecord, type JsonRecord } from '../../common/http/json';
import { isUnknown, labelled, matching } from '../../common/operation/editorList';
import { BOOT_SYSTEMS, type BootSystem } from '../endpoints/boot';
import { getReset } from '../endpoints/reset';
import { getServerCancellation } from '../endpoints/server';
import { getSubnetMac } from '../endpoints/subnet';
import type { Field } from '../../common/operation/operation';
import { server } from '../resources/fields/server';
import { netIp } from '../resources/subnet';
import { languageInWords, rescueSystemInWords } from '../robot/bootWords';
import { AUTO, RESET_TYPES, resetTypeInWords } from '../robot/resetTypes';
import { dependentList, entriesOf, listOf, text, valueOf } from './editorList';

/** The searchable lists of what the server or subnet offers that is chosen above them. */
export const offered = {
	searchCancellationReasons: ofServer(getServerCancellation, 'cancellation_reason'),
	searchCpanelDistributions: ofBootSystem('cpanel', 'dist'),
	searchCpanelLanguages: ofBootSystem('cpanel', 'lang', languageInWords),
	searchLinuxDistributions: ofBootSystem('linux', 'dist'),
	searchLinuxLanguages: ofBootSystem('linux', 'lang', languageInWords),
	searchPleskDistributions: ofBootSystem('plesk', 'dist'),
	searchPleskLanguages: ofBootSystem('plesk', 'lang', languageInWords),
	searchPossibleMacs: dependentList(async (context, client, filter) => {
		const possible = (await firstOf(context, client, getSubnetMac, netIp))?.possible_mac;
		const macs = isRecord(possible) ? Object.entries(possible) : [];
		return matching(macs, ([ip, mac]) => ({ name: labelled([mac, ip]), value: text(mac) }), filter);
	}),
	searchRescueSystems: ofBootSystem('rescue', 'os', rescueSystemInWords),
	searchResets: ofResetTypes(AUTO),
	searchResetTypes: ofResetTypes(),
	searchVncDistributions: ofBootSystem('vnc', 'dist'),
	searchVncLanguages: ofBootSystem('vnc', 'lang', languageInWords),
	searchWindowsLanguages: ofBootSystem('windows', 'lang', languageInWords),
	searchWindowsSystems: ofBootSystem('windows', 'os'),
};

/** A list, or while a system is active or a server cancelled, the one value in use. */
function ofServer(endpoint: Endpoint, key: string, inWords = (entry: string) => entry) {
	return dependentList(async (context, client, filter) => {
		const object = await firstOf(context, client, endpoint, server);
		return matching(entriesOf(object?.[key]), ({ value }) => ({ name: inWords(text(value)), value }), filter);
	});
}

/** All types, as long as nobody knows which. */
function ofResetTypes(...first: string[]) {
	return dependentList(async (context, client, filter) => {
		const reset = await firstOf(context, client, getReset, server).catch((error: unknown) => (isUnknown(error) ? undefined : Promise.reject(error)));
		const types = [...entriesOf(first), ...entriesOf(reset?.type ?? Object.keys(RESET_TYPES))];
		return matching(types, ({ value }) => ({ name: resetTypeInWords(text(value)), value }), filter);
	});
}

function ofBootSystem(system: BootSystem, input: string, inWords?: (entry: string) => string) {
	return ofServer(BOOT_SYSTEMS[system].get, input, inWords);
}

/** What an endpoint says of the thing that is chosen in a field, which the endpoint's path names. */
async function firstOf(context: ILoadOptionsFunctions, client: ApiClient, endpoint: Endpoint, field: Field): Promise<JsonRecord | undefined> {
	const [object] = await listOf(client, endpoint, { [field.property.name]: await valueOf(context, client, field) });
	return object;
}
