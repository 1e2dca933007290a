import { InputError } from '../../common/http/errors';
import { parseBody } from '../../common/http/json';
import { toFilledList, toNumber, toText, toTrimmed } from '../../common/operation/values';
import { isId } from './ids';

/** The API's rules for texts and numbers. */

const NOTHING_SENT = 'Nothing was sent.';

const LONGEST_DIRECTORY = 999;

/** What leads to the same directory, or to the one above, and blanks. */
const NO_NAMES = /^\s*(\.\.?|\s)\s*$/;

/** The directory from the root of the Storage Box, without the slash in front, with which the API fails. */
export function toHomeDirectory(name: string, value: unknown): string {
	const directory = toTrimmed(name, value).replace(/^\/+/, '');
	if (directory === '') throw new InputError(name, 'is the root of the Storage Box', `${NOTHING_SENT} Name a directory in it, e.g. backups/web1.`);
	if (directory.split('/').some((part) => NO_NAMES.test(part))) {
		throw new InputError(name, 'holds a part that names no directory', `${NOTHING_SENT} Name a directory without . or .. or a blank between slashes, e.g. backups/web1.`);
	}
	if (directory.length > LONGEST_DIRECTORY) throw new InputError(name, `is longer than ${LONGEST_DIRECTORY} characters`, NOTHING_SENT);
	if (/^[\w./ -]+$/.test(directory)) return directory;
	throw new InputError(name, 'holds a character that is not allowed', `${NOTHING_SENT} It takes the letters a to z, digits, blanks and . / _ -`);
}

const LONGEST_SUBACCOUNT_NAME = 50;

export const toSubaccountName = (name: string, value: unknown): string => notLonger(name, toTrimmed(name, value), LONGEST_SUBACCOUNT_NAME);

const LONGEST_DESCRIPTION = 1000;

export const toDescription = (name: string, value: unknown): string => notLonger(name, toText(name, value), LONGEST_DESCRIPTION);

export function toSnapshotDescription(name: string, value: unknown): string {
	const description = toDescription(name, value);
	if (/^[\w,:<>+#!()[\]{} -]*$/.test(description)) return description;
	throw new InputError(
		name,
		'holds a character that is not allowed',
		`${NOTHING_SENT} Descriptions of snapshots take the letters a to z, digits, blanks and - _ , : < > + # ! ( ) [ ] { }`,
	);
}

function notLonger(name: string, text: string, most: number): string {
	if ([...text].length <= most) return text;
	throw new InputError(name, `is longer than ${most} characters`, NOTHING_SENT);
}

/** Seconds to wait: any from 1. */
export function toSeconds(name: string, value: unknown): number {
	const seconds = toNumber(name, value);
	if (seconds >= 1) return seconds;
	throw new InputError(name, 'is less than a second', `${NOTHING_SENT} Give the seconds to wait at most.`);
}

/** A kind of key, and what begins with the length of its name in Base64; then maybe a comment. */
const PUBLIC_KEY = /^[a-z][\w@.-]* +AAAA[\w+/]+={0,3}( .*)?$/i;

/** Public keys in OpenSSH's form, as a list, its JSON, or one in each line. */
export function toSshKeys(name: string, value: unknown): string[] {
	const list = typeof value === 'string' && value.trim().startsWith('[') ? parseBody(value) : value;
	const lines = typeof list === 'string' ? list.split(/[\r\n]+/) : list;
	const keys = Array.isArray(lines) ? lines.filter((line) => !(typeof line === 'string' && line.trim() === '')).map((line) => toTrimmed(name, line)) : [];
	if (keys.length === 0) throw new InputError(name, 'is empty', `${NOTHING_SENT} Give public keys, e.g. the text of id_ed25519.pub.`);
	const wrong = keys.findIndex((key) => !PUBLIC_KEY.test(key));
	if (wrong < 0) return [...new Set(keys)];
	throw new InputError(name, `: entry ${wrong + 1} is not a public key`, `${NOTHING_SENT} Give public keys in OpenSSH's form, e.g. the text of id_ed25519.pub: ssh-ed25519 AAAA…`);
}

/** Ids of a filter. */
export function toIds(name: string, value: unknown): string[] {
	const ids = toFilledList(name, value);
	const wrong = ids.find((id) => !isId(id));
	if (wrong === undefined) return [...new Set(ids.map((id) => String(Number(id))))];
	throw new InputError(name, `: "${wrong.slice(0, 60)}" is not an ID`, NOTHING_SENT);
}

/** Some of the words that the API has for something, e.g. for what a list is sorted by. */
export function toWords(name: string, value: unknown, known: string[]): string[] {
	const words = toFilledList(name, value);
	const wrong = words.find((word) => !known.includes(word));
	if (wrong === undefined) return words;
	throw new InputError(name, `: "${wrong.slice(0, 60)}" is none of ${known.join(', ')}`, NOTHING_SENT);
}
