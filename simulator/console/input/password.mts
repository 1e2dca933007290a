import type { Rule } from './rules.mts';

const ALLOWED = /^[a-zA-Z0-9ÄÖÜäöüß^°!§$%/()=?+#\-.,;:~*@{}_&]*$/;

/** Passwords that keep every other rule and are known from a data breach. */
export const BREACHED = ['Password123!', 'Passw0rd!2024', 'Qwertz-12345', 'Hetzner-2025!'];

/** What is wrong is said without the password. */
export const password: Rule<string> = (value) => {
	if (typeof value !== 'string') return ['must be a string'];
	const rules: [holds: boolean, message: string][] = [
		[value.length >= 12, 'is too short, at least 12 characters'],
		[value.length <= 128, 'is too long, at most 128 characters'],
		[ALLOWED.test(value), 'contains characters that are not allowed'],
		[/[A-ZÄÖÜ]/.test(value), 'must contain an upper case letter'],
		[/[a-zäöüß]/.test(value), 'must contain a lower case letter'],
		[/[0-9]/.test(value), 'must contain a digit'],
		[/[^a-zA-Z0-9ÄÖÜäöüß]/.test(value), 'must contain a special character'],
		[!BREACHED.includes(value), 'is known from a data breach'],
	];
	return rules.filter(([holds]) => !holds).map(([, message]) => message);
};
