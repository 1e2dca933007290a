import { del, get, many, noBody, perHour, post, type ReplyShape } from '../../common/http/endpoint';
import { withRules } from '../robot/firewallRules';

// Documentation: "Firewall".

const FIREWALL: ReplyShape = { key: 'firewall', objects: withRules };
const TEMPLATE: ReplyShape = { key: 'firewall_template', objects: withRules };

/** A change takes up to some minutes, in which no other is taken. */
const busyCode = 'FIREWALL_IN_PROCESS';

/** https://robot.hetzner.com/doc/webservice/en.html#get-firewall-server-id */
export const getFirewall = get('/firewall/{serverNumber}', perHour(500), FIREWALL);

/** https://robot.hetzner.com/doc/webservice/en.html#post-firewall-server-id */
export const setFirewall = post('/firewall/{serverNumber}', perHour(500), FIREWALL, { effect: 'interrupt', busyCode });

/** https://robot.hetzner.com/doc/webservice/en.html#delete-firewall-server-id */
export const clearFirewall = del('/firewall/{serverNumber}', perHour(500), FIREWALL, { effect: 'destroy', busyCode });

/** https://robot.hetzner.com/doc/webservice/en.html#get-firewall-template */
export const listFirewallTemplates = get('/firewall/template', perHour(500), many('firewall_template', 'NOT_FOUND'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-firewall-template */
export const createFirewallTemplate = post('/firewall/template', perHour(500), { ...TEMPLATE, needed: ['id'] });

/** https://robot.hetzner.com/doc/webservice/en.html#get-firewall-template-template-id */
export const getFirewallTemplate = get('/firewall/template/{templateId}', perHour(500), TEMPLATE);

/** https://robot.hetzner.com/doc/webservice/en.html#post-firewall-template-template-id */
export const updateFirewallTemplate = post('/firewall/template/{templateId}', perHour(500), TEMPLATE);

/** https://robot.hetzner.com/doc/webservice/en.html#delete-firewall-template-template-id */
export const deleteFirewallTemplate = del('/firewall/template/{templateId}', perHour(500), noBody({ deleted: true }), { effect: 'destroy' });
