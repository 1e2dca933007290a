import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { found, type Run, type Value } from '../../common/operation/operation';

/** What makes an installation another one. What Robot does not say of the active one may be another. */
const CHOSEN = ['os', 'dist', 'lang', 'arch', 'hostname'];

/**
 * The configuration of a boot system that is active as it was wanted: the same system, language and keys. Whatever else
 * is active would be booted, and installed, instead; then there is none.
 */
export async function activeAsWanted(run: Run, endpoint: Endpoint): Promise<IDataObject | undefined> {
	const [boot] = await run.call(endpoint, run.path);
	return boot && (await isAsWanted(run, boot)) ? boot : undefined;
}

/** Whether a boot system is active as it was wanted. */
export async function isAsWanted({ client, values }: Run, boot: IDataObject): Promise<boolean> {
	if (boot.active !== true) return false;
	const isChosen = CHOSEN.every((name) => values[name] === undefined || String(boot[name]) === String(values[name]));
	const keys = [await found((values.authorized_key ?? []) as Value, client)].flat().map(String);
	return isChosen && isSame(keys, fingerprintsOf(boot));
}

const isSame = (wanted: string[], there: string[]): boolean => new Set(wanted).size === new Set(there).size && wanted.every((key) => there.includes(key));

/** Robot shows each key as `{ "key": { "fingerprint": "…" } }`. */
export const fingerprintsOf = ({ authorized_key }: IDataObject): string[] =>
	(Array.isArray(authorized_key) ? authorized_key : []).map((entry) => String(((entry as IDataObject | null)?.key as IDataObject | undefined)?.fingerprint));
