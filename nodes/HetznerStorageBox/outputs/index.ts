import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Output } from '../../common/operation/operation';
import { each, flag, id, number, numberIn, switchedOn, text, textIn, texts, within, type Find } from '../../common/operation/readers';

/** What comes out of the operations whose replies are more than a few fields. */

const ACCESS = { reachable_externally: 'external', samba_enabled: 'samba', ssh_enabled: 'ssh', webdav_enabled: 'webdav' };

const access = texts(switchedOn(ACCESS, within('access_settings')), `how it can be reached, of ${Object.values(ACCESS).join(', ')}`);

/** To one decimal. */
const usedPercent: Find = (box) => {
	const [used, size] = [numberIn(within('stats', 'size')(box, '')), numberIn(within('storage_box_type', 'size')(box, ''))];
	return used === undefined || size === undefined || size <= 0 ? undefined : Math.round((used / size) * 1000) / 10;
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const twoDigits = (value: unknown) => (textIn(value) ?? '??').padStart(2, '0');

/** `daily at 03:30 UTC, keeps 10` */
const planInWords: Find = ({ snapshot_plan: plan }) => {
	if (plan === null) return 'none';
	if (!isRecord(plan)) return undefined;
	const { hour, minute, day_of_week: weekday, day_of_month: day, max_snapshots: most } = plan;
	const days = [weekday ? `on ${WEEKDAYS[Number(weekday) - 1] ?? 'an unknown weekday'}` : '', day ? `on day ${textIn(day) ?? '?'}` : ''].filter(Boolean).join(' and ');
	return `${days || 'daily'} at ${twoDigits(hour)}:${twoDigits(minute)} UTC, keeps ${textIn(most) ?? 'an unknown number'}`;
};

const STORAGE_BOX: Output = {
	simplified: {
		id: id(),
		name: text(),
		username: text(),
		server: text(),
		status: text(),
		type_name: text(within('storage_box_type', 'name'), 'its type'),
		location_name: text(within('location', 'name'), 'where it is'),
		size_limit: number(within('storage_box_type', 'size'), 'how much it holds, in bytes'),
		size_used: number(within('stats', 'size'), 'how much is used, with snapshots, in bytes'),
		used_percent: number(usedPercent, 'how full it is'),
		snapshots: text(planInWords, 'when snapshots are made automatically, or none'),
		access,
		delete_protected: flag(within('protection', 'delete'), 'whether it is protected against deletion'),
	},
	raw: ['id', 'name', 'username', 'status', 'server', 'system', 'storage_box_type', 'location', 'access_settings', 'snapshot_plan', 'stats', 'labels', 'protection', 'created'],
};

const SUBACCOUNT: Output = {
	simplified: {
		id: id(),
		name: text(),
		username: text(),
		server: text(),
		home_directory: text(),
		description: text(),
		readonly: flag(within('access_settings', 'readonly'), 'whether it may only read'),
		access,
		created: text(),
		storage_box: id(),
	},
	raw: ['id', 'name', 'username', 'server', 'home_directory', 'description', 'access_settings', 'labels', 'created', 'storage_box'],
};

const grossOf = (key: string) => (entry: unknown) => numberIn(within(key, 'gross')(isRecord(entry) ? entry : {}, ''));

const monthly = grossOf('price_monthly');
const setup = grossOf('setup_fee');

const priceInWords = (entry: JsonRecord): string => `${textIn(entry.location) ?? 'unknown'}: ${monthly(entry) ?? 'unknown'} per month, ${setup(entry) ?? 'unknown'} once`;

const STORAGE_BOX_TYPE: Output = {
	simplified: {
		id: id(),
		name: text(),
		description: text(),
		size: number(),
		snapshot_limit: number(),
		subaccounts_limit: number(),
		price_vat: number(({ prices }) => lowest((Array.isArray(prices) ? prices : []).map(monthly)), 'per month with VAT, where it is cheapest'),
		prices_vat: texts(each('prices', priceInWords), 'the prices with VAT at each location'),
		unavailable_after: text(within('deprecation', 'unavailable_after'), 'when it can be ordered no more'),
	},
	raw: ['id', 'name', 'description', 'size', 'snapshot_limit', 'automatic_snapshot_limit', 'subaccounts_limit', 'prices', 'deprecation'],
};

function lowest(amounts: Array<number | undefined>): number | undefined {
	const known = amounts.filter((amount) => amount !== undefined);
	return known.length > 0 ? Math.min(...known) : undefined;
}

const resourceInWords = ({ type, id: number }: JsonRecord): string => `${textIn(type) ?? 'unknown'} ${textIn(number) ?? 'unknown'}`;

const theBox: Find = ({ resources }) => (Array.isArray(resources) ? resources : []).filter(isRecord).find(({ type }) => type === 'storage_box')?.id;

const ACTION: Output = {
	simplified: {
		id: id(),
		command: text(),
		status: text(),
		progress: number(),
		started: text(),
		finished: text(),
		storage_box: id(theBox, 'the Storage Box that it is about'),
		things: texts(each('resources', resourceInWords), 'all that it is about'),
		error_code: text(within('error', 'code'), 'why it has failed'),
		error_message: text(within('error', 'message'), 'why it has failed, in words'),
	},
	raw: ['id', 'command', 'status', 'progress', 'started', 'finished', 'resources', 'error'],
};

const BOX_OPERATIONS = [
	...[
		'changeProtection',
		'changeType',
		'create',
		'disableSnapshotPlan',
		'enableSnapshotPlan',
		'get',
		'getAll',
		'resetPassword',
		'rollbackSnapshot',
		'update',
		'updateAccessSettings',
	],
];

const SUBACCOUNT_OPERATIONS = ['changeHomeDirectory', 'create', 'get', 'getAll', 'resetPassword', 'update', 'updateAccessSettings'];

export const OUTPUTS: Record<string, Output> = {
	'action/get': ACTION,
	'action/getAll': ACTION,
	...Object.fromEntries(BOX_OPERATIONS.map((operation) => [`storageBox/${operation}`, STORAGE_BOX])),
	'storageBox/getActions': ACTION,
	'storageBoxType/get': STORAGE_BOX_TYPE,
	'storageBoxType/getAll': STORAGE_BOX_TYPE,
	...Object.fromEntries(SUBACCOUNT_OPERATIONS.map((operation) => [`subaccount/${operation}`, SUBACCOUNT])),
};
