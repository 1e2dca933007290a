import { ApiClient, type ClientOptions } from '../../common/http/client';
import { wireOf, type Context } from '../../common/n8n/transport';
import { robotDialect } from '../robot/dialect';
import { accountOf } from './account';

/** The name of Robot's credential. */
const CREDENTIAL = 'robotApi';

/** A client of Robot for the credential of the node. */
export async function robotClient(context: Context, options?: ClientOptions): Promise<ApiClient> {
	const account = accountOf(await context.getCredentials(CREDENTIAL));
	return new ApiClient(robotDialect, account, wireOf(context, CREDENTIAL), { timezone: context.getTimezone(), ...options });
}
