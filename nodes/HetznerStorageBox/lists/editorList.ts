import { editorLists } from '../../common/operation/editorList';
import { consoleClient } from '../connection/client';

/** Lists and choices with a client of Hetzner Console. */
export const { editorList, choices } = editorLists(consoleClient);
