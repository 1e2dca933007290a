import type { ApiClient, ClientOptions } from '../../common/http/client';
import { connect } from '../../common/n8n/connect';
import type { Context } from '../../common/n8n/transport';
import { consoleDialect } from '../console/dialect';
import { accountOf } from './account';

/** A client of Hetzner Console for the credential of the node. */
export const consoleClient = async (context: Context, options?: ClientOptions): Promise<ApiClient> =>
	await connect(context, { dialect: consoleDialect, credential: 'hetznerConsoleApi', accountOf }, options);
