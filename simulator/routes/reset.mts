/** Documentation: "Reset". */
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { ResetType, Server } from '../state/server.mts';
import { boot, comeUp, shutDown } from './power.mts';
import { listOrNotFound, serverKeys, serverOf } from './lookup.mts';

/** How long a server is down after a hardware reset, and after the power button asked its system to shut down. */
const RESTART_SECONDS = 15;
const SHUTDOWN_SECONDS = 10;
/** How long a technician takes. */
const MANUAL_SECONDS = 1800;

export const resetRoutes: Route[] = [
	{ method: 'GET', path: '/reset', limit: perHour(500), handle: listResets },
	{ method: 'GET', path: '/reset/{server-number}', limit: perHour(500), handle: showReset },
	{ method: 'POST', path: '/reset/{server-number}', limit: perHour(50), handle: executeReset },
];

function listResets({ world }: Context): Reply {
	const resettable = world.servers.filter(({ reset }) => reset.type.length > 0);
	const list = listOrNotFound(resettable, 'No servers with reset option found');
	return ok(list.map((server) => ({ reset: { ...serverKeys(server), type: server.reset.type } })));
}

function showReset(context: Context): Reply {
	const server = resettableServer(context);
	const { type, operating_status } = server.reset;
	return ok({ reset: { ...serverKeys(server), type, operating_status } });
}

function resettableServer(context: Context): Server {
	const server = serverOf(context);
	if (server.reset.type.length === 0) throw notFound('RESET_NOT_AVAILABLE', 'The server has no reset option');
	return server;
}

/** The reply is the documented example's: without `server_number`. */
function executeReset(context: Context): Reply {
	const server = resettableServer(context);
	const type = context.input.text('type');
	const check = new InputCheck();
	check.require('type', type, (text) => server.reset.type.includes(text as ResetType));
	check.done();
	if (server.reset.manual_active && type === 'man') {
		throw conflict('RESET_MANUAL_ACTIVE', 'There is already a running manual reset');
	}
	carryOut[type as ResetType](server, context);
	const { server_ip, server_ipv6_net } = server;
	return ok({ reset: { server_ip, server_ipv6_net, type } });
}

const carryOut: Record<ResetType, (server: Server, context: Context) => void> = {
	/** CTRL+ALT+DEL. */
	sw: restart('sw'),
	/** The reset button. */
	hw: restart('hw'),
	/** The power button: starts a server that is off, and asks the system of one that is running to shut down. */
	power: (server, { clock }) => {
		if (server.reset.operating_status === 'shut off') boot(server);
		else clock.after(SHUTDOWN_SECONDS, () => shutDown(server));
	},
	/** The power button held down: the server is off at once. */
	power_long: (server) => shutDown(server),
	/** A technician restarts the server later; until then there is no second manual reset. */
	man: (server, { clock }) => {
		server.reset.manual_active = true;
		clock.after(MANUAL_SECONDS, () => {
			server.reset.manual_active = false;
			boot(server);
		});
	},
};

/** The server boots whatever boot configuration is active; its status follows a little later. */
function restart(type: 'sw' | 'hw'): (server: Server, context: Context) => void {
	return (server, { clock, world }) => {
		const seconds = world.startsAfter[type];
		if (seconds === Infinity) return;
		if (seconds > 0) clock.after(seconds, () => boot(server));
		else boot(server);
		shutDown(server);
		clock.after(seconds + RESTART_SECONDS, () => comeUp(server));
	};
}
