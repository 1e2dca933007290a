import { randomInt } from 'crypto';
import { InputError } from '../../common/http/errors';
import { toText } from '../../common/operation/values';

/** The API's rules for the passwords of Storage Boxes and sub-accounts. */

const SHORTEST = 12;
const LONGEST = 128;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const SPECIAL = '^°!§$%/()=?+#-.,;:~*@{}_&';
const UMLAUTS = 'ÄÖÜäöüß';

const RULES: Array<[isKept: (password: string) => boolean, problem: string]> = [
	[(password) => [...password].length >= SHORTEST, `is shorter than ${SHORTEST} characters`],
	[(password) => [...password].length <= LONGEST, `is longer than ${LONGEST} characters`],
	[(password) => [...password].every((letter) => (LOWER + UPPER + DIGITS + SPECIAL + UMLAUTS).includes(letter)), 'holds a character that is not allowed'],
	[(password) => /[A-ZÄÖÜ]/.test(password), 'has no upper case letter'],
	[(password) => /[a-zäöüß]/.test(password), 'has no lower case letter'],
	[(password) => /\d/.test(password), 'has no digit'],
	[(password) => [...password].some((letter) => SPECIAL.includes(letter)), 'has no special character'],
];

const ADVICE = `Nothing was sent. It takes ${SHORTEST} to ${LONGEST} characters, of them at least one upper case letter, one lower case letter, one digit and one of ${SPECIAL} Letters are a to z and ${UMLAUTS}; no blanks, quotes or other characters. Generate Password makes one that fits.`;

/** @throws InputError with the rule that is broken, and without the password */
export function toPassword(name: string, value: unknown): string {
	const password = toText(name, value);
	const broken = RULES.find(([isKept]) => !isKept(password));
	if (broken) throw new InputError(name, broken[1], ADVICE);
	return password;
}

/** Some of those allowed: they need no quotes in a shell or an address, and look like no other. */
const GENERATED_SPECIAL = '-._+';
const GENERATED_LENGTH = 32;

/** A password that keeps the rules: one letter of each kind, and then many by chance as it is fit for secrets. */
export function generatedPassword(): string {
	const kinds = [LOWER, UPPER, DIGITS, GENERATED_SPECIAL];
	return Array.from({ length: GENERATED_LENGTH }, (_, index) => oneOf(kinds[index] ?? LOWER + UPPER + DIGITS)).join('');
}

const oneOf = (letters: string): string => letters[randomInt(letters.length)] as string;
