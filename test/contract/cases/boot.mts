import { by, eachServer, server, SHOWN_ONCE, type Case, type Given, type Tries } from '../case.mts';

const server321 = { resource: 'boot', serverNumber: by('id', '321') };

export const cases: Case[] = [
	{
		endpoint: 'GET /boot/{server-number}',
		path: '/boot/321',
		parameters: { ...server321, operation: 'get', system: 'all' },
		key: 'boot',
		told: { server_number: 321 },
	},
	{
		endpoint: 'GET /boot/{server-number}/rescue',
		path: '/boot/321/rescue',
		parameters: { ...server321, operation: 'get', system: 'rescue' },
		key: 'rescue',
	},
	{
		endpoint: 'POST /boot/{server-number}/rescue',
		path: '/boot/321/rescue',
		parameters: { ...server321, operation: 'activateRescue', os: 'linux' },
		key: 'rescue',
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'DELETE /boot/{server-number}/rescue',
		path: '/boot/321/rescue',
		parameters: { ...server321, operation: 'deactivate', system: 'rescue' },
		key: 'rescue',
	},
	{
		endpoint: 'GET /boot/{server-number}/rescue/last',
		path: '/boot/321/rescue/last',
		parameters: { ...server321, operation: 'getLast', system: 'rescue' },
		key: 'rescue',
	},
	{
		endpoint: 'GET /boot/{server-number}/linux',
		path: '/boot/321/linux',
		parameters: { ...server321, operation: 'get', system: 'linux' },
		key: 'linux',
	},
	{
		endpoint: 'POST /boot/{server-number}/linux',
		path: '/boot/321/linux',
		parameters: { ...server321, operation: 'activateLinux', dist: 'CentOS 5.5 minimal', lang: 'en' },
		key: 'linux',
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'DELETE /boot/{server-number}/linux',
		path: '/boot/321/linux',
		parameters: { ...server321, operation: 'deactivate', system: 'linux' },
		key: 'linux',
	},
	{
		endpoint: 'GET /boot/{server-number}/linux/last',
		path: '/boot/321/linux/last',
		parameters: { ...server321, operation: 'getLast', system: 'linux' },
		key: 'linux',
	},
	{
		endpoint: 'GET /boot/{server-number}/vnc',
		path: '/boot/321/vnc',
		parameters: { ...server321, operation: 'get', system: 'vnc' },
		key: 'vnc',
	},
	{
		endpoint: 'POST /boot/{server-number}/vnc',
		path: '/boot/321/vnc',
		parameters: { ...server321, operation: 'activateVnc', dist: 'centOS-5.0', lang: 'en_US' },
		key: 'vnc',
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'DELETE /boot/{server-number}/vnc',
		path: '/boot/321/vnc',
		parameters: { ...server321, operation: 'deactivate', system: 'vnc' },
		key: 'vnc',
	},
	{
		endpoint: 'GET /boot/{server-number}/windows',
		path: '/boot/321/windows',
		parameters: { ...server321, operation: 'get', system: 'windows' },
		key: 'windows',
	},
	{
		endpoint: 'POST /boot/{server-number}/windows',
		path: '/boot/321/windows',
		parameters: { ...server321, operation: 'activateWindows', lang: 'en' },
		key: 'windows',
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'DELETE /boot/{server-number}/windows',
		path: '/boot/321/windows',
		parameters: { ...server321, operation: 'deactivate', system: 'windows' },
		key: 'windows',
	},
	{
		endpoint: 'GET /boot/{server-number}/plesk',
		path: '/boot/321/plesk',
		parameters: { ...server321, operation: 'get', system: 'plesk' },
		key: 'plesk',
	},
	{
		endpoint: 'POST /boot/{server-number}/plesk',
		path: '/boot/321/plesk',
		parameters: { ...server321, operation: 'activatePlesk', dist: 'CentOS 5.4 minimal', lang: 'de', hostname: 'plesk.testen.de' },
		key: 'plesk',
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'DELETE /boot/{server-number}/plesk',
		path: '/boot/321/plesk',
		parameters: { ...server321, operation: 'deactivate', system: 'plesk' },
		key: 'plesk',
	},
	{
		endpoint: 'GET /boot/{server-number}/cpanel',
		path: '/boot/321/cpanel',
		parameters: { ...server321, operation: 'get', system: 'cpanel' },
		key: 'cpanel',
	},
	{
		endpoint: 'POST /boot/{server-number}/cpanel',
		path: '/boot/321/cpanel',
		parameters: { ...server321, operation: 'activateCpanel', dist: 'CentOS 5.6 + cPanel', lang: 'en', hostname: 'cpanel.testen.de' },
		key: 'cpanel',
		told: SHOWN_ONCE,
	},
	{
		endpoint: 'DELETE /boot/{server-number}/cpanel',
		path: '/boot/321/cpanel',
		parameters: { ...server321, operation: 'deactivate', system: 'cpanel' },
		key: 'cpanel',
	},
];

const panel = server('460');

/** "Last" is what was activated once; on the seeded account nothing ever was. */
const activatedBefore = (system: 'rescue' | 'linux', chosen: object): Tries => ({
	...eachServer('321'),
	before: ({ servers }) => {
		for (const { boot } of servers) {
			const config = boot[system];
			if (config) config.last = { arch: 64, password: 'secret', authorized_key: [], hostname: null, keyboard: 'us', ...chosen };
		}
	},
});

export const given: Record<string, Given> = {
	'GET /boot/{server-number}': eachServer('321'),
	'GET /boot/{server-number}/rescue': eachServer('321'),
	'POST /boot/{server-number}/rescue': { ...server('321'), os: 'linux' },
	'DELETE /boot/{server-number}/rescue': server('321'),
	'GET /boot/{server-number}/rescue/last': activatedBefore('rescue', { os: 'linux' }),
	'GET /boot/{server-number}/linux': eachServer('321'),
	'POST /boot/{server-number}/linux': { ...server('321'), dist: 'Debian 12 minimal', lang: 'en' },
	'DELETE /boot/{server-number}/linux': server('321'),
	'GET /boot/{server-number}/linux/last': activatedBefore('linux', { dist: 'Debian 12 minimal', lang: 'en' }),
	'GET /boot/{server-number}/vnc': eachServer('321'),
	'POST /boot/{server-number}/vnc': { ...server('321'), dist: 'Rocky Linux 9', lang: 'en_US' },
	'DELETE /boot/{server-number}/vnc': server('321'),
	'GET /boot/{server-number}/windows': eachServer('460'),
	'POST /boot/{server-number}/windows': { ...panel, lang: 'en' },
	'DELETE /boot/{server-number}/windows': panel,
	'GET /boot/{server-number}/plesk': eachServer('460'),
	'POST /boot/{server-number}/plesk': { ...panel, dist: 'Debian 12 minimal', lang: 'en', hostname: 'plesk.example.com' },
	'DELETE /boot/{server-number}/plesk': panel,
	'GET /boot/{server-number}/cpanel': eachServer('460'),
	'POST /boot/{server-number}/cpanel': { ...panel, dist: 'AlmaLinux 9 + cPanel', lang: 'en', hostname: 'cpanel.example.com' },
	'DELETE /boot/{server-number}/cpanel': panel,
};
