import { del, get, many, noBody, one, perHour, post } from '../../common/http/endpoint';

// Documentation: "Server".

/** Robot counts the list and the single server together. */
const SERVER_READS = perHour(200, 'GET /server');

/** https://robot.hetzner.com/doc/webservice/en.html#get-server */
export const listServers = get('/server', SERVER_READS, many('server', 'SERVER_NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-server-server-number */
export const getServer = get('/server/{serverNumber}', SERVER_READS, one('server'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-server-server-number */
export const renameServer = post('/server/{serverNumber}', perHour(200), one('server'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-server-server-number-cancellation */
export const getServerCancellation = get('/server/{serverNumber}/cancellation', perHour(200), one('cancellation'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-server-server-number-cancellation */
export const cancelServer = post('/server/{serverNumber}/cancellation', perHour(200), one('cancellation'), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#delete-server-server-number-cancellation */
export const withdrawServerCancellation = del('/server/{serverNumber}/cancellation', perHour(200), noBody());
