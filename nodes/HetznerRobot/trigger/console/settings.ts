import type { IDataObject } from 'n8n-workflow';
import { isRecord, type JsonRecord } from '../../../common/http/json';
import { isNumber, isText } from '../shape';

/**
 * The settings of a Storage Box that somebody may have changed. n8n keeps them as one short text for each of hundreds of
 * boxes, `001000 7/5/3//`: six switches, then the snapshot plan. Told they are called by where they stand in the API's object.
 */

/** Of what a box has never said. */
const UNKNOWN = '?';
const NO_PLAN = '-';

const SWITCHES = [
	['access_settings', 'reachable_externally'],
	['access_settings', 'samba_enabled'],
	['access_settings', 'ssh_enabled'],
	['access_settings', 'webdav_enabled'],
	['access_settings', 'zfs_enabled'],
	['protection', 'delete'],
] as const;
const PLAN = 'snapshot_plan';
const SETTINGS = [...SWITCHES.map((place) => place.join('.')), PLAN];
const SSH = SETTINGS.indexOf('access_settings.ssh_enabled');

/** The last two may be missing: such a plan is for every day. */
const PLAN_KEYS = ['max_snapshots', 'minute', 'hour', 'day_of_week', 'day_of_month'] as const;

/** Each setting as a text of its own, in their order. */
const split = (settings: string): string[] => [...settings.slice(0, SWITCHES.length), settings.slice(SWITCHES.length + 1)];
const joined = (texts: string[]): string => `${texts.slice(0, SWITCHES.length).join('')} ${texts[SWITCHES.length]}`;

/** Whether settings were kept as they are here. */
export const areSettings = (value: unknown): value is string => isText(value) && /^[01?]{6} [^ ]+$/.test(value) && isPlan(split(value)[SWITCHES.length] as string);

function isPlan(text: string): boolean {
	const parts = text.split('/');
	const isWhole = parts.length === PLAN_KEYS.length && parts.every((part, place) => (part === '' ? place > 2 : isNumber(Number(part))));
	return text === UNKNOWN || text === NO_PLAN || isWhole;
}

/** The settings of a box, as they are kept. What it does not say is as it was, and unknown where it never was. */
export function settingsOf(box: JsonRecord, before: string | undefined): string {
	const said = [...SWITCHES.map(([group, key]) => switchOf(box[group], key)), planOf(box)];
	const was = before === undefined ? [] : split(before);
	return joined(said.map((text, place) => text ?? was[place] ?? UNKNOWN));
}

function switchOf(settings: unknown, key: string): string | undefined {
	const value = isRecord(settings) ? settings[key] : undefined;
	return typeof value === 'boolean' ? String(Number(value)) : undefined;
}

/** A box that is being made does not say yet whether it has a plan. */
function planOf({ [PLAN]: plan, status }: JsonRecord): string | undefined {
	if (plan === null) return status === 'initializing' ? undefined : NO_PLAN;
	if (!isRecord(plan)) return undefined;
	const parts = PLAN_KEYS.map((key) => plan[key] ?? null);
	const isWhole = parts.every((part, place) => isNumber(part) || (part === null && place > 2));
	return isWhole ? parts.map((part) => part ?? '').join('/') : undefined;
}

/** A setting that is not as it was, in the shape of a dry run's changes. */
interface Drift extends IDataObject {
	field: string;
	from: IDataObject[string];
	to: IDataObject[string];
}

/** Which settings are others than before. One of which nobody knew what it was is none of them. */
export function driftOf(before: string | undefined, after: string | undefined): Drift[] {
	if (before === undefined || after === undefined) return [];
	const [was, is] = [split(before), split(after)];
	return SETTINGS.flatMap((field, place) => {
		const [from, to] = [was[place] as string, is[place] as string];
		return from === to || from === UNKNOWN || to === UNKNOWN ? [] : [{ field, from: shown(field, from), to: shown(field, to) }];
	});
}

/** Whether a setting of a box that was known has been said for the first time. */
export const isLearned = (before: string | undefined, after: string | undefined): boolean =>
	before !== undefined && after !== undefined && split(before).some((text, place) => text === UNKNOWN && split(after)[place] !== UNKNOWN);

/** Settings that differ from these in one: what they may have been before. */
export const driftedFrom = (settings: string): string => joined(split(settings).map((text, place) => (place === SSH ? String(Number(text !== '1')) : text)));

function shown(field: string, text: string): IDataObject[string] {
	if (field !== PLAN) return text === '1';
	const parts = text.split('/');
	return text === NO_PLAN ? null : Object.fromEntries(PLAN_KEYS.map((key, place) => [key, parts[place] === '' ? null : Number(parts[place])]));
}
