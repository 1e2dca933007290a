const MASK = '***';

/** Shorter ones may be a part of an ordinary word or number. */
const SHORTEST = 8;

/** An ordinary word or number: where it stands alone in a sentence, nobody can tell that it is a password as well. */
const ORDINARY = /^(\p{L}?\p{Ll}*|\p{Lu}*|\d*)$/u;

/**
 * Masks in a text the secrets that a request held, and those of its login: an API, or a proxy, may repeat what it refuses.
 * A login password of less than 8 characters is masked where it stands alone, and where it is an ordinary word or number,
 * which would garble the sentence, only in quotes and after "=" or ":".
 */
export function masker(sent: unknown[], login: string[]): (text: string) => string {
	const patterns = [...sent.map(anywhere), ...login.map(ofLogin)].filter((pattern) => pattern !== undefined);
	return (text) => patterns.reduce((masked, pattern) => masked.replace(pattern, MASK), text);
}

function ofLogin(secret: string): RegExp | undefined {
	if (secret.length >= SHORTEST) return anywhere(secret);
	return patternOf(secret, ORDINARY.test(secret) ? ['(?<=["\'=:`])', '(?![\\p{L}\\p{N}])'] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])']);
}

const anywhere = (secret: unknown): RegExp | undefined => patternOf(secret, ['', '']);

/** A secret in all its spellings; the longest first, so that no part of one is left. */
function patternOf(secret: unknown, [before, after]: [string, string]): RegExp | undefined {
	if (typeof secret !== 'string' || secret.trim() === '') return undefined;
	const spellings = [...new Set([...spellingsOf(secret), secret.trim()])].sort((a, b) => b.length - a.length);
	return new RegExp(`${before}(?:${spellings.map(inAnyCaseOfHex).join('|')})${after}`, 'gu');
}

/** A secret as it was given, and as addresses, forms, JSON (also PHP's), HTML and headers have it. */
function spellingsOf(secret: string): string[] {
	const json = JSON.stringify(secret).slice(1, -1);
	const ascii = json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
	const html = secret.replace(/[&<>"']/g, (letter) => HTML[letter] as string);
	const base64 = Buffer.from(secret).toString('base64');
	return [
		secret,
		percent(secret),
		percent(secret).replace(/[!'()*]/g, hex),
		form(secret),
		json,
		ascii,
		...[json, ascii].map((text) => text.replaceAll('/', '\\/')),
		html,
		base64,
		base64.replace(/=+$/, ''),
	];
}

const HTML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

/** A lone surrogate has no bytes. */
const percent = (secret: string) => encodeURIComponent(Buffer.from(secret).toString());
const form = (secret: string) => new URLSearchParams([['', secret]]).toString().slice(1);
const hex = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;

/** Some write the bytes in an address, and the code points in JSON, in capitals, others do not. */
const inAnyCaseOfHex = (spelling: string) =>
	spelling
		.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
		.replace(/%[0-9a-f]{2}|\\\\u[0-9a-f]{4}/gi, (escape) => escape.replace(/[a-f]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`));
