import { ApiClient, type ClientOptions } from '../../common/http/client';
import { wireOf, type Context } from '../../common/n8n/transport';
import { consoleDialect } from '../console/dialect';
import { accountOf } from './account';

/** The name of Hetzner Console's credential. */
const CREDENTIAL = 'hetznerConsoleApi';

/** A client of Hetzner Console for the credential of the node. */
export async function consoleClient(context: Context, options?: ClientOptions): Promise<ApiClient> {
	const account = accountOf(await context.getCredentials(CREDENTIAL));
	return new ApiClient(consoleDialect, account, wireOf(context, CREDENTIAL), options);
}
