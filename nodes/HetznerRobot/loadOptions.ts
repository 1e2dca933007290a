import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { editorList, listOf } from './lists';
import { server } from './resources/fields/server';
import type { RobotClient } from './robot/client';
import { get, perHour } from './robot/endpoint';
import { InputError } from './robot/errors';
import type { JsonRecord } from './robot/reply';

/** The choices that depend on the account or on the chosen server. */
export const loadOptions = {
	getCancellationReasons: editorList(async (context, client) => {
		const [cancellation] = await ofServer(context, client, '/server/{serverNumber}/cancellation', perHour(200), 'cancellation');
		return optionsOf(cancellation?.cancellation_reason);
	}),
	getCpanelDistributions: bootOptions('cpanel', 'dist'),
	getCpanelLanguages: bootOptions('cpanel', 'lang'),
	getLinuxDistributions: bootOptions('linux', 'dist'),
	getLinuxLanguages: bootOptions('linux', 'lang'),
	getPleskDistributions: bootOptions('plesk', 'dist'),
	getPleskLanguages: bootOptions('plesk', 'lang'),
	getRescueSystems: bootOptions('rescue', 'os'),
	getSshKeys: editorList(async (_context, client) => {
		const keys = await listOf(client, get('/key', perHour(500)), { key: 'key', none: 'NOT_FOUND' });
		return keys.map(({ name, fingerprint, type }) => ({ name: `${String(name)} (${String(type)})`, value: String(fingerprint) }));
	}),
	getVncDistributions: bootOptions('vnc', 'dist'),
	getVncLanguages: bootOptions('vnc', 'lang'),
	getWindowsLanguages: bootOptions('windows', 'lang'),
};

/** What the chosen server offers for one input of a boot system: a list, or while the system is active the one value in use. */
function bootOptions(system: string, input: string) {
	return editorList(async (context, client) => {
		const [boot] = await ofServer(context, client, `/boot/{serverNumber}/${system}`, perHour(500), system);
		return optionsOf(boot?.[input]);
	});
}

async function ofServer(
	context: ILoadOptionsFunctions,
	client: RobotClient,
	path: string,
	limit: ReturnType<typeof perHour>,
	key: string,
): Promise<JsonRecord[]> {
	const parameter = (name: string) => context.getCurrentNodeParameter(name) as unknown;
	const given = server.encode?.(parameter(server.property.name), parameter);
	const serverNumber = typeof given === 'function' ? await given(client) : given;
	if (typeof serverNumber !== 'string') throw new InputError('Server', 'is empty', 'Choose a server first.');
	return await listOf(client, get(path, limit), { key }, { serverNumber });
}

function optionsOf(offered: unknown): INodePropertyOptions[] {
	const values = Array.isArray(offered) ? offered : [offered];
	return values.filter((value) => typeof value === 'string' && value !== '').map((value) => ({ name: value as string, value: value as string }));
}
