import type { BootActivation, BootOptions, BootSystemName, Server } from '../state/server.mts';
import { serverKeys } from './lookup.mts';

/**
 * The keys of each system, in the order of the documented examples, after the server's own. Today's Robot says `arch`, where
 * the examples still have `@deprecated arch`. Windows has no architecture; its `os` is there where the server offers it.
 */
const KEYS: Record<BootSystemName, string[]> = {
	rescue: ['os', 'arch', 'active', 'password', 'authorized_key', 'host_key'],
	linux: ['dist', 'arch', 'lang', 'active', 'password', 'authorized_key', 'host_key'],
	vnc: ['dist', 'arch', 'lang', 'active', 'password'],
	windows: ['os', 'dist', 'lang', 'active', 'password'],
	plesk: ['dist', 'arch', 'lang', 'active', 'password', 'hostname'],
	cpanel: ['dist', 'arch', 'lang', 'active', 'password', 'hostname'],
};

/** A system as it stands: arrays of what can be chosen while it is inactive, what was chosen while it is active. */
export function bootReply(name: BootSystemName, server: Server) {
	const { options, addon, active } = server.boot[name]!;
	if (active !== null) return reply(name, server, chosen(active, true));
	return reply(name, server, offer(name === 'windows' && addon !== 'present' ? {} : options));
}

/** The last activation: what was chosen, whether it is active or not. The password is shown only while it is active. */
export function lastReply(name: BootSystemName, server: Server) {
	const { active, last } = server.boot[name]!;
	return reply(name, server, chosen(last!, active !== null));
}

/** Without the addon, Windows offers nothing: `dist` and `lang` are null, as in the example of all systems. */
function offer({ os, dist, arch, lang }: BootOptions): Record<string, unknown> {
	return {
		os,
		dist: dist ?? null,
		arch: arch ?? null,
		lang: lang ?? null,
		active: false,
		password: null,
		authorized_key: [],
		host_key: [],
		hostname: null,
	};
}

function chosen(activation: BootActivation, active: boolean): Record<string, unknown> {
	const { os, dist, arch, lang, password, authorized_key, hostname } = activation;
	return {
		os,
		dist: dist ?? null,
		arch,
		lang: lang ?? null,
		active,
		password: active ? password : null,
		authorized_key,
		host_key: [],
		hostname: active ? hostname : null,
	};
}

function reply(name: BootSystemName, server: Server, values: Record<string, unknown>) {
	return { ...serverKeys(server), ...Object.fromEntries(KEYS[name].filter((key) => values[key] !== undefined).map((key) => [key, values[key]])) };
}
