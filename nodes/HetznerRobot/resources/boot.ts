import { additionalFields, field, operation, parameter, resource, type Field, type Operation } from '../../common/operation/operation';
import { BOOT_SYSTEMS, getBoot, getLastLinux, getLastRescue, type BootSystem } from '../endpoints/boot';
import { activateAndReset } from '../jobs/activateAndReset';
import { activeAsWanted } from '../lookups/activeBoot';
import { toHostName } from '../robot/hostName';
import { arch } from './fields/arch';
import { loadedOne } from '../../common/operation/loaded';
import { resetTypes } from './fields/resetType';
import { server } from './fields/server';
import { authorizedKey } from './fields/sshKey';

/** The boot systems that Robot knows, as people call them. */
const SYSTEM_NAMES: Record<BootSystem, string> = {
	rescue: 'Rescue System',
	linux: 'Linux',
	vnc: 'VNC',
	windows: 'Windows',
	plesk: 'Plesk',
	cpanel: 'cPanel',
};

const SYSTEMS = Object.keys(BOOT_SYSTEMS) as BootSystem[];

/** The parameter that says which endpoint of an operation is meant. */
const systemField = (systems: BootSystem[], all: boolean): Field =>
	parameter('system', {
		displayName: 'System',
		type: 'options',
		default: all ? 'all' : 'rescue',
		options: [
			...(all ? [{ name: 'All', value: 'all', description: 'The configuration of every system the server offers' }] : []),
			...systems.map((system) => ({ name: SYSTEM_NAMES[system], value: system })).sort((a, b) => a.name.localeCompare(b.name, 'en')),
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

/** A choice that is loaded from what the chosen server offers. */
const offered = (sends: string, displayName: string, method: string, description: string, defaultValue = ''): Field =>
	loadedOne(sends, { displayName, method, dependsOn: 'serverNumber', description, default: defaultValue, required: true });

const dist = (method: string) => offered('dist', 'Distribution', method, 'The distribution to install');
const lang = (method: string, defaultValue = 'en') => offered('lang', 'Language', method, 'The language of the installation', defaultValue);

/** Newer servers offer several, and take no language then; others offer none, and take a language. */
const windowsOs = loadedOne('os', {
	displayName: 'Operating System',
	method: 'getWindowsSystems',
	dependsOn: 'serverNumber',
	description: 'The Windows to install; leave it empty where the server offers none',
});

/** Activating changes nothing until the server boots, so everybody resets it next. */
const resetNow: Field[] = [
	parameter('resetNow', {
		displayName: 'Reset Now',
		type: 'boolean',
		default: false,
		description: 'Whether to reset the server right after the activation, so that it boots the system at once',
	}),
	parameter('resetType', {
		displayName: 'Reset Type',
		type: 'options',
		options: resetTypes,
		default: 'hw',
		description: 'How to reset the server',
		needed: true,
		showIf: { resetNow: [true] },
	}),
];

function activate(system: BootSystem, value: string, warning: string, fields: Field[]): Operation {
	const name = SYSTEM_NAMES[system];
	const installation = system === 'rescue' ? name : `${name} Installation`;
	return operation(value, {
		name: `Activate ${installation}`,
		action: `Activate ${system === 'rescue' ? 'rescue system' : `${name} installation`}`,
		description: `Boot the ${system === 'rescue' ? 'rescue system' : `${name} installation`} at the next start of a server${warning}`,
		fields: [server, ...fields, ...resetNow],
		endpoint: BOOT_SYSTEMS[system].activate,
		alreadyDone: [{ code: 'BOOT_ALREADY_ENABLED', shows: async (run) => await activeAsWanted(run, BOOT_SYSTEMS[system].get) }],
		job: activateAndReset,
	});
}

const installs = (system: BootSystem, value: string, fields: Field[]) => activate(system, value, ', which deletes all data on it', fields);

/** Documentation: "Boot configuration". */
export const bootResource = resource('boot', 'Boot', [
	installs('cpanel', 'activateCpanel', [dist('getCpanelDistributions'), lang('getCpanelLanguages'), hostname, additionalFields(arch)]),
	installs('linux', 'activateLinux', [
		dist('getLinuxDistributions'),
		lang('getLinuxLanguages'),
		additionalFields(arch, authorizedKey('The keys that may log in as root; without a key Robot generates a password')),
	]),
	installs('plesk', 'activatePlesk', [dist('getPleskDistributions'), lang('getPleskLanguages'), hostname, additionalFields(arch)]),
	activate('rescue', 'activateRescue', ', once: the start after that is a normal one', [
		offered('os', 'Operating System', 'getRescueSystems', 'The rescue system to boot', 'linux'),
		additionalFields(
			arch,
			authorizedKey('The keys that may log in as root; without a key Robot generates a password'),
			field('keyboard', {
				displayName: 'Keyboard Layout',
				type: 'string',
				default: 'us',
				placeholder: 'e.g. de',
				description: 'The keyboard layout, us where nothing is given',
			}),
		),
	]),
	installs('vnc', 'activateVnc', [dist('getVncDistributions'), lang('getVncLanguages', 'en_US'), additionalFields(arch)]),
	installs('windows', 'activateWindows', [windowsOs, { ...lang('getWindowsLanguages'), showIf: { os: [''] } }]),
	operation('deactivate', {
		name: 'Deactivate',
		action: 'Deactivate a boot system',
		description: 'Withdraw an activation that no start has used up yet',
		fields: [server],
		choice: systemField(SYSTEMS, false),
		endpoints: endpointsTo('deactivate'),
	}),
	operation('get', {
		name: 'Get',
		action: 'Get the boot configuration of a server',
		description: 'Get what a server can boot and what is active, with its password',
		fields: [server],
		choice: systemField(SYSTEMS, true),
		endpoints: { all: getBoot, ...endpointsTo('get') },
	}),
	operation('getLast', {
		name: 'Get Last Activation',
		action: 'Get the last activation of a boot system',
		description: 'Get the data of the last rescue activation or Linux installation',
		fields: [server],
		choice: systemField(['rescue', 'linux'], false),
		endpoints: { rescue: getLastRescue, linux: getLastLinux },
	}),
]);
