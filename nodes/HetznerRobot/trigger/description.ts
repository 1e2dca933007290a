import { methodsNamedIn } from '../../common/operation/description';
import { marketProperties } from './marketProperties';
import { triggerOptions, triggerProperties } from './properties';
import { trafficProperties } from './trafficProperties';

export { CONSOLE_EVENTS, ROBOT_EVENTS } from './events';
export { triggerHints as hints } from './properties';
export { triggerSubtitle as subtitle } from './subtitle';

/** What the editor shows of the trigger. The build puts the result in the place of this file: n8n asks for it at each start. */
export const properties = [...triggerProperties, ...marketProperties, ...trafficProperties, triggerOptions];

/** The methods that fill its choices. */
export const choices = methodsNamedIn(properties, 'loadOptionsMethod');
