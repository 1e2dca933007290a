import { createHash } from 'crypto';
import { InputError } from '../../common/http/errors';

/** Robot knows SSH keys by the MD5 fingerprint of the public key; people have other things at hand. */

const MD5 = /^(?:MD5:)?((?:[\da-f]{2}:){15}[\da-f]{2})$/i;

/** The part of a public key in OpenSSH format that is the key, with or without what stands around it. */
const KEY = /(?:^|\s)(AAAA[A-Za-z\d+/]{8,}={0,3})(?:\s|$)/;

const HOW = 'Nothing was sent. Give the MD5 fingerprint (ssh-keygen -l -E md5 -f key.pub), the public key itself, or the name that the key has in Robot.';

/**
 * The fingerprint that a text is, or that the public key in it has; `undefined` for a text that may be a name.
 *
 * @throws InputError for a fingerprint of another kind, a part of a public key, and a private key
 */
export function fingerprintIn(name: string, text: string): string | undefined {
	const [, md5] = MD5.exec(text) ?? [];
	if (md5 !== undefined) return md5.toLowerCase();
	if (/^SHA\d+:/i.test(text)) throw new InputError(name, 'is a SHA fingerprint, and Robot knows keys by their MD5 fingerprint only', HOW);
	checkNotPrivate(name, text);
	const key = publicKeyIn(text);
	if (key === undefined) return undefined;
	const blob = Buffer.from(key, 'base64');
	if (!isWhole(blob)) throw new InputError(name, 'is only a part of a public key, or one with a slip in it', HOW);
	return (createHash('md5').update(blob).digest('hex').match(/../g) as string[]).join(':');
}

/**
 * A private key is neither sent nor shown.
 *
 * @throws InputError
 */
export function checkNotPrivate(name: string, text: string): void {
	if (text.includes('PRIVATE KEY'))
		throw new InputError(name, 'is a private key', 'Nothing was sent. Give the public key: a private one never leaves the computer that it was made on.');
}

/** Whether a text holds a public key, and not only its fingerprint. */
export const isPublicKey = (text: string): boolean => publicKeyIn(text) !== undefined;

function publicKeyIn(text: string): string | undefined {
	if (!text.includes('BEGIN SSH2 PUBLIC KEY')) return KEY.exec(text)?.[1];
	return text
		.split(/\r?\n/)
		.filter((line) => /^[A-Za-z\d+/=]+$/.test(line))
		.join('');
}

/** A key is made of fields with their lengths in front (RFC 4253, section 6.6), and these have to add up. */
function isWhole(blob: Buffer): boolean {
	let offset = 0;
	let fields = 0;
	for (; offset + 4 <= blob.length; fields++) offset += 4 + blob.readUInt32BE(offset);
	return offset === blob.length && fields > 1;
}
