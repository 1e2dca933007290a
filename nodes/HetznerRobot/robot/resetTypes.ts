import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../common/http/errors';
import { choiceOf } from '../../common/operation/asMeant';
import { chosenIn, modeIn, toTrimmed, wordOf } from '../../common/operation/values';

type Types = Record<string, [name: string, effect: string]>;

/** The documented reset types: their names, and what they do. */
export const RESET_TYPES: Types = {
	hw: ['Hardware Reset', 'like the reset button'],
	power_long: ['Long Press of Power Button', 'switches off at once'],
	man: ['Manual Reset', 'by a technician'],
	power: ['Press of Power Button', 'shuts down or starts'],
	sw: ['Software Reset', 'CTRL+ALT+DEL'],
};

/** Stands for the gentlest type that the server offers. Robot has no such type. */
export const AUTO = 'auto';

/**
 * What that may be, the gentlest first. A press of the power button shuts down a server that runs, and alone starts one
 * that is off; a technician is only sent for by somebody who says so.
 *
 * @param mustStart the server has to run after it
 */
export function gentlest({ off, mustStart }: { off: boolean; mustStart: boolean }): string[] {
	if (off) return ['power'];
	return mustStart ? ['sw', 'hw'] : ['sw', 'power', 'hw'];
}

/** What helps a server that is off. */
export const IS_OFF = 'The server is off: only a press of the power button or Wake on LAN starts it, and no other reset does.';

const WHILE_OFF: Record<string, string> = {
	power: 'The server is off: a press of the power button starts it.',
	man: 'The server is off: a technician is sent for, who sees what it needs.',
};

/** What a reset does to a server that is off. */
export const whileOff = (type: string): string => WHILE_OFF[type] ?? IS_OFF;

/** What a reset can be told to do: choose by itself, or one of the documented types. */
export const RESET_CHOICES: Types = { [AUTO]: ['Gentlest Offered', 'may leave it off'], ...RESET_TYPES };

/** Robot may add to its types what has no other name. */
const named = (type: string): [name: string, effect: string] | undefined => (Object.hasOwn(RESET_CHOICES, type) ? RESET_CHOICES[type] : undefined);

/** What the list shows: "Hardware Reset (like the reset button)". */
export function resetTypeInWords(type: string): string {
	const [name, effect] = named(type) ?? [];
	return effect === undefined ? type : `${name} (${effect})`;
}

/** What an error says: "Hardware Reset (hw)", as the editor and as Robot call it. */
export function resetTypeWithCode(type: string): string {
	const [name] = named(type) ?? [];
	return name === undefined ? type.slice(0, 60) : `${name} (${type})`;
}

const inWords = (types: string[]): string => types.map(resetTypeWithCode).join(', ') || 'none';

/** The error for a server that offers none of the types that would do. `undone` says what was not done. */
export const notOffered = (parameter: string, types: string[], offered: string[], undone: string): InputError =>
	new InputError(
		parameter,
		types.length > 1 ? `: this server offers none of ${inWords(types)}` : `: this server does not offer ${inWords(types)}`,
		`It offers ${inWords(offered)}. ${undone}`,
	);

/**
 * The type that was picked, or given by its name or a part of it. What Robot has added to its types can be picked.
 *
 * @param types that there are to choose from
 * @throws InputError for what is none
 */
export function toResetType(name: string, given: unknown, types: Types = RESET_TYPES): string {
	const choices = Object.entries(types).map(([value, [label]]) => ({ name: label, value }));
	const word = toTrimmed(name, chosenIn(given));
	const type = choiceOf({ options: choices }, word);
	if (type === undefined && modeIn(given) !== 'list') throw new InputError(name, `is none of ${choices.map((choice) => choice.name).join(', ')}`);
	return String(type ?? word);
}

/** The types that Robot says a server offers; none where it does not say. */
export const typesIn = (reset: IDataObject | undefined): string[] => (Array.isArray(reset?.type) ? reset.type.map(wordOf).filter((type) => type !== '') : []);

/** Whether Robot says that a server is off. Most servers do not tell, and then nobody knows. */
export const isOff = (reset: IDataObject | undefined): boolean => /^(shut )?off$/i.test(wordOf(reset?.operating_status).trim());
