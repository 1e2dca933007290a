import { del, get, many, one, perHour, post, put } from '../../common/http/endpoint';

// Documentation: "Subnet".

/** https://robot.hetzner.com/doc/webservice/en.html#get-subnet */
export const listSubnets = get('/subnet', perHour(5000), many('subnet', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-subnet-net-ip */
export const getSubnet = get('/subnet/{netIp}', perHour(5000), one('subnet'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-subnet-net-ip */
export const updateSubnet = post('/subnet/{netIp}', perHour(5000), one('subnet'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-subnet-net-ip-mac */
export const getSubnetMac = get('/subnet/{netIp}/mac', perHour(5000), one('mac'));

/** https://robot.hetzner.com/doc/webservice/en.html#put-subnet-net-ip-mac */
export const setSubnetMac = put('/subnet/{netIp}/mac', perHour(10), one('mac'), { effect: 'interrupt' });

/** https://robot.hetzner.com/doc/webservice/en.html#delete-subnet-net-ip-mac */
export const resetSubnetMac = del('/subnet/{netIp}/mac', perHour(10), one('mac'), { effect: 'interrupt' });

/** https://robot.hetzner.com/doc/webservice/en.html#get-subnet-net-ip-cancellation */
export const getSubnetCancellation = get('/subnet/{netIp}/cancellation', perHour(200), one('cancellation'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-subnet-net-ip-cancellation */
export const cancelSubnet = post('/subnet/{netIp}/cancellation', perHour(200), one('cancellation'), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#delete-subnet-ip-cancellation */
export const withdrawSubnetCancellation = del('/subnet/{netIp}/cancellation', perHour(200), one('cancellation'));
