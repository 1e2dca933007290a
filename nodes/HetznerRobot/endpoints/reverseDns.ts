import { del, get, many, noBody, one, perHour, post, put } from '../../common/http/endpoint';

// Documentation: "Reverse DNS".

/** https://robot.hetzner.com/doc/webservice/en.html#get-rdns */
export const listReverseDns = get('/rdns', perHour(500), many('rdns', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-rdns-ip */
export const getReverseDns = get('/rdns/{ip}', perHour(500), one('rdns'));

/** https://robot.hetzner.com/doc/webservice/en.html#put-rdns-ip */
export const createReverseDns = put('/rdns/{ip}', perHour(500), one('rdns'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-rdns-ip */
export const upsertReverseDns = post('/rdns/{ip}', perHour(500), one('rdns'));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-rdns-ip */
export const deleteReverseDns = del('/rdns/{ip}', perHour(500), noBody({ deleted: true }), { effect: 'destroy' });
