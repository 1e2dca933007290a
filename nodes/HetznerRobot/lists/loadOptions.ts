import type { INodePropertyOptions } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { toLocator } from '../../common/operation/values';
import { BOOT_SYSTEMS, type BootSystem } from '../endpoints/boot';
import { listIps } from '../endpoints/ip';
import { getServerCancellation } from '../endpoints/server';
import { listKeys } from '../endpoints/sshKey';
import { getSubnetMac, listSubnets } from '../endpoints/subnet';
import { server } from '../resources/fields/server';
import { netIp } from '../resources/subnet';
import { choices, listOf, servers, text, valueOf } from './editorList';
import { productsOf } from './listSearch';

/** The choices that depend on the account, or on the server, subnet or product that is chosen above them. */
export const loadOptions = {
	getCancellationReasons: choices(async (context, client) => {
		const path = { serverNumber: await valueOf(context, client, server) };
		const [cancellation] = await listOf(client, getServerCancellation, path);
		return optionsOf(cancellation?.cancellation_reason);
	}),
	getCpanelDistributions: bootOptions('cpanel', 'dist'),
	getCpanelLanguages: bootOptions('cpanel', 'lang'),
	getIps: choices(async (_context, client) => {
		const ips = await listOf(client, listIps);
		return ips.map(({ ip, server_number }) => ({ name: `${text(ip)} (Server ${text(server_number)})`, value: text(ip) }));
	}),
	getLinuxDistributions: bootOptions('linux', 'dist'),
	getLinuxLanguages: bootOptions('linux', 'lang'),
	getPleskDistributions: bootOptions('plesk', 'dist'),
	getPleskLanguages: bootOptions('plesk', 'lang'),
	getPossibleMacs: choices(async (context, client) => {
		const [mac] = await listOf(client, getSubnetMac, { netIp: await valueOf(context, client, netIp) });
		return Object.entries((mac?.possible_mac ?? {}) as JsonRecord).map(([ip, address]) => ({ name: `${text(address)} (${ip})`, value: text(address) }));
	}),
	getProductAddons: productOptions(({ orderable_addons }) =>
		((orderable_addons ?? []) as JsonRecord[]).map(({ id, name }) => ({ name: `${text(name)} (${text(id)})`, value: text(id) })),
	),
	getProductDistributions: productOptions(({ dist }) => optionsOf(dist)),
	getProductLanguages: productOptions(({ lang }) => optionsOf(lang)),
	getProductLocations: productOptions(({ location }) => optionsOf(location)),
	getRescueSystems: bootOptions('rescue', 'os'),
	getServerAddresses: choices(async (_context, client) => {
		const reachable = (await servers(client)).filter(({ server_ip }) => text(server_ip) !== '');
		return reachable.map((entry) => ({ name: serverLabel(entry), value: text(entry.server_ip) }));
	}),
	getServerNumbers: choices(async (_context, client) => (await servers(client)).map((entry) => ({ name: serverLabel(entry), value: text(entry.server_number) }))),
	getSshKeys: choices(async (_context, client) => {
		const keys = await listOf(client, listKeys);
		return keys.map(({ name, fingerprint, type }) => ({ name: `${text(name)} (${text(type)})`, value: text(fingerprint) }));
	}),
	getSubnets: choices(async (_context, client) => {
		const subnets = await listOf(client, listSubnets);
		return subnets.map(({ ip, mask, server_number }) => ({ name: `${text(ip)}/${text(mask)} (Server ${text(server_number)})`, value: text(ip) }));
	}),
	getVncDistributions: bootOptions('vnc', 'dist'),
	getVncLanguages: bootOptions('vnc', 'lang'),
	getWindowsLanguages: bootOptions('windows', 'lang'),
	getWindowsSystems: bootOptions('windows', 'os'),
};

/** What the chosen server offers for one input of a boot system: a list, or while the system is active the one value in use. */
function bootOptions(system: BootSystem, input: string) {
	return choices(async (context, client) => {
		const path = { serverNumber: await valueOf(context, client, server) };
		const [boot] = await listOf(client, BOOT_SYSTEMS[system].get, path);
		return optionsOf(boot?.[input]);
	});
}

/** What the chosen product offers. */
function productOptions(options: (product: JsonRecord) => INodePropertyOptions[]) {
	return choices(async (context, client) => {
		const { value } = toLocator('productId', context.getCurrentNodeParameter('productId'));
		const product = (await productsOf(context, client)).find(({ id }) => text(id) === value);
		return product ? options(product) : [];
	});
}

const serverLabel = ({ server_name, server_number, server_ip }: JsonRecord) =>
	`${text(server_name) || 'No name'} (${[server_number, server_ip].map(text).filter(Boolean).join(', ')})`;

function optionsOf(offered: unknown): INodePropertyOptions[] {
	const values = Array.isArray(offered) ? offered : [offered];
	return values
		.map(text)
		.filter(Boolean)
		.map((value) => ({ name: value, value }));
}
