import { sleep, type IExecuteFunctions, type IHttpRequestOptions, type ILoadOptionsFunctions, type IPollFunctions } from 'n8n-workflow';
import { accountOf } from './account';
import { RobotClient, type ClientOptions, type OutgoingRequest, type Wire } from './robot/client';
import type { Reply } from './robot/reply';
import { readText, withDeadline } from './wireBody';

export const CREDENTIAL = 'robotApi';

/** Where the node runs: in an execution, in the editor's lists, or in a poll of the trigger. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A client for the credential of the node, sending with n8n's own request helper. */
export async function robotClient(context: Context, options?: ClientOptions): Promise<RobotClient> {
	const account = accountOf(await context.getCredentials(CREDENTIAL));
	return new RobotClient(account, wireOf(context), options);
}

function wireOf(context: Context): Wire {
	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return {
		send: async (request) => await send(context, request),
		pause: async (milliseconds) => await Promise.race([sleep(milliseconds), aborted(signal)]),
		isCancelled: () => signal?.aborted ?? false,
	};
}

/** Comes when the execution is cancelled. */
const aborted = async (signal?: AbortSignal): Promise<void> =>
	await new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));

/** n8n's own timeout comes first where it works: it names the error, and closes the connection. */
const GRACE_SECONDS = 1;

/** n8n's helper repeats a request that failed with 401 on its own: so it must not see a failure in any status. */
async function send(context: Context, request: OutgoingRequest): Promise<Reply> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: headersFor(request),
		body: request.body,
		timeout: request.timeoutSeconds * 1000,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const sent = context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options) as Promise<{ statusCode: number; body: unknown }>;
	const reply = await withDeadline(sent, request.timeoutSeconds + GRACE_SECONDS);
	return { status: reply.statusCode, text: await readText(reply.body, request.timeoutSeconds) };
}

export function headersFor({ body }: OutgoingRequest): Record<string, string> {
	const accept = { Accept: 'application/json' };
	return body === undefined ? accept : { ...accept, 'Content-Type': 'application/x-www-form-urlencoded' };
}
