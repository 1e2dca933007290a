import { InputError } from '../../common/http/errors';
import { isRecord, parseBody } from '../../common/http/json';
import { isEmpty, toText } from '../../common/operation/values';

/** The API's rules for labels. */

/** Up to 63 characters that begin and end with a letter or a digit. */
const NAME = /^[a-z0-9]([\w.-]{0,61}[a-z0-9])?$/i;

const LONGEST_PREFIX = 253;
const PREFIX = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

const RESERVED = 'hetzner.cloud';

type Labels = Record<string, string>;

/** The labels in the rows of `{ label: [{ key, value }] }`. */
export function toLabels(name: string, given: unknown): Labels {
	const rows = isRecord(given) ? given.label : undefined;
	if (!Array.isArray(rows) || rows.length === 0)
		throw new InputError(name, 'is empty', 'Nothing was sent. Add a label, or remove the field; {} as Labels (JSON) removes all labels.');
	const labels: Labels = {};
	for (const row of rows) {
		const { key, value } = isRecord(row) ? row : {};
		if (value === undefined || value === null)
			throw new InputError(name, ': a value resolved to nothing', 'The expression found no value. Correct it, or clear the field. Nothing was sent.');
		const checked = checkedKey(name, key);
		if (Object.hasOwn(labels, checked)) throw new InputError(name, `: the key "${checked}" is there twice`, NOTHING_SENT);
		labels[checked] = checkedValue(name, checked, value);
	}
	return labels;
}

/** The labels of a JSON object, given as text or as an object; `{}` removes all. */
export function toLabelsOfJson(name: string, given: unknown): Labels {
	const labels = typeof given === 'string' ? parseBody(given) : given;
	if (!isRecord(labels)) throw new InputError(name, 'is not a JSON object', 'Nothing was sent. Give it as {"environment": "prod"}; {} removes all labels.');
	return Object.fromEntries(Object.entries(labels).map(([key, value]) => [checkedKey(name, key), checkedValue(name, key, value)]));
}

const NOTHING_SENT = 'Nothing was sent.';

function checkedKey(name: string, given: unknown): string {
	if (isEmpty(given)) throw new InputError(name, ': a key is empty', NOTHING_SENT);
	const key = toText(name, given);
	const slash = key.indexOf('/');
	const prefix = slash < 0 ? undefined : key.slice(0, slash);
	const isKey = NAME.test(key.slice(slash + 1)) && (prefix === undefined || (prefix.length <= LONGEST_PREFIX && PREFIX.test(prefix)));
	if (!isKey) {
		const advice = `${NOTHING_SENT} A key is a name of up to 63 letters, digits, "-", "_" and ".", which begins and ends with a letter or a digit; a DNS name and "/" may stand before it.`;
		throw new InputError(name, `: "${key.slice(0, 60)}" is not a key`, advice);
	}
	if (prefix?.toLowerCase() === RESERVED) throw new InputError(name, `: keys with ${RESERVED}/ are reserved for Hetzner`, NOTHING_SENT);
	return key;
}

function checkedValue(name: string, key: string, given: unknown): string {
	if (given === '') return '';
	if (given === null) throw new InputError(name, `: the value of "${key}" is null`, `${NOTHING_SENT} Give a text, which may be empty.`);
	const value = toText(name, given);
	if (NAME.test(value)) return value;
	throw new InputError(
		name,
		`: "${value.slice(0, 60)}" is not a value for "${key}"`,
		`${NOTHING_SENT} A value is empty, or up to 63 letters, digits, "-", "_" and ".", and begins and ends with a letter or a digit.`,
	);
}
