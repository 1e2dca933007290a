import { del, get, many, one, perHour, post } from '../../common/http/endpoint';

// Documentation: "Failover".

/** It leads away from where the address is in use, and takes up to some minutes, in which no other is taken. */
const SWITCH = { effect: 'interrupt', timeoutSeconds: 240, busyCode: 'FAILOVER_LOCKED' } as const;

/** https://robot.hetzner.com/doc/webservice/en.html#get-failover */
export const listFailovers = get('/failover', perHour(100), many('failover', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-failover-failover-ip */
export const getFailover = get('/failover/{failoverIp}', perHour(100), one('failover'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-failover-failover-ip */
export const switchFailover = post('/failover/{failoverIp}', perHour(50), one('failover'), SWITCH);

/** https://robot.hetzner.com/doc/webservice/en.html#delete-failover-failover-ip */
export const deleteFailoverRouting = del('/failover/{failoverIp}', perHour(50), one('failover'), SWITCH);
