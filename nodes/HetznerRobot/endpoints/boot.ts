import { del, get, one, perHour, post, showsPasswordOnce } from '../../common/http/endpoint';

// Documentation: "Boot configuration".

/** How the system is entered: without either nobody could. */
const LOGIN = ['password', 'authorized_key'];

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number */
export const getBoot = get('/boot/{serverNumber}', perHour(500), one('boot'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-rescue */
export const getRescue = get('/boot/{serverNumber}/rescue', perHour(500), one('rescue'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-boot-server-number-rescue */
export const activateRescue = showsPasswordOnce(post('/boot/{serverNumber}/rescue', perHour(500), one('rescue', LOGIN)));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-boot-server-number-rescue */
export const deactivateRescue = del('/boot/{serverNumber}/rescue', perHour(500), one('rescue'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-rescue-last */
export const getLastRescue = get('/boot/{serverNumber}/rescue/last', perHour(500), one('rescue'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-linux */
export const getLinux = get('/boot/{serverNumber}/linux', perHour(500), one('linux'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-boot-server-number-linux */
export const activateLinux = showsPasswordOnce(post('/boot/{serverNumber}/linux', perHour(500), one('linux', LOGIN), { effect: 'destroy' }));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-boot-server-number-linux */
export const deactivateLinux = del('/boot/{serverNumber}/linux', perHour(500), one('linux'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-linux-last */
export const getLastLinux = get('/boot/{serverNumber}/linux/last', perHour(500), one('linux'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-vnc */
export const getVnc = get('/boot/{serverNumber}/vnc', perHour(500), one('vnc'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-boot-server-number-vnc */
export const activateVnc = showsPasswordOnce(post('/boot/{serverNumber}/vnc', perHour(500), one('vnc', 'password'), { effect: 'destroy' }));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-boot-server-number-vnc */
export const deactivateVnc = del('/boot/{serverNumber}/vnc', perHour(500), one('vnc'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-windows */
export const getWindows = get('/boot/{serverNumber}/windows', perHour(500), one('windows'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-boot-server-number-windows */
export const activateWindows = showsPasswordOnce(post('/boot/{serverNumber}/windows', perHour(500), one('windows', 'password'), { effect: 'destroy' }));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-boot-server-number-windows */
export const deactivateWindows = del('/boot/{serverNumber}/windows', perHour(500), one('windows'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-plesk */
export const getPlesk = get('/boot/{serverNumber}/plesk', perHour(500), one('plesk'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-boot-server-number-plesk */
export const activatePlesk = showsPasswordOnce(post('/boot/{serverNumber}/plesk', perHour(500), one('plesk', 'password'), { effect: 'destroy' }));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-boot-server-number-plesk */
export const deactivatePlesk = del('/boot/{serverNumber}/plesk', perHour(500), one('plesk'));

/** https://robot.hetzner.com/doc/webservice/en.html#get-boot-server-number-cpanel */
export const getCpanel = get('/boot/{serverNumber}/cpanel', perHour(500), one('cpanel'));

/** https://robot.hetzner.com/doc/webservice/en.html#post-boot-server-number-cpanel */
export const activateCpanel = showsPasswordOnce(post('/boot/{serverNumber}/cpanel', perHour(500), one('cpanel', 'password'), { effect: 'destroy' }));

/** https://robot.hetzner.com/doc/webservice/en.html#delete-boot-server-number-cpanel */
export const deactivateCpanel = del('/boot/{serverNumber}/cpanel', perHour(500), one('cpanel'));

/** The endpoints of each boot system. */
export const BOOT_SYSTEMS = {
	rescue: { get: getRescue, activate: activateRescue, deactivate: deactivateRescue },
	linux: { get: getLinux, activate: activateLinux, deactivate: deactivateLinux },
	vnc: { get: getVnc, activate: activateVnc, deactivate: deactivateVnc },
	windows: { get: getWindows, activate: activateWindows, deactivate: deactivateWindows },
	plesk: { get: getPlesk, activate: activatePlesk, deactivate: deactivatePlesk },
	cpanel: { get: getCpanel, activate: activateCpanel, deactivate: deactivateCpanel },
};

export type BootSystem = keyof typeof BOOT_SYSTEMS;

/** The boot systems that Robot knows, as people call them. */
export const SYSTEM_NAMES: Record<BootSystem, string> = {
	rescue: 'Rescue System',
	linux: 'Linux',
	vnc: 'VNC',
	windows: 'Windows',
	plesk: 'Plesk',
	cpanel: 'cPanel',
};
