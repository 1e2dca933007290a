import { describe, expect, it } from '@jest/globals';
import { checkNotPrivate, fingerprintIn } from '../../nodes/HetznerRobot/robot/fingerprint.ts';

/** A public key and what `ssh-keygen -l -E md5` says of it. */
const KEY = 'AAAAC3NzaC1lZDI1NTE5AAAAIIZBWxiGpnMoWARAeBc94bPYQr/YsQxBODS4KYD5I9bS';
const FINGERPRINT = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';

describe('the fingerprint', () => {
	it.each([
		['itself', FINGERPRINT],
		['in capitals', FINGERPRINT.toUpperCase()],
		['as ssh-keygen writes it', `MD5:${FINGERPRINT}`],
		['of a public key', `ssh-ed25519 ${KEY}`],
		['of a public key with a comment', `ssh-ed25519 ${KEY} alice@laptop`],
		['of a line of authorized_keys with options', `from="203.0.113.10" ssh-ed25519 ${KEY} alice@laptop`],
		['of the key alone', KEY],
		['of a key in SSH2 format', `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "alice"\n${KEY.slice(0, 40)}\n${KEY.slice(40)}\n---- END SSH2 PUBLIC KEY ----`],
	])('is found: %s', (_what, text) => expect(fingerprintIn('key', text)).toBe(FINGERPRINT));

	it.each(['alice@laptop', 'ssh-deploy', '00:11', `${FINGERPRINT}:00`, 'AAAA', ''])('is not found in %j, which may be a name', (text) =>
		expect(fingerprintIn('key', text)).toBeUndefined(),
	);

	it.each(['SHA256:6C5dDCoIKEhhSJpdjbJNHVuQZ5CJZbwSHZ4pBZmRnRM', 'sha256:abc', 'SHA512:abc'])('of another kind is refused: %s', (text) =>
		expect(() => fingerprintIn('key', text)).toThrow('key is a SHA fingerprint, and Robot knows keys by their MD5 fingerprint only'),
	);

	it.each([
		`ssh-ed25519 ${KEY.slice(0, -4)}`,
		`ssh-ed25519 ${KEY.slice(0, 40)}\n${KEY.slice(40)}`,
		`ssh-ed25519 AAAAC3NzaC1lZDI1NTE5`,
		`ssh-ed25519 AAAB${KEY}`.replace('AAAB', 'AAAA'),
	])('of a part of a key is refused: %j', (text) => expect(() => fingerprintIn('key', text)).toThrow('key is only a part of a public key, or one with a slip in it'));
});

describe('a private key', () => {
	const SECRET = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----';

	it.each([fingerprintIn, checkNotPrivate])('is refused, and not shown, by %p', (check) => {
		expect(() => check('key', SECRET)).toThrow(/^key is a private key$/);
	});
});
