import { InputError } from '../../common/http/errors';
import { choiceOf } from '../../common/operation/asMeant';
import { chosenIn, modeIn, toTrimmed } from '../../common/operation/values';

/** The documented reset types: their names, and what they do. */
export const RESET_TYPES: Record<string, [name: string, effect: string]> = {
	hw: ['Hardware Reset', 'like the reset button'],
	power_long: ['Long Press of Power Button', 'switches off at once'],
	man: ['Manual Reset', 'by a technician'],
	power: ['Press of Power Button', 'shuts down or starts'],
	sw: ['Software Reset', 'CTRL+ALT+DEL'],
};

/** Robot may add to its types what has no other name. */
const documented = (type: string): [name: string, effect: string] | undefined => (Object.hasOwn(RESET_TYPES, type) ? RESET_TYPES[type] : undefined);

/** What the list shows: "Hardware Reset (like the reset button)". */
export function resetTypeInWords(type: string): string {
	const [name, effect] = documented(type) ?? [];
	return effect === undefined ? type : `${name} (${effect})`;
}

/** What an error says: "Hardware Reset (hw)", as the editor and as Robot call it. */
export function resetTypeWithCode(type: string): string {
	const [name] = documented(type) ?? [];
	return name === undefined ? type.slice(0, 60) : `${name} (${type})`;
}

const CHOICES = Object.entries(RESET_TYPES).map(([value, [name]]) => ({ name, value }));

/**
 * The type that was picked, or given by its name or a part of it. What Robot has added to its types can be picked.
 *
 * @throws InputError for what is none
 */
export function toResetType(name: string, given: unknown): string {
	const word = toTrimmed(name, chosenIn(given));
	const type = choiceOf({ options: CHOICES }, word);
	if (type === undefined && modeIn(given) !== 'list') throw new InputError(name, `is none of ${CHOICES.map((choice) => choice.name).join(', ')}`);
	return String(type ?? word);
}
