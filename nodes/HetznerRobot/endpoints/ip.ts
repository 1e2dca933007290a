import { del, get, many, one, perHour, post, put } from '../../common/http/endpoint';

// Documentation: "IP".

/** https://robot.hetzner.com/doc/webservice/en.html#get-ip */
export const listIps = get('/ip', perHour(5000), many('ip', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-ip-ip */
export const getIp = get('/ip/{ip}', perHour(5000), one('ip'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-ip-ip */
export const updateIp = post('/ip/{ip}', perHour(5000), one('ip'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-ip-ip-mac */
export const getIpMac = get('/ip/{ip}/mac', perHour(5000), one('mac'));

// What does not use the new address gets no traffic any more.
/** https://robot.hetzner.com/doc/webservice/en.html#put-ip-ip-mac */
export const generateIpMac = put('/ip/{ip}/mac', perHour(10), one('mac', 'mac'), { effect: 'interrupt' });

/** https://robot.hetzner.com/doc/webservice/en.html#delete-ip-ip-mac */
export const deleteIpMac = del('/ip/{ip}/mac', perHour(10), one('mac'), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#get-ip-ip-cancellation */
export const getIpCancellation = get('/ip/{ip}/cancellation', perHour(200), one('cancellation'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-ip-ip-cancellation */
export const cancelIp = post('/ip/{ip}/cancellation', perHour(200), one('cancellation'), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#delete-ip-ip-cancellation */
export const withdrawIpCancellation = del('/ip/{ip}/cancellation', perHour(200), one('cancellation'));
