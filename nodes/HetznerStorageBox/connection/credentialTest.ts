import { sleep, type ICredentialsDecrypted, type ICredentialTestFunctions, type INodeCredentialTestResult } from 'n8n-workflow';
import type { TokenAccount } from '../../common/http/account';
import { ApiClient } from '../../common/http/client';
import { ApiError, InputError } from '../../common/http/errors';
import type { OutgoingRequest, Reply } from '../../common/http/request';
import { readText } from '../../common/n8n/body';
import { consoleDialect } from '../console/dialect';
import { listStorageBoxes } from '../endpoints/storageBox';
import { accountOf } from './account';

/** A person waits for the answer. */
const SECONDS = 30;

/** The test button of the credential: one request, once, which every token may make. It shares the login guard with the node. */
export async function hetznerConsoleApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		const account = accountOf(credential.data ?? {});
		const wire = { send: async (request: OutgoingRequest) => await send(this, account, request), pause: sleep, isCancelled: () => false };
		const client = new ApiClient(consoleDialect, account, wire, { purpose: 'editor', secondsLeft: () => SECONDS });
		await client.objects(listStorageBoxes, { path: {}, values: { page: 1, per_page: 1 } });
		return { status: 'OK', message: 'Hetzner Console accepted the API token' };
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
async function send({ helpers }: ICredentialTestFunctions, { token }: TokenAccount, request: OutgoingRequest): Promise<Reply> {
	const reply = (await helpers.request({
		method: request.method,
		uri: request.url,
		headers: { ...request.headers, Authorization: `Bearer ${token}` },
		timeout: request.timeoutSeconds * 1000,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		useStream: true,
	})) as { statusCode: number; headers: Reply['headers']; body: unknown };
	return { status: reply.statusCode, headers: reply.headers, text: await readText(reply.body, request.timeoutSeconds) };
}
