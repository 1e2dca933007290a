/** Documentation: "Wake on LAN". */
import { notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { Server } from '../state/server.mts';
import { serverKeys, serverOf } from './lookup.mts';
import { boot } from './power.mts';

export const wolRoutes: Route[] = [
	{ method: 'GET', path: '/wol/{server-number}', limit: perHour(500), handle: showWol },
	{ method: 'POST', path: '/wol/{server-number}', limit: perHour(10), handle: sendPacket },
];

function showWol(context: Context): Reply {
	return ok({ wol: serverKeys(wakeableServer(context)) });
}

/** Starts a server that is off; one that is running takes no notice. */
function sendPacket(context: Context): Reply {
	const server = wakeableServer(context);
	if (server.reset.operating_status === 'shut off') boot(server);
	return ok({ wol: serverKeys(server) });
}

function wakeableServer(context: Context): Server {
	const server = serverOf(context);
	if (!server.wol) throw notFound('WOL_NOT_AVAILABLE', 'Wake On LAN is not available on this server');
	return server;
}
