import { additionalFields, field, filters, operation, resource, updateFields } from '../../common/operation/operation';
import * as endpoints from '../endpoints/subaccount';
import { acting, thenGone, thenShowing } from './fields/acting';
import { labelSelector, named, sortBy } from './fields/lists';
import { actionOptions } from './fields/options';
import { accessNotice, homeDirectory, labels, newLabels, newSubaccountAccess, password, subaccountAccess, subaccountDescription, subaccountName } from './fields/settings';
import { storageBoxId, subaccountId } from './fields/things';
import { interruptsService, warning } from '../../common/operation/warning';

const thenShowSubaccount = thenShowing(endpoints.getSubaccount);

const username = field('username', {
	displayName: 'Username',
	type: 'string',
	default: '',
	placeholder: 'e.g. u12345-sub1',
	description: 'Only the sub-account with exactly this user name',
});

/** Reference: "Storage Box Subaccounts". */
export const subaccountResource = resource('subaccount', 'Sub-Account', [
	operation('changeHomeDirectory', {
		name: 'Change Home Directory',
		action: 'Change home directory of sub-account',
		description: 'Let a sub-account see another directory, which is made where it is missing',
		warnings: [interruptsService('whoever uses the sub-account sees another directory at once')],
		fields: [storageBoxId, subaccountId, homeDirectory, actionOptions],
		endpoint: endpoints.changeHomeDirectory,
		...thenShowSubaccount,
	}),
	operation('create', {
		name: 'Create',
		action: 'Create sub-account',
		description: 'Create a sub-account, which sees one directory of the Storage Box. All access is off unless you switch it on.',
		fields: [storageBoxId, homeDirectory, ...password, accessNotice, additionalFields(subaccountDescription, ...newLabels, subaccountName, ...newSubaccountAccess), actionOptions],
		endpoint: endpoints.createSubaccount,
		...acting({ reread: endpoints.getSubaccount, created: { key: 'subaccount', id: 'subaccountId' } }),
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete sub-account',
		description: 'Delete a sub-account: its access is lost, the files stay',
		warnings: [warning('Deletes sub-account', 'whoever uses this sub-account can no longer log in. The files stay')],
		fields: [storageBoxId, subaccountId, actionOptions],
		endpoint: endpoints.deleteSubaccount,
		...thenGone,
	}),
	operation('get', {
		name: 'Get',
		action: 'Get sub-account',
		description: 'Get a sub-account of a Storage Box',
		fields: [storageBoxId, subaccountId],
		endpoint: endpoints.getSubaccount,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many sub-accounts',
		description: 'Get many sub-accounts of a Storage Box',
		fields: [storageBoxId, filters(labelSelector, named, sortBy({ id: 'ID', created: 'Created' }), username)],
		endpoint: endpoints.listSubaccounts,
	}),
	operation('resetPassword', {
		name: 'Reset Password',
		action: 'Reset password of sub-account (old one stops working)',
		description: 'Set a given or a generated password: the old one does not work any more',
		warnings: [interruptsService('whoever uses the old password can no longer log in')],
		fields: [storageBoxId, subaccountId, ...password, actionOptions],
		endpoint: endpoints.resetSubaccountPassword,
		...thenShowSubaccount,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update sub-account',
		description: 'Change name, description or labels of a sub-account',
		fields: [storageBoxId, subaccountId, updateFields(subaccountDescription, ...labels, subaccountName)],
		endpoint: endpoints.updateSubaccount,
	}),
	operation('updateAccessSettings', {
		name: 'Update Access Settings',
		action: 'Update access settings of sub-account',
		description: 'Change how a sub-account can be reached; what is left out stays as it is',
		warnings: [interruptsService('whoever uses what you switch off is cut off at once')],
		fields: [storageBoxId, subaccountId, updateFields(...subaccountAccess), actionOptions],
		endpoint: endpoints.updateSubaccountAccess,
		...thenShowSubaccount,
	}),
]);
