import type { INodeListSearchItems } from 'n8n-workflow';
import { editorLists, text } from '../../common/operation/editorList';
import { later } from '../../common/operation/later';

export { listOf, text, valueOf } from '../../common/operation/editorList';

/** Lists and choices with a client of Robot. */
export const { editorList, dependentList, choices } = editorLists(later(async () => (await import('../connection/client')).robotClient));

/** A list of texts, or a single one, as entries. */
export const entriesOf = (offered: unknown): INodeListSearchItems[] => [offered].flat().map((value) => ({ name: text(value), value: text(value) }));
