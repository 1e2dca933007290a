import type { InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import type { Context } from '../route.mts';
import type { BootActivation, BootSystem, BootSystemName } from '../state/server.mts';

type Taken = 'os' | 'dist' | 'arch' | 'lang' | 'hostname' | 'keyboard';

/** What each system's POST takes beside `authorized_key`, as in its documented input table. */
const INPUTS: Record<BootSystemName, Taken[]> = {
	rescue: ['os', 'arch', 'keyboard'],
	linux: ['dist', 'arch', 'lang'],
	vnc: ['dist', 'arch', 'lang'],
	/** Instead of it `os`, where the server offers that. */
	windows: ['lang'],
	plesk: ['dist', 'arch', 'lang', 'hostname'],
	cpanel: ['dist', 'arch', 'lang', 'hostname'],
};

const HOSTNAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const KEYBOARD = /^[a-z]{2}(-[a-z0-9]+)?$/i;

/** Reads what is to be activated; values that the server is not offered are invalid. Defaults: arch 64, keyboard us. */
export function activationFrom(name: BootSystemName, { options }: BootSystem, input: Input, check: InputCheck): Omit<BootActivation, 'password' | 'authorized_key'> {
	const takes: Taken[] = name === 'windows' && options.os ? ['os'] : INPUTS[name];
	for (const field of ['os', 'dist', 'lang'] as const) {
		if (takes.includes(field)) check.require(field, input.text(field), (value) => options[field]!.includes(value));
	}
	if (takes.includes('hostname')) check.require('hostname', input.text('hostname'), (value) => HOSTNAME.test(value));
	const arch = Number(input.text('arch') || 64);
	if (takes.includes('arch') && !options.arch!.includes(arch)) check.invalid('arch');
	const keyboard = input.text('keyboard') || 'us';
	if (takes.includes('keyboard') && !KEYBOARD.test(keyboard)) check.invalid('keyboard');
	return {
		os: takes.includes('os') ? input.text('os') : undefined,
		/** Windows has one distribution, and no input for it. */
		dist: takes.includes('dist') ? input.text('dist') : options.dist?.[0],
		arch,
		lang: takes.includes('lang') ? input.text('lang') : undefined,
		hostname: takes.includes('hostname') ? (input.text('hostname') ?? null) : null,
		keyboard: takes.includes('keyboard') ? keyboard : null,
	};
}

/** The account's keys with the fingerprints in `authorized_key`; one that the account does not have is invalid. */
export function authorizedKeys({ input, world }: Context, check: InputCheck): BootActivation['authorized_key'] {
	const keys = input.list('authorized_key').map((fingerprint) => world.keys.find((key) => key.fingerprint === fingerprint));
	if (keys.includes(undefined)) check.invalid('authorized_key');
	return keys.filter((key) => key !== undefined).map(({ name, fingerprint, type, size }) => ({ key: { name, fingerprint, type, size } }));
}
