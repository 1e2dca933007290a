/** Documentation: "Boot configuration". At most one system is active per server, until the server starts the next time. */
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { newPassword } from '../password.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { BootSystem, BootSystemName, Server } from '../state/server.mts';
import { activationFrom, authorizedKeys } from './bootInput.mts';
import { bootReply, lastReply } from './bootReply.mts';
import { serverOf } from './lookup.mts';

const LIMIT = perHour(500);

export const bootRoutes: Route[] = [
	{ method: 'GET', path: '/boot/{server-number}', limit: LIMIT, handle: showAll },
	{ method: 'GET', path: '/boot/{server-number}/rescue', limit: LIMIT, handle: show('rescue') },
	{ method: 'POST', path: '/boot/{server-number}/rescue', limit: LIMIT, handle: activate('rescue') },
	{ method: 'DELETE', path: '/boot/{server-number}/rescue', limit: LIMIT, handle: deactivate('rescue') },
	{ method: 'GET', path: '/boot/{server-number}/rescue/last', limit: LIMIT, handle: showLast('rescue') },
	{ method: 'GET', path: '/boot/{server-number}/linux', limit: LIMIT, handle: show('linux') },
	{ method: 'POST', path: '/boot/{server-number}/linux', limit: LIMIT, handle: activate('linux') },
	{ method: 'DELETE', path: '/boot/{server-number}/linux', limit: LIMIT, handle: deactivate('linux') },
	{ method: 'GET', path: '/boot/{server-number}/linux/last', limit: LIMIT, handle: showLast('linux') },
	{ method: 'GET', path: '/boot/{server-number}/vnc', limit: LIMIT, handle: show('vnc') },
	{ method: 'POST', path: '/boot/{server-number}/vnc', limit: LIMIT, handle: activate('vnc') },
	{ method: 'DELETE', path: '/boot/{server-number}/vnc', limit: LIMIT, handle: deactivate('vnc') },
	{ method: 'GET', path: '/boot/{server-number}/windows', limit: LIMIT, handle: show('windows') },
	{ method: 'POST', path: '/boot/{server-number}/windows', limit: LIMIT, handle: activate('windows') },
	{ method: 'DELETE', path: '/boot/{server-number}/windows', limit: LIMIT, handle: deactivate('windows') },
	{ method: 'GET', path: '/boot/{server-number}/plesk', limit: LIMIT, handle: show('plesk') },
	{ method: 'POST', path: '/boot/{server-number}/plesk', limit: LIMIT, handle: activate('plesk') },
	{ method: 'DELETE', path: '/boot/{server-number}/plesk', limit: LIMIT, handle: deactivate('plesk') },
	{ method: 'GET', path: '/boot/{server-number}/cpanel', limit: LIMIT, handle: show('cpanel') },
	{ method: 'POST', path: '/boot/{server-number}/cpanel', limit: LIMIT, handle: activate('cpanel') },
	{ method: 'DELETE', path: '/boot/{server-number}/cpanel', limit: LIMIT, handle: deactivate('cpanel') },
];

const ALL: BootSystemName[] = ['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'];

const ADDON_MISSING: Partial<Record<BootSystemName, [code: string, message: string]>> = {
	windows: ['WINDOWS_MISSING_ADDON', 'No windows addon found'],
	plesk: ['PLESK_MISSING_ADDON', 'No plesk addon found'],
	cpanel: ['CPANEL_MISSING_ADDON', 'No cPanel addon found'],
};

/** A system that the server is not offered is null here. */
function showAll(context: Context): Reply {
	const server = serverOf(context);
	if (Object.keys(server.boot).length === 0) throw notAvailable();
	const boot = Object.fromEntries(ALL.map((name) => [name, server.boot[name] ? bootReply(name, server) : null]));
	return ok({ boot });
}

function show(name: BootSystemName): Route['handle'] {
	return (context) => {
		const { server } = offered(name, context);
		return ok({ [name]: bootReply(name, server) });
	};
}

/** Activates one system, which deactivates any other on this server. Nothing changes on the server before it restarts. */
function activate(name: BootSystemName): Route['handle'] {
	return (context) => {
		const { server, system } = offered(name, context);
		if (system.addon === 'missing') throw notFound(...ADDON_MISSING[name]!);
		const check = new InputCheck();
		const chosen = activationFrom(name, system, context.input, check);
		const keys = name === 'rescue' || name === 'linux' ? authorizedKeys(context, check) : [];
		check.done();
		if (context.world.refusesActiveBoot && (Object.values(server.boot) as BootSystem[]).some(({ active }) => active !== null)) {
			throw conflict('BOOT_ALREADY_ENABLED', 'There is already an active boot configuration');
		}
		for (const other of Object.values(server.boot) as BootSystem[]) other.active = null;
		system.active = { ...chosen, authorized_key: keys, password: keys.length > 0 ? null : newPassword() };
		system.last = system.active;
		return ok({ [name]: bootReply(name, server) });
	};
}

function deactivate(name: BootSystemName): Route['handle'] {
	return (context) => {
		const { server, system } = offered(name, context);
		system.active = null;
		return ok({ [name]: bootReply(name, server) });
	};
}

/** A system that was never activated has no last activation; the documentation has no other error for that than this one. */
function showLast(name: 'rescue' | 'linux'): Route['handle'] {
	return (context) => {
		const { server, system } = offered(name, context);
		if (system.last === null) throw notAvailable();
		return ok({ [name]: lastReply(name, server) });
	};
}

/** WINDOWS_OUTDATED_VERSION is documented for Windows and Plesk. */
function offered(name: BootSystemName, context: Context): { server: Server; system: BootSystem } {
	const server = serverOf(context);
	const system = server.boot[name];
	if (system === undefined) throw notAvailable();
	if (system.addon === 'outdated' && name !== 'cpanel') {
		throw notFound('WINDOWS_OUTDATED_VERSION', 'The windows version is not supported anymore');
	}
	return { server, system };
}

const notAvailable = () => notFound('BOOT_NOT_AVAILABLE', 'No boot configuration available for this server');
