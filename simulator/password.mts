import { randomBytes } from 'node:crypto';

/** Sixteen letters and digits, as in the documentation's examples; always one that `isStrong`. */
export function newPassword(): string {
	for (;;) {
		const password = randomBytes(32)
			.toString('base64')
			.replace(/[^A-Za-z0-9]/g, '')
			.slice(0, 16);
		if (isStrong(password)) return password;
	}
}

/** The documentation asks for a password that "complies with our password guideline" and does not say which. */
export function isStrong(password: string): boolean {
	return password.length >= 12 && /[a-z]/.test(password) && /[A-Z]/.test(password) && /[0-9]/.test(password);
}
