import { withLists } from '../../common/operation/lists';
import type { Resource } from '../../common/operation/operation';
import { withOutputs } from '../../common/operation/outputs';
import { withRehearsal } from '../../common/operation/rehearsalOptions';
import { DIFFERENCES } from '../lookups/differences';
import { OUTPUTS } from '../outputs';
import { bootResource } from './boot';
import { failoverResource } from './failover';
import { withOptions } from './fields/options';
import { firewallResource } from './firewall';
import { firewallTemplateResource } from './firewallTemplate';
import { ipResource } from './ip';
import { orderResource } from './order';
import { resetResource } from './reset';
import { reverseDnsResource } from './reverseDns';
import { serverResource } from './server';
import { sshKeyResource } from './sshKey';
import { storageBoxResource } from './storageBox';
import { storageBoxSnapshotResource } from './storageBoxSnapshot';
import { storageBoxSubaccountResource } from './storageBoxSubaccount';
import { subnetResource } from './subnet';
import { trafficResource } from './traffic';
import { vSwitchResource } from './vSwitch';
import { wakeOnLanResource } from './wakeOnLan';

/** Everything the node can do, in the order of the Resource list. */
export const resources: Resource[] = withRehearsal(
	[
		bootResource,
		failoverResource,
		firewallResource,
		firewallTemplateResource,
		ipResource,
		orderResource,
		resetResource,
		reverseDnsResource,
		serverResource,
		sshKeyResource,
		storageBoxResource,
		storageBoxSnapshotResource,
		storageBoxSubaccountResource,
		subnetResource,
		trafficResource,
		vSwitchResource,
		wakeOnLanResource,
	]
		.map(withLists)
		.map((each) => withOutputs(each, OUTPUTS))
		.map(withOptions),
	DIFFERENCES,
);
