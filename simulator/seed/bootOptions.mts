import type { BootOptions, BootSystem, BootSystemName } from '../state/server.mts';

const OPTIONS: Record<BootSystemName, BootOptions> = {
	rescue: { os: ['linux', 'vkvm'], arch: [64] },
	linux: {
		dist: [
			'Arch Linux latest minimal',
			'CentOS Stream 9 minimal',
			'Debian 12 minimal',
			'Debian 13 minimal',
			'Rocky Linux 9 minimal',
			'Ubuntu 22.04 LTS minimal',
			'Ubuntu 24.04 LTS minimal',
		],
		arch: [64],
		lang: ['en', 'de'],
	},
	vnc: { dist: ['Fedora 40', 'openSUSE 15.6', 'Rocky Linux 9'], arch: [64], lang: ['de_DE', 'en_US'] },
	windows: { dist: ['standard'], lang: ['en', 'de'] },
	plesk: { dist: ['AlmaLinux 9 minimal', 'Debian 12 minimal'], arch: [64], lang: ['en', 'de'] },
	cpanel: { dist: ['AlmaLinux 9 + cPanel'], arch: [64], lang: ['en'] },
};

/** What newer servers offer, where Robot has `dist` and `lang` for deprecated. */
const WINDOWS_BY_OS: BootOptions = { os: ['Windows Server 2022 Standard Edition', 'Windows Server 2025 Standard Edition'] };

const SOLD_AS_ADDON: BootSystemName[] = ['windows', 'plesk', 'cpanel'];

/** The boot systems of one server, none of them active. */
export function bootSystems(names: BootSystemName[], addons: BootSystem['addon'], windowsByOs = false): Partial<Record<BootSystemName, BootSystem>> {
	const entries = names.map((name): [BootSystemName, BootSystem] => {
		const addon = SOLD_AS_ADDON.includes(name) ? { addon: addons } : {};
		const options = name === 'windows' && windowsByOs ? WINDOWS_BY_OS : OPTIONS[name];
		return [name, { options: copyOf(options), ...addon, active: null, last: null }];
	});
	return Object.fromEntries(entries);
}

/** Every server of every new account has its own, and most tests make a new account: `structuredClone` takes ten times as long. */
const copyOf = (options: BootOptions): BootOptions => Object.fromEntries(Object.entries(options).map(([name, values]) => [name, [...(values as unknown[])]]));
