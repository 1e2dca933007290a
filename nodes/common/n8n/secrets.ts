import type { IDataObject } from 'n8n-workflow';

/** Names under which Hetzner's APIs put out what must not be kept or shown outside of an item. */
const SECRET = /password|passwd|secret|token/i;

/** What stands for a secret. */
export const MASKED = '***';

/** A copy whose secrets are masked, at any depth. */
export const withoutSecrets = (object: object): IDataObject => masked(object) as IDataObject;

/** Whether masking takes anything from it. */
export const holdsSecret = (object: object): boolean => JSON.stringify(withoutSecrets(object)) !== JSON.stringify(object);

function masked(value: unknown, name = ''): unknown {
	if (SECRET.test(name) && (typeof value === 'string' || typeof value === 'number')) return MASKED;
	if (Array.isArray(value)) return value.map((entry) => masked(entry, name));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, masked(entry, SECRET.test(name) ? name : key)]));
}
