import { del, get, many, noBody, one, perHour, post } from '../../common/http/endpoint';

// Documentation: "vSwitch".

/** A change takes up to 20 minutes, and no other is taken in the meantime. */
const ONE_AT_A_TIME = { busyCode: 'VSWITCH_IN_PROCESS' };

/** https://robot.hetzner.com/doc/webservice/en.html#get-vswitch */
export const listVSwitches = get('/vswitch', perHour(500), many(null, null));

/** https://robot.hetzner.com/doc/webservice/en.html#post-vswitch */
export const createVSwitch = post('/vswitch', perHour(100), one(null, 'id'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-vswitch-vswitch-id */
export const getVSwitch = get('/vswitch/{vSwitchId}', perHour(500), one(null));

/** https://robot.hetzner.com/doc/webservice/en.html#post-vswitch-vswitch-id */
export const updateVSwitch = post('/vswitch/{vSwitchId}', perHour(100), noBody(), ONE_AT_A_TIME);

/** https://robot.hetzner.com/doc/webservice/en.html#delete-vswitch-vswitch-id */
export const cancelVSwitch = del('/vswitch/{vSwitchId}', perHour(100), noBody(), { effect: 'destroy' });

/** https://robot.hetzner.com/doc/webservice/en.html#post-vswitch-vswitch-id-server */
export const addVSwitchServers = post('/vswitch/{vSwitchId}/server', perHour(100), noBody(), ONE_AT_A_TIME);

/** https://robot.hetzner.com/doc/webservice/en.html#delete-vswitch-vswitch-id-server */
export const removeVSwitchServers = del('/vswitch/{vSwitchId}/server', perHour(100), noBody(), { effect: 'interrupt', ...ONE_AT_A_TIME });
