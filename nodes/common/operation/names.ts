import { InputError } from '../http/errors';
import type { JsonRecord } from '../http/json';
import { wordOf } from './values';

/** What an API lists, and how people call it. */
export interface Listed {
	/** "server" */
	thing: string;
	/** The plural where it is not just with an "s". */
	things?: string;
	/** The API's key of the name, and of what tells apart two entries with one name. */
	name: string;
	id: string;
	/** The API's key of another name that people have for it: the user name. */
	otherName?: string;
	/** What to do where the name does not find it. */
	advice: string;
}

/** Of several items, those before may have been carried out. */
export const NOT_SENT = 'Nothing was sent for this item.';

/**
 * The entry with this name: exactly, else apart from case, blanks around it and the Unicode form of its letters.
 *
 * @throws InputError when there is none or more than one
 */
export function entryByName(listed: Listed, parameter: string, entries: JsonRecord[], name: string): JsonRecord {
	const found = entriesByName(listed, entries, name);
	if (found.length === 1) return found[0] as JsonRecord;
	const { thing, things = `${thing}s`, advice } = listed;
	if (found.length === 0) throw new InputError(parameter, `: no ${thing} is named ${quoted(name)}`, `${nearest(listed, entries, name)}${advice} ${NOT_SENT}`);
	const spelt = found.some((entry) => namesOf(listed, entry).includes(name)) ? '' : ', apart from case and blanks';
	throw new InputError(parameter, `: ${found.length} ${things} are named ${quoted(name)}${spelt}: ${labels(listed, found).join(', ')}`, `${advice} ${NOT_SENT}`);
}

/** The entries with exactly this name, whichever of their names it is; where there is none, those with the same name in another spelling. */
export function entriesByName(listed: Listed, entries: JsonRecord[], name: string): JsonRecord[] {
	const exact = entries.filter((entry) => namesOf(listed, entry).includes(name));
	const spelt = plain(name);
	return exact.length > 0 ? exact : entries.filter((entry) => namesOf(listed, entry).map(plain).includes(spelt));
}

const namesOf = ({ name, otherName }: Listed, entry: JsonRecord): string[] => [name, otherName].flatMap((key) => (key === undefined ? [] : wordOf(entry[key] ?? '')));

/** `"web1" (321)`, for each entry. */
export const labels = ({ name, id }: Listed, entries: JsonRecord[]): string[] =>
	entries.slice(0, 5).map((entry) => `${quoted(wordOf(entry[name] ?? ''))} (${wordOf(entry[id] ?? '') || 'unknown'})`);

const plain = (name: unknown): string =>
	wordOf(name ?? '')
		.trim()
		.normalize('NFC')
		.toLowerCase();

/** What cannot be told from nothing or from a blank is shown by its code. */
const quoted = (name: string): string => `"${name.slice(0, 60).replace(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, codeOf)}"`;

const codeOf = (letter: string) => `\\u{${(letter.codePointAt(0) as number).toString(16)}}`;

/** How many letters may differ for a name to be suggested: a third of them, and two of a short name. */
const farthest = (name: string) => Math.max(2, Math.floor(name.length / 3));

const LONGEST_COMPARED = 80;
const MOST_SUGGESTED = 3;

/** "Did you mean …? ", empty where no name is near. */
function nearest(listed: Listed, entries: JsonRecord[], name: string): string {
	const typed = plain(name.slice(0, LONGEST_COMPARED));
	const near = entries
		.map((entry) => ({ entry, listedName: plain(entry[listed.name]).slice(0, LONGEST_COMPARED) }))
		.filter(({ listedName }) => listedName !== '')
		.map(({ entry, listedName }) => ({ entry, distance: distanceOf(typed, listedName) }))
		.filter(({ distance }) => distance <= farthest(typed))
		.sort((a, b) => a.distance - b.distance);
	const suggested = labels(
		listed,
		near.slice(0, MOST_SUGGESTED).map(({ entry }) => entry),
	);
	return suggested.length > 0 ? `Did you mean ${suggested.join(' or ')}? ` : '';
}

/** How many letters have to be changed, added or left out to make one text of the other (Levenshtein). */
function distanceOf(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
		}
		row = next;
	}
	return row[b.length] as number;
}
