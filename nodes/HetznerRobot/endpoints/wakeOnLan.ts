import { get, one, perHour, post } from '../../common/http/endpoint';

// Documentation: "Wake on LAN".

/** https://robot.hetzner.com/doc/webservice/en.html#get-wol-server-number */
export const getWakeOnLan = get('/wol/{serverNumber}', perHour(500), one('wol'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-wol-server-number */
export const sendWakeOnLan = post('/wol/{serverNumber}', perHour(10), one('wol'));
