import { del, get, many, noBody, one, perHour, post } from '../../common/http/endpoint';

// Documentation: "SSH keys".

/** https://robot.hetzner.com/doc/webservice/en.html#get-key */
export const listKeys = get('/key', perHour(500), many('key', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-key */
export const createKey = post('/key', perHour(200), one('key', 'fingerprint'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-key-fingerprint */
export const getKey = get('/key/{fingerprint}', perHour(500), one('key'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-key-fingerprint */
export const renameKey = post('/key/{fingerprint}', perHour(200), one('key'));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-key-fingerprint */
export const deleteKey = del('/key/{fingerprint}', perHour(200), noBody({ deleted: true }), { effect: 'destroy' });
