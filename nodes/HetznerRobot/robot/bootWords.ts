import { choiceOf } from '../../common/operation/asMeant';
import { toTrimmed } from '../../common/operation/values';

/** What Robot has only a code for, as people call it. */

const RESCUE_SYSTEMS: Record<string, string> = { linux: 'Linux', vkvm: 'vKVM (Screen in the Browser)' };

/** Robot may add to its rescue systems what has no other name. */
export const rescueSystemInWords = (os: string): string => (Object.hasOwn(RESCUE_SYSTEMS, os) ? (RESCUE_SYSTEMS[os] as string) : os);

/** The rescue system that was picked, or given by its name; what is not known is Robot's to know. */
export function toRescueSystem(given: unknown): string {
	const word = toTrimmed('os', given);
	const options = Object.entries(RESCUE_SYSTEMS).map(([value, name]) => ({ name, value }));
	return String(choiceOf({ options }, word) ?? word);
}

const NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** "English (en)", "American English (en_US)" */
export function languageInWords(code: string): string {
	const name = nameOf(code.replaceAll('_', '-'));
	return name === undefined ? code : `${name} (${code})`;
}

/** Nothing for what is no code of a language, or none that is known. */
function nameOf(tag: string): string | undefined {
	try {
		const name = NAMES.of(tag);
		return name === tag ? undefined : name;
	} catch {
		return undefined;
	}
}
