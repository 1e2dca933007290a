import type { ServerResponse } from 'node:http';
import type { ErrorFault, Fault, ReplyFault } from './faults.mts';
import type { WireReply } from './reply.mts';

const TICKS_PER_SECOND = 20;

/**
 * Answers one request, through a fault if there is one. `carryOut` does what the request asks for; whether it is
 * called at all depends on the fault. `refuse` writes an error as the API that was asked does. Returns the status
 * that was sent, null when the client gets none.
 */
export function deliver(response: ServerResponse, fault: Fault | undefined, carryOut: () => WireReply, refuse: (fault: ErrorFault) => WireReply): number | null {
	switch (fault?.kind) {
		case undefined:
			return send(response, carryOut());
		case 'error':
			return send(response, refuse(fault));
		case 'reply':
			return send(response, rawReply(fault));
		case 'oversized':
			return send(response, padded(carryOut(), fault.bytes));
		case 'drip':
			return drip(response, carryOut(), fault.bytesPerSecond);
		case 'cut-during':
			return cutDuring(response, carryOut());
		case 'cut-after':
			carryOut();
			response.destroy();
			return null;
		case 'cut-before':
			response.destroy();
			return null;
		case 'hang':
			return null;
	}
}

function writeHead(response: ServerResponse, { status, headers, payload }: WireReply): void {
	const length: Record<string, string> = status === 204 || status === 304 ? {} : { 'content-length': String(payload.length) };
	response.writeHead(status, { ...length, ...headers });
}

/** Sends a whole reply, and returns its status. */
export function send(response: ServerResponse, reply: WireReply): number {
	writeHead(response, reply);
	response.end(reply.payload);
	return reply.status;
}

function rawReply({ status, body = '', encoding = 'utf8', contentType, headers }: ReplyFault): WireReply {
	const type: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
	return { status, headers: { ...type, ...headers }, payload: Buffer.from(body, encoding) };
}

function padded(reply: WireReply, bytes: number): WireReply {
	const missing = Math.max(0, bytes - reply.payload.length);
	return { ...reply, payload: Buffer.concat([reply.payload, Buffer.alloc(missing, ' ')]) };
}

function drip(response: ServerResponse, reply: WireReply, bytesPerSecond: number): number {
	const size = Math.max(1, Math.floor(bytesPerSecond / TICKS_PER_SECOND));
	let sent = 0;
	writeHead(response, reply);
	response.flushHeaders();
	const timer = setInterval(
		() => {
			response.write(reply.payload.subarray(sent, sent + size));
			sent += size;
			if (sent < reply.payload.length) return;
			clearInterval(timer);
			response.end();
		},
		(1000 * size) / bytesPerSecond,
	);
	response.on('close', () => clearInterval(timer));
	return reply.status;
}

/** Half of the body; an empty body is cut after the head that promises one byte more than comes. */
function cutDuring(response: ServerResponse, { status, headers, payload }: WireReply): number {
	const half = payload.subarray(0, Math.floor(payload.length / 2));
	response.writeHead(status, { ...headers, 'content-length': String(Math.max(1, payload.length)) });
	response.flushHeaders();
	response.write(half, () => response.destroy());
	return status;
}
