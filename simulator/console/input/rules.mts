/** What the API accepts for one field. Says what is wrong with a value, in the reply's words; nothing when it is good. */
export type Rule<T> = ((value: unknown) => string[]) & { readonly accepts?: T };

export const flag: Rule<boolean> = (value) => (typeof value === 'boolean' ? [] : ['must be a boolean']);

export function integer(least: number, most: number): Rule<number> {
	return (value) => (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? [] : [`must be an integer from ${least} to ${most}`]);
}

export function nullable<T>(rule: Rule<T>): Rule<T | null> {
	return (value) => (value === null ? [] : rule(value));
}

export function text(least: number, most: number, pattern = /^/): Rule<string> {
	return (value) => {
		if (typeof value !== 'string') return ['must be a string'];
		if (value.length < least) return [least === 1 ? 'must not be empty' : `is too short, at least ${least} characters`];
		if (value.length > most) return [`is too long, at most ${most} characters`];
		return pattern.test(value) ? [] : ['contains characters that are not allowed'];
	};
}

export function listOf<T>(rule: Rule<T>): Rule<T[]> {
	return (value) => (Array.isArray(value) ? [...new Set(value.flatMap((entry) => rule(entry)))] : ['must be a list']);
}

/** What another object is named by in a body: its name, or its id as text or number. */
export const reference: Rule<string | number> = (value) => {
	if (typeof value === 'number' && Number.isInteger(value)) return [];
	return typeof value === 'string' && value !== '' ? [] : ['must be an id or a name'];
};

/** No rule is published for it. */
export const boxName = text(1, Infinity);
export const subAccountName = text(1, 50);
export const description = text(0, 1000);
export const snapshotDescription = text(0, 1000, /^[a-zA-Z0-9\-_,:<>+#!()[\]{} ]*$/);

export const homeDirectory: Rule<string> = (value) => {
	const wrong = text(1, 999, /^[a-zA-Z0-9./_\- ]+$/)(value);
	return wrong.length === 0 && String(value).startsWith('/') ? ['must not start with a slash'] : wrong;
};

const LABEL_NAME = /^[a-zA-Z0-9]([a-zA-Z0-9\-_.]{0,61}[a-zA-Z0-9])?$/;
const DNS_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** They replace those that were there. */
export const labels: Rule<Record<string, string>> = (value) => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['must be an object'];
	return Object.entries(value).flatMap(([key, entry]) => {
		if (!isLabelKey(key)) return [`label key '${key}' is invalid`];
		return entry === '' || (typeof entry === 'string' && LABEL_NAME.test(entry)) ? [] : [`label value of '${key}' is invalid`];
	});
};

export function isLabelKey(key: string): boolean {
	const [name, prefix, ...more] = key.split('/').reverse();
	if (more.length > 0 || !LABEL_NAME.test(name!)) return false;
	return prefix === undefined || (DNS_NAME.test(prefix) && prefix.length <= 253 && prefix !== 'hetzner.cloud');
}
