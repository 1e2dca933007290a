import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Certificates that are made for one test: X.509 as little as TLS needs (RFC 5280), so that no key has to be kept anywhere. */

export interface Certified {
	/** Both as PEM. */
	key: string;
	cert: string;
}

interface Wishes {
	/** Whom it is for. */
	host?: string;
	/** Who signs it; itself unless told. */
	authority?: Authority;
	/** Until when it is good; for another hour unless told. */
	until?: Date;
}

export interface Authority extends Certified {
	name: string;
	privateKey: KeyObject;
}

export const authority = (name = 'an own authority'): Authority => {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const cert = signed({ name, publicKey, issuer: name, by: privateKey, extension: CA });
	return { name, privateKey, key: pemOfKey(privateKey), cert };
};

export function certificate({ host = '127.0.0.1', authority: by, until }: Wishes = {}): Certified {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const cert = signed({ name: host, publicKey, issuer: by?.name ?? host, by: by?.privateKey ?? privateKey, extension: forHost(host), until });
	return { key: pemOfKey(privateKey), cert };
}

interface ToSign {
	name: string;
	publicKey: KeyObject;
	issuer: string;
	by: KeyObject;
	extension: Buffer;
	until?: Date;
}

const HOUR_MS = 3_600_000;

function signed({ name, publicKey, issuer, by, extension, until = new Date(Date.now() + HOUR_MS) }: ToSign): string {
	const validity = sequence(time(new Date(until.getTime() - 48 * HOUR_MS)), time(until));
	const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
	const body = sequence(VERSION_3, SERIAL, ECDSA_SHA256, nameOf(issuer), validity, nameOf(name), publicKeyInfo, tagged(0xa3, sequence(extension)));
	const whole = sequence(body, ECDSA_SHA256, tagged(0x03, Buffer.from([0]), sign('sha256', body, by)));
	return `-----BEGIN CERTIFICATE-----\n${whole
		.toString('base64')
		.match(/.{1,64}/g)!
		.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** One value of ASN.1 in DER. */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts);
const integer = (value: number) => tagged(0x02, Buffer.from([value]));
const identifier = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'));
const time = (date: Date) => tagged(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const nameOf = (name: string) => sequence(tagged(0x31, sequence(identifier('550403'), tagged(0x0c, Buffer.from(name)))));

const VERSION_3 = tagged(0xa0, integer(2));
const SERIAL = integer(1);
const ECDSA_SHA256 = sequence(identifier('2a8648ce3d040302'));
const CA = sequence(identifier('551d13'), tagged(0x01, Buffer.from([0xff])), tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff])))));

/** An IPv4 address or a name. */
function forHost(host: string): Buffer {
	const isAddress = /^[\d.]+$/.test(host);
	const alternative = isAddress ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host));
	return sequence(identifier('551d11'), tagged(0x04, sequence(alternative)));
}

const pemOfKey = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
