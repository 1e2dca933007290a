import { activateAndReset } from '../jobs/activateAndReset';
import { additionalFields, field, one, operation, parameter, resource, type Call, type Field, type Operation } from '../operation';
import { del, get, perHour, post, type Effect } from '../robot/endpoint';
import { arch } from './fields/arch';
import { loadedOne } from './fields/loaded';
import { resetTypes } from './fields/resetType';
import { server } from './fields/server';
import { authorizedKey } from './fields/sshKey';

/** The boot systems that Robot knows, as they stand in its paths and around its replies. */
const SYSTEM_NAMES = {
	rescue: 'Rescue System',
	linux: 'Linux',
	vnc: 'VNC',
	windows: 'Windows',
	plesk: 'Plesk',
	cpanel: 'cPanel',
};

type System = keyof typeof SYSTEM_NAMES;

const SYSTEMS = Object.keys(SYSTEM_NAMES) as System[];

const LIMIT = perHour(500);

const path = (system: System) => `/boot/{serverNumber}/${system}`;

/** The parameter that says which endpoint of an operation is meant. */
const systemField = (systems: System[], all: boolean): Field =>
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

const callsFor = (systems: System[], call: (system: System) => Call): Record<string, Call> =>
	Object.fromEntries(systems.map((system) => [system, call(system)]));

const hostname = field('hostname', {
	displayName: 'Hostname',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. panel.example.com',
	description: 'The fully qualified host name of the installed system',
});

/** A choice that is loaded from what the chosen server offers. */
const offered = (sends: string, displayName: string, method: string, description: string, defaultValue = ''): Field =>
	loadedOne(sends, { displayName, method, dependsOn: 'serverNumber', description, default: defaultValue, required: true });

const dist = (method: string) => offered('dist', 'Distribution', method, 'The distribution to install');
const lang = (method: string, defaultValue = 'en') => offered('lang', 'Language', method, 'The language of the installation', defaultValue);

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
		showIf: { resetNow: [true] },
	}),
];

function activate(system: System, value: string, effect: Effect, warning: string, fields: Field[]): Operation {
	const name = SYSTEM_NAMES[system];
	const installation = system === 'rescue' ? name : `${name} Installation`;
	return operation(value, {
		name: `Activate ${installation}`,
		action: `Activate ${system === 'rescue' ? 'rescue system' : `${name} installation`}`,
		description: `Boot the ${system === 'rescue' ? 'rescue system' : `${name} installation`} at the next start of a server${warning}`,
		fields: [server, ...fields, ...resetNow],
		request: { endpoint: post(path(system), LIMIT, { effect }), output: one(system) },
		job: activateAndReset,
	});
}

const installs = (system: System, value: string, fields: Field[]) =>
	activate(system, value, 'destroy', ', which deletes all data on it', fields);

/** Documentation: "Boot configuration". */
export const bootResource = resource('boot', 'Boot', [
	installs('cpanel', 'activateCpanel', [dist('getCpanelDistributions'), lang('getCpanelLanguages'), hostname, additionalFields(arch)]),
	installs('linux', 'activateLinux', [
		dist('getLinuxDistributions'),
		lang('getLinuxLanguages'),
		additionalFields(arch, authorizedKey('The keys that may log in as root; without a key Robot generates a password')),
	]),
	installs('plesk', 'activatePlesk', [dist('getPleskDistributions'), lang('getPleskLanguages'), hostname, additionalFields(arch)]),
	activate('rescue', 'activateRescue', 'change', ', once: the start after that is a normal one', [
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
	installs('windows', 'activateWindows', [lang('getWindowsLanguages')]),
	operation('deactivate', {
		name: 'Deactivate',
		action: 'Deactivate a boot system',
		description: 'Withdraw an activation that no start has used up yet',
		fields: [server],
		request: {
			field: systemField(SYSTEMS, false),
			calls: callsFor(SYSTEMS, (system) => ({ endpoint: del(path(system), LIMIT), output: one(system) })),
		},
	}),
	operation('get', {
		name: 'Get',
		action: 'Get the boot configuration of a server',
		description: 'Get what a server can boot and what is active, with its password',
		fields: [server],
		request: {
			field: systemField(SYSTEMS, true),
			calls: {
				all: { endpoint: get('/boot/{serverNumber}', LIMIT), output: one('boot') },
				...callsFor(SYSTEMS, (system) => ({ endpoint: get(path(system), LIMIT), output: one(system) })),
			},
		},
	}),
	operation('getLast', {
		name: 'Get Last Activation',
		action: 'Get the last activation of a boot system',
		description: 'Get the data of the last rescue activation or Linux installation',
		fields: [server],
		request: {
			field: systemField(['rescue', 'linux'], false),
			calls: callsFor(['rescue', 'linux'], (system) => ({ endpoint: get(`${path(system)}/last`, LIMIT), output: one(system) })),
		},
	}),
]);
