import { by, type Case } from '../case.mts';

const server321 = { resource: 'boot', serverNumber: by('id', '321') };

export const boot: Case[] = [
	{
		endpoint: 'GET /boot/{server-number}',
		path: '/boot/321',
		parameters: { ...server321, operation: 'get', system: 'all' },
		key: 'boot',
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
	},
	{
		endpoint: 'DELETE /boot/{server-number}/cpanel',
		path: '/boot/321/cpanel',
		parameters: { ...server321, operation: 'deactivate', system: 'cpanel' },
		key: 'cpanel',
	},
];
