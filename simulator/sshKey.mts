import { createHash } from 'node:crypto';

/** What can be read from a public key. */
export interface PublicKey {
	type: string;
	size: number;
	fingerprint: string;
	/** OpenSSH format, without comment. */
	data: string;
}

const TYPES: Record<string, string> = {
	'ssh-ed25519': 'ED25519',
	'ssh-rsa': 'RSA',
	'ssh-dss': 'DSA',
	'ecdsa-sha2-nistp256': 'ECDSA',
	'ecdsa-sha2-nistp384': 'ECDSA',
	'ecdsa-sha2-nistp521': 'ECDSA',
};

/** Reads a key in OpenSSH or SSH2 (RFC 4716) format; undefined when it is neither. */
export function parsePublicKey(text: string): PublicKey | undefined {
	const blob = Buffer.from(base64Of(text.trim()), 'base64');
	const [algorithm, ...fields] = fieldsOf(blob);
	const name = algorithm?.toString('latin1') ?? '';
	const type = TYPES[name];
	if (type === undefined || fields.length === 0) return undefined;
	return { type, size: sizeOf(name, fields), fingerprint: md5(blob), data: `${name} ${blob.toString('base64')}` };
}

function base64Of(text: string): string {
	if (!text.startsWith('---- BEGIN SSH2 PUBLIC KEY ----')) return text.split(/\s+/)[1] ?? '';
	return text
		.split(/\r?\n/)
		.filter((line) => /^[A-Za-z0-9+/=]+$/.test(line))
		.join('');
}

/** The length-prefixed fields of a key (RFC 4253, section 6.6); none when the lengths do not add up. */
function fieldsOf(blob: Buffer): Buffer[] {
	const fields: Buffer[] = [];
	let offset = 0;
	while (offset + 4 <= blob.length) {
		const end = offset + 4 + blob.readUInt32BE(offset);
		if (end > blob.length) return [];
		fields.push(blob.subarray(offset + 4, end));
		offset = end;
	}
	return offset === blob.length ? fields : [];
}

function sizeOf(name: string, fields: Buffer[]): number {
	if (name === 'ssh-ed25519') return 256;
	if (name.startsWith('ecdsa')) return Number(name.slice(-3));
	const modulus = BigInt(`0x${fields[name === 'ssh-rsa' ? 1 : 0]!.toString('hex') || '0'}`);
	return modulus.toString(2).length;
}

function md5(blob: Buffer): string {
	return createHash('md5').update(blob).digest('hex').match(/../g)!.join(':');
}
