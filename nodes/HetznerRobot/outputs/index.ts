import type { Output } from '../../common/operation/operation';
import { IP, IP_WARNINGS, SUBNET, SUBNET_WARNINGS } from './addresses';
import { BOOT } from './boot';
import { FIREWALL, FIREWALL_OF_SEVERAL, FIREWALL_TEMPLATE } from './firewall';
import { ADDON, ADDON_ORDER, FOUND_OFFER, MARKET_OFFER, MARKET_PRODUCT, SERVER_ORDER, STANDARD_OFFER, STANDARD_PRODUCT } from './orders';
import { SERVER, SERVER_WITH_FEATURES, SERVER_WITH_PARTS } from './servers';
import { STORAGE_BOX, SUBACCOUNT } from './storageBoxes';
import { TRAFFIC_REPORT } from './traffic';
import { VSWITCH } from './vSwitch';

/** What comes out of the operations whose replies are more than a few fields. */
export const OUTPUTS: Record<string, Output> = {
	'boot/get/all': BOOT,
	'firewall/addRules': FIREWALL_OF_SEVERAL,
	'firewall/blockIp': FIREWALL_OF_SEVERAL,
	'firewall/clear': FIREWALL,
	'firewall/copyFromServer': FIREWALL_OF_SEVERAL,
	'firewall/get': FIREWALL,
	'firewall/removeRules': FIREWALL_OF_SEVERAL,
	'firewall/replaceRule': FIREWALL_OF_SEVERAL,
	'firewall/set': FIREWALL,
	'firewallTemplate/create': FIREWALL_TEMPLATE,
	'firewallTemplate/get': FIREWALL_TEMPLATE,
	'firewallTemplate/update': FIREWALL_TEMPLATE,
	'ip/get': IP,
	'ip/updateTrafficWarnings': IP_WARNINGS,
	'order/findMarketOffers': FOUND_OFFER,
	'order/getAllProducts/addon': ADDON,
	'order/getAllProducts/market': MARKET_OFFER,
	'order/getAllProducts/server': STANDARD_OFFER,
	'order/getAllTransactions/addon': ADDON_ORDER,
	'order/getAllTransactions/market': SERVER_ORDER,
	'order/getAllTransactions/server': SERVER_ORDER,
	'order/getProduct/market': MARKET_PRODUCT,
	'order/getProduct/server': STANDARD_PRODUCT,
	'order/getTransaction/addon': ADDON_ORDER,
	'order/getTransaction/market': SERVER_ORDER,
	'order/getTransaction/server': SERVER_ORDER,
	'order/orderAddon': ADDON_ORDER,
	'order/orderMarketServer': SERVER_ORDER,
	'order/orderServer': SERVER_ORDER,
	'server/get': SERVER_WITH_FEATURES,
	'server/getAll': SERVER,
	'server/getInventory': SERVER_WITH_PARTS,
	'server/rename': SERVER_WITH_FEATURES,
	'storageBox/get': STORAGE_BOX,
	'storageBox/update': STORAGE_BOX,
	'storageBoxSubaccount/getAll': SUBACCOUNT,
	'subnet/get': SUBNET,
	'subnet/getAll': SUBNET,
	'subnet/updateTrafficWarnings': SUBNET_WARNINGS,
	'traffic/report': TRAFFIC_REPORT,
	'vSwitch/addServers': VSWITCH,
	'vSwitch/create': VSWITCH,
	'vSwitch/get': VSWITCH,
	'vSwitch/removeServers': VSWITCH,
	'vSwitch/setServers': VSWITCH,
	'vSwitch/update': VSWITCH,
};
