import type { ApiClient } from '../../common/http/client';
import { editorLists, listOf } from '../../common/operation/editorList';
import { robotClient } from '../connection/client';
import { listServers } from '../endpoints/server';

export { listOf, text, valueOf, withValue } from '../../common/operation/editorList';

/** Lists and choices with a client of Robot. */
export const { editorList, choices } = editorLists(robotClient);

/** The servers of the account. */
export const servers = async (client: ApiClient) => await listOf(client, listServers);
