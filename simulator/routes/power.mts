import type { BootSystem, Server } from '../state/server.mts';

/**
 * The server starts. What is active in its boot configuration is used up by that: the Rescue System and every
 * installation start once, and the boot after that is from the drives again.
 */
export function boot(server: Server): void {
	comeUp(server);
	for (const system of Object.values(server.boot) as BootSystem[]) system.active = null;
}

/** The server's status only, for one that has already booted. */
export function comeUp(server: Server): void {
	setStatus(server, 'running');
}

export function shutDown(server: Server): void {
	setStatus(server, 'shut off');
}

/** Where the status cannot be queried it stays `not supported`. */
function setStatus(server: Server, status: 'running' | 'shut off'): void {
	if (server.reset.operating_status !== 'not supported') server.reset.operating_status = status;
}
