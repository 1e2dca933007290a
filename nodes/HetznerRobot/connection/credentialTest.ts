import { getGlobalState, sleep, type ICredentialsDecrypted, type ICredentialTestFunctions, type INodeCredentialTestResult } from 'n8n-workflow';
import type { PasswordAccount } from '../../common/http/account';
import { ApiClient } from '../../common/http/client';
import { ApiError, InputError } from '../../common/http/errors';
import type { OutgoingRequest, Reply } from '../../common/http/request';
import { replyOf, type Received } from '../../common/n8n/reply';
import { listKeys } from '../endpoints/sshKey';
import { robotDialect } from '../robot/dialect';
import { accountOf } from './account';

/** A person waits for the answer. */
const SECONDS = 30;

/**
 * The test button of the credential: one request, once, for a small reply with a generous limit. An account without
 * keys answers 404 `NOT_FOUND`, which proves the login as well. It shares the login guard with the node.
 */
export async function robotApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		const account = accountOf(credential.data ?? {});
		const wire = { send: async (request: OutgoingRequest) => await send(this, account, request), pause: sleep, isCancelled: () => false };
		const client = new ApiClient(robotDialect, account, wire, { purpose: 'editor', secondsLeft: () => SECONDS, timezone: getGlobalState().defaultTimezone });
		await client.objects(listKeys, { path: {}, values: {} });
		return { status: 'OK', message: 'Robot accepted the user name and password' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}

function messageOf(error: unknown): string {
	if (error instanceof ApiError) return [error.message, error.details.advice].filter(Boolean).join('. ');
	if (error instanceof InputError) return [error.message, error.advice].filter(Boolean).join('. ');
	return 'The test failed before anything was sent';
}

/** Credential tests have one request helper only, which takes the credentials itself. */
async function send({ helpers }: ICredentialTestFunctions, { username, password }: PasswordAccount, request: OutgoingRequest): Promise<Reply> {
	const received = (await helpers.request({
		method: request.method,
		uri: request.url,
		headers: request.headers,
		auth: { username, password },
		timeout: request.timeoutSeconds * 1000,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		useStream: true,
	})) as Received;
	return await replyOf(request.url, received, request.timeoutSeconds);
}
