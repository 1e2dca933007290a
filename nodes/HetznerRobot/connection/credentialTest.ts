import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { testCredential } from '../../common/n8n/credentialTest';
import { listKeys } from '../endpoints/sshKey';
import { robotDialect } from '../robot/dialect';
import { accountOf } from './account';

/**
 * The test button of the credential, for a small reply with a generous limit. An account without keys answers 404
 * `NOT_FOUND`, which proves the login as well.
 */
export async function robotApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await testCredential(this, credential, {
		dialect: robotDialect,
		accountOf,
		login: ({ username, password }) => ({ auth: { username, password } }),
		ask: async (client) => await client.objects(listKeys, { path: {}, values: {} }),
		accepted: 'Robot accepted the user name and password',
	});
}
