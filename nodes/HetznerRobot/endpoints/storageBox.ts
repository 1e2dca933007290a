import { del, get, many, noBody, oncePer, one, perHour, post, put, showsPasswordOnce } from '../../common/http/endpoint';

// Documentation: "Storage Box".

/** Whether each endpoint or all together may be asked once in 5 seconds is not documented: so all together. */
const WRITES = oncePer(5, 'write /storagebox');

/** https://robot.hetzner.com/doc/webservice/en.html#get-storagebox */
export const listStorageBoxes = get('/storagebox', perHour(200), many('storagebox', 'STORAGEBOX_NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-storagebox-storagebox-id */
export const getStorageBox = get('/storagebox/{storageBoxId}', perHour(200), one('storagebox'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id */
export const updateStorageBox = post('/storagebox/{storageBoxId}', WRITES, one('storagebox'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-password */
export const resetStorageBoxPassword = showsPasswordOnce(post('/storagebox/{storageBoxId}/password', WRITES, one(null, 'password'), { effect: 'interrupt' }));

/** https://robot.hetzner.com/doc/webservice/en.html#get-storagebox-storagebox-id-snapshot */
export const listSnapshots = get('/storagebox/{storageBoxId}/snapshot', perHour(200), many('snapshot', null));

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-snapshot */
export const createSnapshot = post('/storagebox/{storageBoxId}/snapshot', WRITES, one('snapshot', 'name'));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-storagebox-storagebox-id-snapshot-snapshot-name */
export const deleteSnapshot = del('/storagebox/{storageBoxId}/snapshot/{snapshotName}', WRITES, noBody({ deleted: true }), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-snapshot-snapshot-name */
export const revertToSnapshot = post('/storagebox/{storageBoxId}/snapshot/{snapshotName}', WRITES, noBody(), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-snapshot-snapshot-name-comment */
export const setSnapshotComment = post('/storagebox/{storageBoxId}/snapshot/{snapshotName}/comment', WRITES, noBody());

/** https://robot.hetzner.com/doc/webservice/en.html#get-storagebox-storagebox-id-snapshotplan */
export const getSnapshotPlan = get('/storagebox/{storageBoxId}/snapshotplan', perHour(200), one('snapshotplan'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-snapshotplan */
export const updateSnapshotPlan = post('/storagebox/{storageBoxId}/snapshotplan', WRITES, one('snapshotplan'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-storagebox-storagebox-id-subaccount */
export const listSubaccounts = get('/storagebox/{storageBoxId}/subaccount', perHour(200), many('subaccount', null));

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-subaccount */
export const createSubaccount = showsPasswordOnce(post('/storagebox/{storageBoxId}/subaccount', WRITES, one('subaccount', 'username', 'password')));

/** https://robot.hetzner.com/doc/webservice/en.html#put-storagebox-storagebox-id-subaccount-sub-account-username */
export const updateSubaccount = put('/storagebox/{storageBoxId}/subaccount/{username}', WRITES, noBody());

/** https://robot.hetzner.com/doc/webservice/en.html#delete-storagebox-storagebox-id-subaccount-sub-account-username */
export const deleteSubaccount = del('/storagebox/{storageBoxId}/subaccount/{username}', WRITES, noBody({ deleted: true }), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#post-storagebox-storagebox-id-subaccount-sub-account-username-password */
export const resetSubaccountPassword = showsPasswordOnce(post('/storagebox/{storageBoxId}/subaccount/{username}/password', WRITES, one(null, 'password'), { effect: 'interrupt' }));
