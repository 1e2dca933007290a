import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { isRecord } from '../../common/http/json';
import type { Run } from '../../common/operation/operation';
import { isOn, wordOf } from '../../common/operation/values';
import { BOOT_SYSTEMS, getBoot, SYSTEM_NAMES, type BootSystem } from '../endpoints/boot';
import { getServer } from '../endpoints/server';
import { isAsWanted } from '../lookups/activeBoot';
import { serverOf } from './lastResets';
import { lookAtReset } from './lookAtReset';
import { missingKeys, type NewKey } from './missingKeys';
import { otherThan } from '../robot/ids';
import { AUTO, gentlest, IS_OFF, isOff, notOffered, typesIn } from '../robot/resetTypes';

/** What is known before anything is changed. */
export interface Situation {
	server: IDataObject;
	/** The type of the first reset. */
	firstReset: string;
	/** Whether the server is known to be off. */
	off: boolean;
	/** Whether a software reset that does not help is followed by a hardware reset. */
	mayEscalate: boolean;
	newKeys: NewKey[];
	/** Other systems that are active and in the way, or the wanted one with other settings. */
	inTheWay: BootSystem[];
	/** The wanted system, where it is active already as it is wanted. */
	active?: IDataObject;
}

const NOTHING = 'Nothing was changed.';

/**
 * Finds out what is there, and whether all that is asked for is possible.
 *
 * @throws InputError for whatever is not, ApiError where Robot cannot be asked; nothing was changed then
 */
export async function situationOf(run: Run, system: BootSystem): Promise<Situation> {
	const [server = {}] = await run.call(getServer, run.path);
	const resets = await resetsOf(run);
	const [boot = {}] = await run.call(getBoot, run.path, {}, { fresh: true });
	const wanted = boot[system];
	if (!isRecord(wanted)) throw new InputError('serverNumber', `: this server does not offer ${SYSTEM_NAMES[system]}`, NOTHING);
	await checkSameServer(run, server, wanted);
	const active = (await isAsWanted(run, wanted)) ? wanted : undefined;
	const inTheWay = activeIn(boot).filter((name) => name !== system || !active);
	if (inTheWay.length > 0) checkMayDeactivate(run, inTheWay, boot);
	if (wanted.active !== true) checkOffered(run, wanted);
	const { values } = await run.settled();
	const newKeys = await missingKeys(run, [values.authorized_key ?? []].flat().map(String));
	return { server, ...resets, newKeys, inTheWay, active };
}

/** A password or an address of another server must not be put out as this one's. */
async function checkSameServer({ settled }: Run, ...replies: IDataObject[]): Promise<void> {
	const { serverNumber } = (await settled()).path;
	const other = replies.map(({ server_number }) => otherThan(serverNumber, server_number)).find((number) => number !== undefined);
	if (other !== undefined) throw new InputError('serverNumber', `: Robot's reply is about server ${other}`, NOTHING);
}

/** The systems that are active, by Robot's word for all of them. */
export const activeIn = (boot: IDataObject): BootSystem[] =>
	(Object.keys(BOOT_SYSTEMS) as BootSystem[]).filter((name) => {
		const system = boot[name];
		return isRecord(system) && system.active === true;
	});

async function resetsOf(run: Run): Promise<Pick<Situation, 'firstReset' | 'mayEscalate' | 'off'>> {
	const reset = await lookAtReset(run, await serverOf(run), NOTHING);
	const [offered, off, chosen] = [typesIn(reset), isOff(reset), wordOf(run.parameter('firstReset'))];
	const wanted = chosen === AUTO ? gentlest({ off, mustStart: true }) : [chosen];
	const firstReset = wanted.find((type) => offered.includes(type));
	if (firstReset === undefined) throw notOffered('firstReset', wanted, offered, off ? `${IS_OFF} ${NOTHING}` : NOTHING);
	return { firstReset, off, mayEscalate: firstReset === 'sw' && offered.includes('hw') };
}

function checkMayDeactivate(run: Run, inTheWay: BootSystem[], boot: IDataObject): void {
	if (isOn('deactivateOther', run.parameter('deactivateOther'))) return;
	const names = inTheWay.map((name) => {
		const { os, dist } = boot[name] as IDataObject;
		return `${SYSTEM_NAMES[name]} (${wordOf(os ?? dist ?? '') || 'unknown'})`;
	});
	throw new InputError(
		'deactivateOther',
		`: ${names.join(', ')} is active with settings of its own, and no start of the server has used it up yet`,
		`Switch this on to have it deactivated first. ${NOTHING}`,
	);
}

/** What can be chosen, where Robot lists it. */
function checkOffered({ values }: Run, wanted: IDataObject): void {
	for (const name of ['os', 'dist', 'lang']) {
		const [offered, chosen] = [wanted[name], values[name]];
		if (!Array.isArray(offered) || chosen === undefined || offered.map(String).includes(String(chosen))) continue;
		throw new InputError(name, `: this server does not offer "${String(chosen).slice(0, 60)}"`, `It offers ${offered.map(String).join(', ') || 'none'}. ${NOTHING}`);
	}
}
