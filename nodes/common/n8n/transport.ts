import {
	sleep,
	type IAdditionalCredentialOptions,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';
import type { OutgoingRequest, Reply, Wire } from '../http/request';
import { withDeadline } from './body';
import { replyOf, type Received } from './reply';

/** Where the node runs: in an execution, in the editor's lists, or in a poll of the trigger. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * Sends with n8n's own request helper, which logs in with the credential as it is given: by itself it would read and
 * decrypt it anew for every request.
 */
export function wireOf(context: Context, credential: ICredentialsDecrypted): Wire {
	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return {
		send: async (request) => await send(context, credential, request),
		pause: async (milliseconds) => await Promise.race([sleep(milliseconds), aborted(signal)]),
		isCancelled: () => signal?.aborted ?? false,
	};
}

/** Comes when the execution is cancelled. */
const aborted = async (signal?: AbortSignal): Promise<void> => await new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));

/** n8n's own timeout comes first where it works: it names the error, and closes the connection. */
const GRACE_SECONDS = 1;

/** n8n's helper repeats a request that failed with 401 on its own: so it must not see a failure in any status, nor repeat any. */
async function send(context: Context, credential: ICredentialsDecrypted, { timeoutSeconds, ...request }: OutgoingRequest): Promise<Reply> {
	const options: IHttpRequestOptions = {
		...request,
		timeout: timeoutSeconds * 1000,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const login: IAdditionalCredentialOptions = { credentialsDecrypted: credential, preAuthenticationRetryStatusCode: [] };
	const sent = context.helpers.httpRequestWithAuthentication.call(context, credential.type, options, login) as Promise<Received>;
	const reply = await withDeadline(sent, timeoutSeconds + GRACE_SECONDS);
	return await replyOf(request.url, reply, timeoutSeconds);
}
