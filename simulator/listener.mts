import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CONTROL_PATH, handleControl, type Controlled } from './control.mts';
import { CONSOLE_HOST_PATH } from './console/console.mts';
import { isJson, parsed } from './console/input/fields.mts';
import { tokenAuthorizationOf } from './console/token.mts';
import { deliver, send } from './delivery.mts';
import { authorizationOf } from './login.mts';
import { wire } from './reply.mts';
import { decodePairs, decodeSafely } from './url.mts';

/** The HTTP side: reads a request whole, then steers the simulator, or lets Robot or Console answer, through a fault if there is one. */
export function createListener(controlled: Controlled): Server {
	return createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => answer(controlled, request, response, Buffer.concat(chunks).toString('utf8')));
	});
}

function answer(controlled: Controlled, request: IncomingMessage, response: ServerResponse, body: string): void {
	const { rawPath, query } = splitUrl(request.url!);
	const path = rawPath.split('/').map(decodeSafely).join('/');
	if (path.startsWith(CONTROL_PATH)) {
		send(response, wire(handleControl(controlled, request.method!, path, body)));
	} else if (`${path}/`.startsWith(`${CONSOLE_HOST_PATH}/`)) {
		answerAsConsole(controlled, request, response, { rawPath, path, query, body });
	} else {
		answerAsRobot(controlled, request, response, { rawPath, path, query, body });
	}
}

interface Received {
	rawPath: string;
	path: string;
	query: string;
	body: string;
}

function answerAsRobot({ simulator, account, robot, faults, log }: Controlled, request: IncomingMessage, response: ServerResponse, received: Received): void {
	const contentType = request.headers['content-type'] ?? null;
	const seen = {
		method: request.method!,
		query: decodePairs(received.query),
		form: isForm(contentType) ? decodePairs(received.body) : [],
		authorization: authorizationOf(request.headers.authorization, simulator.username, simulator.password),
	};
	const at = account.clock.now().toISOString();
	const record = log.add({ ...seen, path: received.path, rawUrl: request.url!, contentType, status: null, at });
	const client = request.socket.remoteAddress ?? '';
	const fault = faults.take(seen.method, received.path);
	record.status = deliver(
		response,
		fault,
		() => robot.answer({ ...seen, rawPath: received.rawPath, client }),
		(error) => robot.refuse(error),
	);
}

function answerAsConsole({ simulator, account, console, faults, log }: Controlled, request: IncomingMessage, response: ServerResponse, received: Received): void {
	const { rawPath, path, body } = received;
	const contentType = request.headers['content-type'] ?? null;
	const seen = { method: request.method!, query: decodePairs(received.query), contentType, authorization: tokenAuthorizationOf(request.headers.authorization) };
	const json = isJson(contentType) ? parsed(body) : undefined;
	const at = account.clock.now().toISOString();
	const record = log.add({ ...seen, path, rawUrl: request.url!, form: [], json, status: null, at });
	const fault = faults.take(seen.method, path);
	record.status = deliver(
		response,
		fault,
		() => console.answer({ ...seen, rawPath, body, origin: simulator.url }),
		(error) => console.refuse(error),
	);
}

function splitUrl(url: string): { rawPath: string; query: string } {
	const mark = url.indexOf('?');
	return mark === -1 ? { rawPath: url, query: '' } : { rawPath: url.slice(0, mark), query: url.slice(mark + 1) };
}

function isForm(contentType: string | null): boolean {
	return contentType?.split(';')[0]!.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}
