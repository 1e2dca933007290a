import { InputError } from '../../common/http/errors';
import { toTrimmed } from '../../common/operation/values';
import { checkNoWebAddress } from '../../common/operation/webPage';

const LONGEST = 253;

const ADVICE = 'Give a name like web1.example.com.';

/** Letters of any script stand for `xn--…`; nothing else than these is part of a name, whatever an address makes of it. */
const WRITTEN = /^[a-z\d._\-\u0080-\u{10ffff}]{1,1000}$/iu;

/** A label of a host name (RFC 1123); services and reverse entries have underscores as well. */
const LABEL = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/i;

/**
 * A host name as DNS has it: letters beyond ASCII as `xn--…`, and without the dot at the end.
 *
 * @throws InputError for what cannot be a host name
 */
export function toHostName(name: string, value: unknown): string {
	const text = toTrimmed(name, value);
	checkNoWebAddress(name, text, ADVICE);
	const host = WRITTEN.test(text) ? inAscii(text).replace(/\.$/, '') : '';
	const labels = host.split('.');
	if (host.length <= LONGEST && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) as string)) return host;
	throw new InputError(name, `is not a host name: ${text.slice(0, 60)}`, `Nothing was sent. ${ADVICE}`);
}

/** A name in ASCII stays as it was written. */
function inAscii(text: string): string {
	const url = `http://${text}`;
	if (/^[\x21-\x7e]*$/.test(text)) return text;
	return URL.canParse(url) ? new URL(url).hostname : '';
}
