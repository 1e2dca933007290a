import { withLists } from '../../common/operation/lists';
import type { Resource } from '../../common/operation/operation';
import { withOutputs } from '../../common/operation/outputs';
import { withRehearsal } from '../../common/operation/rehearsalOptions';
import { DIFFERENCES } from '../lookups/differences';
import { OUTPUTS } from '../outputs';
import { actionResource } from './action';
import { snapshotResource } from './snapshot';
import { storageBoxResource } from './storageBox';
import { storageBoxTypeResource } from './storageBoxType';
import { subaccountResource } from './subaccount';

/** Everything the node can do, in the order of the Resource list. */
export const resources: Resource[] = withRehearsal(
	[actionResource, snapshotResource, storageBoxResource, storageBoxTypeResource, subaccountResource].map(withLists).map((each) => withOutputs(each, OUTPUTS)),
	DIFFERENCES,
);
