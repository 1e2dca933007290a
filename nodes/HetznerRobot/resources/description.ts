import { descriptionOf } from '../../common/operation/description';
import { resources } from './index';

/** What the editor shows of the operations. The build puts the result in the place of this file: n8n asks for it at each start. */
export const { properties, subtitle, lists } = descriptionOf(resources, 'server');
