import { later } from '../../common/operation/later';
import { additionalFields, field, operation, parameter, resource, type Field, type Operation } from '../../common/operation/operation';
import { BOOT_SYSTEMS, getBoot, getLastLinux, getLastRescue, SYSTEM_NAMES, type BootSystem } from '../endpoints/boot';
import { activeAsWanted } from '../lookups/activeBoot';
import { languageInWords, rescueSystemInWords, toRescueSystem } from '../robot/bootWords';
import { toHostName } from '../robot/hostName';
import { arch } from './fields/arch';
import { bootingNow, RESET_AFTER_IT } from './fields/bootingNow';
import { loadedOne } from '../../common/operation/loaded';
import { resetNowType } from './fields/resetType';
import { server } from './fields/server';
import { rootKeys } from './fields/sshKey';
import { deletesAllData, interruptsService } from '../../common/operation/warning';
import { alphabetically } from '../../common/operation/alphabet';

const activateAndReset = later(async () => (await import('../jobs/activateAndReset')).activateAndReset);
const bootNow = later(async () => (await import('../jobs/bootNow')).bootNow);

const SYSTEMS = Object.keys(BOOT_SYSTEMS) as BootSystem[];

/** The parameter that says which endpoint of an operation is meant. */
const systemField = (systems: BootSystem[], all: boolean): Field =>
	parameter('system', {
		displayName: 'System',
		type: 'options',
		default: all ? 'all' : 'rescue',
		options: [
			...(all ? [{ name: 'All', value: 'all', description: 'The configuration of every system the server offers' }] : []),
			...systems.map((system) => ({ name: SYSTEM_NAMES[system], value: system })).sort((a, b) => alphabetically(a.name, b.name)),
		],
		description: 'Which boot system',
	});

const endpointsTo = (verb: 'get' | 'deactivate') => Object.fromEntries(SYSTEMS.map((system) => [system, BOOT_SYSTEMS[system][verb]]));

const hostname = field('hostname', {
	displayName: 'Hostname',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. panel.example.com',
	description: 'The fully qualified host name of the installed system',
	encode: (value) => toHostName('hostname', value),
});

const dist = (method: string, placeholder: string): Field =>
	loadedOne('dist', { displayName: 'Distribution', method, placeholder, description: 'The distribution to install, out of what the server offers', required: true });

const lang = (method: string, first = 'en'): Field =>
	loadedOne('lang', {
		displayName: 'Language',
		method,
		placeholder: `e.g. ${first}`,
		description: 'The language of the installation, out of what the server offers',
		first: [first, languageInWords(first)],
		required: true,
	});

const rescueSystem = loadedOne('os', {
	displayName: 'Operating System',
	method: 'searchRescueSystems',
	placeholder: 'e.g. linux',
	description: 'The rescue system to boot, out of what the server offers',
	first: ['linux', rescueSystemInWords('linux')],
	required: true,
	encode: toRescueSystem,
});

/** Newer servers offer several, and take no language then; others offer none, and take a language. */
const windowsOs = loadedOne('os', {
	displayName: 'Operating System',
	method: 'searchWindowsSystems',
	placeholder: 'e.g. Windows Server 2025 Standard Edition',
	description: 'The Windows to install; leave it empty where the server offers none',
});

/** Activating changes nothing until the server boots, so everybody resets it next. */
const resetNow: Field[] = [
	parameter('resetNow', {
		displayName: 'Reset Now',
		type: 'boolean',
		default: false,
		description: 'Whether to reset the server right after the activation, so that it boots the system at once',
		brings: { ...RESET_AFTER_IT, unless: [false] },
	}),
	resetNowType,
];

const RESET_NOW = { resetNow: [true] };
const installing = [
	deletesAllData('the server is installed anew at its next start, whoever starts it'),
	interruptsService('the server is reset right after the activation, and is down until the installation has ended', RESET_NOW),
];
const rescuing = [interruptsService('the server is reset right after the activation, and runs the rescue system instead of its own', RESET_NOW)];

type Words = Pick<Operation, 'name' | 'action' | 'description' | 'warnings'>;

const activate = (system: BootSystem, value: string, words: Words, fields: Field[]): Operation =>
	operation(value, {
		...words,
		fields: [server, ...fields, ...resetNow],
		endpoint: BOOT_SYSTEMS[system].activate,
		alreadyDone: [{ code: 'BOOT_ALREADY_ENABLED', shows: async (run) => await activeAsWanted(run, BOOT_SYSTEMS[system].get) }],
		job: activateAndReset,
	});

function installs(system: BootSystem, value: string, fields: Field[]): Operation {
	const name = SYSTEM_NAMES[system];
	const [With, by] = system === 'vnc' ? ['Over', 'over'] : ['With', 'with'];
	const words: Words = {
		name: `Reinstall ${With} ${name} at Next Boot`,
		action: `Reinstall server ${by} ${name} at next boot (deletes all data)`,
		description: `Install a server anew ${by} ${name} at its next start, or with Reset Now at once, which deletes all data on it`,
		warnings: installing,
	};
	return activate(system, value, words, fields);
}

const RESCUE: Words = {
	name: 'Activate Rescue System for Next Boot',
	action: 'Activate rescue system for next boot of server',
	description: 'Have the next start of a server boot the rescue system, once: the start after that is a normal one. With Reset Now the server is reset as well.',
	warnings: rescuing,
};

const bootsNow = (system: BootSystem, value: string, words: Words, fields: Field[]): Operation =>
	operation(value, { ...words, fields: [server, ...fields], endpoint: BOOT_SYSTEMS[system].activate, job: async (run) => await bootNow(run, system) });

const keyboard = field('keyboard', {
	displayName: 'Keyboard Layout',
	type: 'string',
	default: 'us',
	placeholder: 'e.g. de',
	description: 'The keyboard layout, us where nothing is given',
});

const RESCUE_NOW: Words = {
	name: 'Boot Into Rescue System Now',
	action: 'Boot server into rescue system now (reboots it)',
	description: 'Activate the rescue system, reset the server, wait until it has begun to start the rescue system, and put out how to log in',
	warnings: [interruptsService('the server is reset right after the activation, and runs the rescue system instead of its own')],
};

const LINUX_NOW: Words = {
	name: 'Reinstall With Linux Now',
	action: 'Reinstall server with Linux now (deletes all data)',
	description: 'Activate an installation of Linux, reset the server, wait until it has begun to install it, which deletes all data on it, and put out how to log in',
	warnings: [
		deletesAllData('the server is reset and installed anew at once'),
		interruptsService('the server is reset right after the activation, and is down until the installation has ended'),
	],
};

/** Documentation: "Boot configuration". */
export const bootResource = resource('boot', 'Boot', [
	activate('rescue', 'activateRescue', RESCUE, [rescueSystem, rootKeys, additionalFields(arch, keyboard)]),
	bootsNow('rescue', 'bootIntoRescue', RESCUE_NOW, [rescueSystem, ...bootingNow, additionalFields(keyboard)]),
	operation('deactivate', {
		name: 'Deactivate',
		action: 'Deactivate rescue system or installation',
		description: 'Withdraw an activation that no start has used up yet',
		fields: [server],
		choice: systemField(SYSTEMS, false),
		endpoints: endpointsTo('deactivate'),
	}),
	operation('get', {
		name: 'Get',
		action: 'Get boot configuration of server',
		description: 'Get what a server can boot and what is active, with its password',
		fields: [server],
		choice: systemField(SYSTEMS, true),
		endpoints: { all: getBoot, ...endpointsTo('get') },
	}),
	operation('getLast', {
		name: 'Get Last Activation',
		action: 'Get last activation of boot system',
		description: 'Get the data of the last rescue activation or Linux installation',
		fields: [server],
		choice: systemField(['rescue', 'linux'], false),
		endpoints: { rescue: getLastRescue, linux: getLastLinux },
	}),
	installs('vnc', 'activateVnc', [dist('searchVncDistributions', 'e.g. openSUSE 15.6'), lang('searchVncLanguages', 'en_US'), additionalFields(arch)]),
	installs('cpanel', 'activateCpanel', [dist('searchCpanelDistributions', 'e.g. AlmaLinux 9 + cPanel'), lang('searchCpanelLanguages'), hostname, additionalFields(arch)]),
	installs('linux', 'activateLinux', [dist('searchLinuxDistributions', 'e.g. Debian 13 minimal'), lang('searchLinuxLanguages'), rootKeys, additionalFields(arch)]),
	bootsNow('linux', 'reinstall', LINUX_NOW, [dist('searchLinuxDistributions', 'e.g. Debian 13 minimal'), lang('searchLinuxLanguages'), ...bootingNow]),
	installs('plesk', 'activatePlesk', [dist('searchPleskDistributions', 'e.g. Debian 12 minimal'), lang('searchPleskLanguages'), hostname, additionalFields(arch)]),
	installs('windows', 'activateWindows', [windowsOs, { ...lang('searchWindowsLanguages'), showIf: { os: [''] } }]),
]);
