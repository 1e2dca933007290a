import { sleep, type ICredentialsDecrypted, type ICredentialTestFunctions, type INodeCredentialTestResult } from 'n8n-workflow';
import { accountOf } from './account';
import { RobotClient, type OutgoingRequest } from './robot/client';
import { get, perHour } from './robot/endpoint';
import { InputError, RobotError } from './robot/errors';
import type { Account } from './robot/loginGuard';
import type { Reply } from './robot/reply';
import { headersFor } from './transport';
import { readText } from './wireBody';

/** A small reply with a generous limit; an account without keys answers 404 `NOT_FOUND`, which proves the login as well. */
const listKeys = get('/key', perHour(500), { timeoutSeconds: 30 });

/** The test button of the credential: one request, once. It shares the login guard with the node. */
export async function robotApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		const account = accountOf(credential.data ?? {});
		const wire = { send: async (request: OutgoingRequest) => await send(this, account, request), pause: sleep, isCancelled: () => false };
		const client = new RobotClient(account, wire, { attempts: 1 });
		await client.objects(listKeys, { path: {}, values: {} }, { key: 'key', none: 'NOT_FOUND' });
		return { status: 'OK', message: 'Robot accepted the user name and password' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}

function messageOf(error: unknown): string {
	if (error instanceof RobotError) return [error.message, error.details.advice].filter(Boolean).join('. ');
	if (error instanceof InputError) return [error.message, error.advice].filter(Boolean).join('. ');
	return 'The test failed before anything was sent';
}

/** Credential tests have one request helper only, which takes the credentials itself. */
async function send({ helpers }: ICredentialTestFunctions, { username, password }: Account, request: OutgoingRequest): Promise<Reply> {
	const reply = (await helpers.request({
		method: request.method,
		uri: request.url,
		headers: headersFor(request),
		auth: { username, password },
		timeout: request.timeoutSeconds * 1000,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		useStream: true,
	})) as { statusCode: number; body: unknown };
	return { status: reply.statusCode, text: await readText(reply.body, request.timeoutSeconds) };
}
