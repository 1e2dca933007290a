import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { testCredential } from '../../common/n8n/credentialTest';
import { consoleDialect } from '../console/dialect';
import { listStorageBoxes } from '../endpoints/storageBox';
import { accountOf } from './account';

/** The test button of the credential: a request that every token may make. */
export async function hetznerConsoleApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await testCredential(this, credential, {
		dialect: consoleDialect,
		accountOf,
		login: ({ token }, headers) => ({ headers: { ...headers, Authorization: `Bearer ${token}` } }),
		ask: async (client) => await client.objects(listStorageBoxes, { path: {}, values: { page: 1, per_page: 1 } }),
		accepted: 'Hetzner Console accepted the API token',
	});
}
