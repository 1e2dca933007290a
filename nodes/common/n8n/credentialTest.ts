import {
	getGlobalState,
	sleep,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import type { Account } from '../http/account';
import { ApiClient } from '../http/client';
import type { Dialect } from '../http/dialect';
import { ApiError, InputError } from '../http/errors';
import type { OutgoingRequest, Reply } from '../http/request';
import { permissionOf } from './allowedActions';
import { replyOf, type Received } from './reply';

/** What one API's test button does. */
interface Test<A extends Account> {
	dialect: Dialect;
	/** Reads the fields of the credential; may throw an InputError. */
	accountOf: (data: ICredentialDataDecryptedObject) => A;
	/** What n8n's request helper needs to log in: it takes the credentials itself. */
	login: (account: A, headers: OutgoingRequest['headers']) => object;
	/** Makes the one request. */
	ask: (client: ApiClient) => Promise<unknown>;
	/** What is said of a credential that is good. */
	accepted: string;
}

/** A person waits for the answer. */
const SECONDS = 30;

/** The test button of a credential: one request, once. It shares the login guard with the node. */
export async function testCredential<A extends Account>(
	{ helpers }: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
	{ dialect, accountOf, login, ask, accepted }: Test<A>,
): Promise<INodeCredentialTestResult> {
	try {
		const account = accountOf(credential.data ?? {});
		const send = async (request: OutgoingRequest) => await sendOnce(helpers, request, login(account, request.headers));
		const wire = { send, pause: sleep, isCancelled: () => false };
		const permissions = [permissionOf(credential.data ?? {}, credential.name)];
		await ask(new ApiClient(dialect, account, wire, { permissions, purpose: 'editor', secondsLeft: () => SECONDS, timezone: getGlobalState().defaultTimezone }));
		return { status: 'OK', message: accepted };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}

function messageOf(error: unknown): string {
	if (error instanceof ApiError) return [error.message, error.details.advice].filter(Boolean).join('. ');
	if (error instanceof InputError) return [error.message, error.advice].filter(Boolean).join('. ');
	return 'The test failed before anything was sent';
}

/** Credential tests have one request helper only. */
async function sendOnce(helpers: ICredentialTestFunctions['helpers'], { method, url, headers, timeoutSeconds }: OutgoingRequest, login: object): Promise<Reply> {
	const received = (await helpers.request({
		method,
		uri: url,
		headers,
		...login,
		timeout: timeoutSeconds * 1000,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		useStream: true,
	})) as Received;
	return await replyOf(url, received, timeoutSeconds);
}
