import type { IDataObject } from 'n8n-workflow';
import { isRecord, parseBody, type JsonRecord } from '../../../common/http/json';
import type { Fields } from '../differences';
import { isNumber } from '../shape';

/** The settings of a Storage Box that somebody may have changed. They are called by where they stand in the API's object. */

type Setting = Fields[string];

export const SSH = 'access_settings.ssh_enabled';
const PLAN = 'snapshot_plan';

const READERS: Record<string, (box: JsonRecord) => Setting | undefined> = {
	'access_settings.reachable_externally': switchAt('access_settings', 'reachable_externally'),
	'access_settings.samba_enabled': switchAt('access_settings', 'samba_enabled'),
	[SSH]: switchAt('access_settings', 'ssh_enabled'),
	'access_settings.webdav_enabled': switchAt('access_settings', 'webdav_enabled'),
	'access_settings.zfs_enabled': switchAt('access_settings', 'zfs_enabled'),
	'protection.delete': switchAt('protection', 'delete'),
	[PLAN]: planOf,
};
const SETTINGS = Object.keys(READERS);

/** Whether settings were kept as they are here. */
export const areSettings = (fields: Fields): boolean =>
	SETTINGS.every((name) => {
		const setting = fields[name];
		return setting === undefined || (name === PLAN ? setting === null || isRecord(planIn(setting)) : typeof setting === 'boolean');
	});

/** The settings of a box, as they are kept. What it does not say is as it was, and unknown where it never was. */
export function settingsOf(box: JsonRecord, before: Fields | undefined): Fields {
	const known = Object.entries(READERS).map(([name, read]) => {
		const said = read(box);
		return [name, said === undefined ? before?.[name] : said] as const;
	});
	return Object.fromEntries(known.filter((entry): entry is [string, Setting] => entry[1] !== undefined));
}

function switchAt(group: string, key: string) {
	return ({ [group]: settings }: JsonRecord): boolean | undefined => {
		const value = isRecord(settings) ? settings[key] : undefined;
		return typeof value === 'boolean' ? value : undefined;
	};
}

/** A plan as text; `null` where there is none. A box that is being made does not say yet whether it has one. */
function planOf({ snapshot_plan: plan, status }: JsonRecord): string | null | undefined {
	if (plan === null) return status === 'initializing' ? undefined : null;
	if (!isRecord(plan)) return undefined;
	const { max_snapshots, minute, hour, day_of_week = null, day_of_month = null } = plan;
	const isWhole = [max_snapshots, minute, hour].every(isNumber) && [day_of_week, day_of_month].every((day) => day === null || isNumber(day));
	return isWhole ? JSON.stringify({ max_snapshots, minute, hour, day_of_week, day_of_month }) : undefined;
}

/** A setting that is not as it was, in the shape of a dry run's changes. */
interface Drift extends IDataObject {
	field: string;
	from: IDataObject[string];
	to: IDataObject[string];
}

/** Which settings are others than before. One of which nobody knew what it was is none of them. */
export const driftOf = (before: Fields | undefined, after: Fields | undefined): Drift[] =>
	SETTINGS.filter((name) => isKnown(before, name) && isKnown(after, name) && before[name] !== after[name]).map((field) => ({
		field,
		from: shown(field, before?.[field] ?? null),
		to: shown(field, after?.[field] ?? null),
	}));

/** Whether a setting of a box that was known has been said for the first time. */
export const isLearned = (before: Fields | undefined, after: Fields | undefined): boolean =>
	before !== undefined && SETTINGS.some((name) => isKnown(after, name) && !isKnown(before, name));

const isKnown = (fields: Fields | undefined, name: string): fields is Fields => fields !== undefined && Object.hasOwn(fields, name);

const planIn = (setting: Setting): unknown => (typeof setting === 'string' ? parseBody(setting) : undefined);

const shown = (name: string, setting: Setting): IDataObject[string] => (name === PLAN && setting !== null ? (planIn(setting) as IDataObject) : setting);
