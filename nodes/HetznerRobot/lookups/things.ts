import type { Endpoint } from '../../common/http/endpoint';
import type { Kind } from '../../common/operation/things';
import type { WebPages } from '../../common/operation/webPage';
import { listFirewallTemplates } from '../endpoints/firewall';
import { listVSwitches } from '../endpoints/vSwitch';
import { isNumericId, numberIn, toNumericId } from '../robot/pathValues';
import { TEMPLATE_PAGES, VSWITCH_PAGES } from '../robot/webPages';

const ids: Kind['ids'] = { isId: isNumericId, toId: toNumericId, idIn: (name, thing, entry) => numberIn(name, thing, entry, 'id') };

const kindOf = (thing: string, things: string, endpoint: Endpoint, pages: WebPages): Kind => ({
	listed: { thing, things, name: 'name', id: 'id', advice: `Choose the ${thing} from the list, or give its ID.` },
	ids,
	pages,
	entries: async (client) => await client.objects(endpoint, { path: {}, values: {} }),
});

export const VSWITCH = kindOf('vSwitch', 'vSwitches', listVSwitches, VSWITCH_PAGES);
export const TEMPLATE = kindOf('firewall template', 'firewall templates', listFirewallTemplates, TEMPLATE_PAGES);
