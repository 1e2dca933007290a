import { pathValue } from '../../common/http/path';
import { additionalFields, field, operation, updateFields } from '../../common/operation/operation';
import { createSubaccount, deleteSubaccount, listSubaccounts, resetSubaccountPassword, updateSubaccount } from '../endpoints/storageBox';
import { pathLocator } from '../../common/operation/locator';
import { access, ofWhatIsInUse, oldResource, password, storageBoxId } from './fields/storageBox';
import { interruptsService, warning } from '../../common/operation/warning';

const username = pathLocator(
	'username',
	{
		displayName: 'Sub-Account',
		description: 'The sub-account of the Storage Box',
		list: { method: 'searchSubaccounts', placeholder: 'Select a sub-account...' },
		by: [{ displayName: 'Name', name: 'name', placeholder: 'e.g. u12345-sub1' }],
	},
	pathValue,
);

const comment = field('comment', { displayName: 'Comment', type: 'string', default: '', description: 'A comment on the sub-account' });

const homedirectory = field('homedirectory', {
	displayName: 'Home Directory',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. backups/web1',
	description: 'The directory that the sub-account sees',
});

const readonly = field('readonly', {
	displayName: 'Read Only',
	type: 'boolean',
	default: true,
	description: 'Whether the sub-account may only read',
});

/** Documentation: "Storage Box", sub-accounts. */
export const storageBoxSubaccountResource = oldResource('storageBoxSubaccount', 'Storage Box Sub-Account', [
	operation('create', {
		name: 'Create',
		action: 'Create sub-account of Storage Box',
		description: 'Create a sub-account with a given or a generated password. Robot allows 1 request per 5 seconds.',
		fields: [storageBoxId, homedirectory, additionalFields(comment, access.externalReachability, password, readonly, access.samba, access.ssh, access.webdav)],
		endpoint: createSubaccount,
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete sub-account of Storage Box',
		description: 'Delete a sub-account: its access is lost, the files stay',
		warnings: [warning('Deletes sub-account', 'whoever uses this sub-account can no longer log in. The files stay')],
		fields: [storageBoxId, username],
		endpoint: deleteSubaccount,
		alreadyDone: [{ code: 'STORAGEBOX_SUBACCOUNT_NOT_FOUND' }],
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many sub-accounts of Storage Box',
		description: 'Get many sub-accounts of a Storage Box',
		fields: [storageBoxId],
		endpoint: listSubaccounts,
	}),
	operation('resetPassword', {
		name: 'Reset Password',
		action: 'Reset password of sub-account (old one stops working)',
		description: 'Set a given or a generated password: the old one does not work any more. Robot allows 1 request per 5 seconds.',
		warnings: [interruptsService('whoever uses the old password can no longer log in')],
		fields: [storageBoxId, username, password],
		endpoint: resetSubaccountPassword,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update sub-account of Storage Box',
		description: 'Change the chosen settings of a sub-account',
		warnings: [interruptsService('whoever uses what you switch off is cut off at once')],
		fields: [storageBoxId, username, updateFields(comment, ...ofWhatIsInUse(access.externalReachability, homedirectory, readonly, access.samba, access.ssh, access.webdav))],
		endpoint: updateSubaccount,
	}),
]);
