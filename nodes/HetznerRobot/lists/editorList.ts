import type { INodeListSearchItems } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { editorLists, listOf, text } from '../../common/operation/editorList';
import { robotClient } from '../connection/client';
import { listServers } from '../endpoints/server';

export { listOf, text, valueOf } from '../../common/operation/editorList';

/** Lists and choices with a client of Robot. */
export const { editorList, dependentList, choices } = editorLists(robotClient);

/** A list of texts, or a single one, as entries. */
export const entriesOf = (offered: unknown): INodeListSearchItems[] => [offered].flat().map((value) => ({ name: text(value), value: text(value) }));

/** The servers of the account. */
export const servers = async (client: ApiClient) => await listOf(client, listServers);
