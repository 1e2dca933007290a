import { showsPasswordOnce } from '../../common/http/endpoint';
import { actionAt, creationAt, deletionAt, listAt, objectAt, updateAt } from '../console/shapes';

/** https://docs.hetzner.cloud/reference/hetzner#storage-box-subaccounts */

const SUBACCOUNTS = '/storage_boxes/{storageBoxId}/subaccounts';
const SUBACCOUNT = `${SUBACCOUNTS}/{subaccountId}`;

export const listSubaccounts = listAt(SUBACCOUNTS, 'subaccounts');
export const createSubaccount = showsPasswordOnce(creationAt(SUBACCOUNTS, 'subaccount'));
export const getSubaccount = objectAt(SUBACCOUNT, 'subaccount');
export const updateSubaccount = updateAt(SUBACCOUNT, 'subaccount');
export const deleteSubaccount = deletionAt(SUBACCOUNT);
export const changeHomeDirectory = actionAt(`${SUBACCOUNT}/actions/change_home_directory`, 'interrupt');
export const resetSubaccountPassword = showsPasswordOnce(actionAt(`${SUBACCOUNT}/actions/reset_subaccount_password`, 'interrupt'));
export const updateSubaccountAccess = actionAt(`${SUBACCOUNT}/actions/update_access_settings`, 'interrupt');
