import { get, many, one, perHour, post } from '../../common/http/endpoint';

// Documentation: "Reset".

/** https://robot.hetzner.com/doc/webservice/en.html#get-reset */
export const listResets = get('/reset', perHour(500), many('reset', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-reset-server-number */
export const getReset = get('/reset/{serverNumber}', perHour(500), one('reset'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-reset-server-number */
export const executeReset = post('/reset/{serverNumber}', perHour(50), one('reset'), { effect: 'interrupt' });
