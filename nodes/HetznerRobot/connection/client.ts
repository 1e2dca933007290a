import type { ApiClient, ClientOptions } from '../../common/http/client';
import { connect } from '../../common/n8n/connect';
import type { Context } from '../../common/n8n/transport';
import { robotDialect } from '../robot/dialect';
import { accountOf } from './account';

/** A client of Robot for the credential of the node. */
export const robotClient = async (context: Context, options?: ClientOptions): Promise<ApiClient> =>
	await connect(context, { dialect: robotDialect, credential: 'robotApi', accountOf }, options);
