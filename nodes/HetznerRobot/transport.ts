import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { RobotClient, type OutgoingRequest } from './robot/client';
import { InputError } from './robot/errors';
import type { Account } from './robot/loginGuard';
import type { Reply } from './robot/reply';

export const CREDENTIAL = 'robotApi';

/** A client for the credential of the node, sending with n8n's own request helper. */
export async function robotClient(context: IExecuteFunctions | ILoadOptionsFunctions): Promise<RobotClient> {
	const account = accountOf(await context.getCredentials(CREDENTIAL));
	return new RobotClient(account, async (request) => await send(context, request));
}

/** n8n's helper repeats a request that failed with 401 on its own: so it must not see a failure in any status. */
async function send(context: IExecuteFunctions | ILoadOptionsFunctions, request: OutgoingRequest): Promise<Reply> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: headersFor(request),
		body: request.body,
		timeout: request.timeoutSeconds * 1000,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const reply = (await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options)) as {
		statusCode: number;
		body: unknown;
	};
	return { status: reply.statusCode, text: textOf(reply.body) };
}

export function headersFor({ body }: OutgoingRequest): Record<string, string> {
	const accept = { Accept: 'application/json' };
	return body === undefined ? accept : { ...accept, 'Content-Type': 'application/x-www-form-urlencoded' };
}

/** Older versions of n8n parse JSON on their own. */
export function textOf(body: unknown): string {
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}

/**
 * Reads the fields of the credential.
 *
 * @throws InputError for an incomplete credential and for a base URL that would send the password in the clear
 */
export function accountOf(credential: ICredentialDataDecryptedObject): Account {
	const { username, password } = credential;
	if (typeof username !== 'string' || username === '') throw new InputError('Username', 'is empty', 'Complete the Hetzner Robot credential.');
	if (typeof password !== 'string' || password === '') throw new InputError('Password', 'is empty', 'Complete the Hetzner Robot credential.');
	return { baseUrl: baseUrlOf(credential.baseUrl), username, password };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function baseUrlOf(value: unknown): string {
	const text = typeof value === 'string' ? value.trim().replace(/\/+$/, '') : '';
	if (!URL.canParse(text)) throw new InputError('Base URL', 'is not an address', 'The address of Robot is https://robot-ws.your-server.de');
	const url = new URL(text);
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new InputError('Base URL', 'holds more than an address', 'Leave out user name, password, "?" and "#".');
	}
	if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))) return text;
	throw new InputError('Base URL', 'must start with https://', 'Without it the password would be sent in the clear. Plain http:// is for this computer only.');
}
