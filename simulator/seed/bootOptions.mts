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

const SOLD_AS_ADDON: BootSystemName[] = ['windows', 'plesk', 'cpanel'];

/** The boot systems of one server, none of them active. */
export function bootSystems(names: BootSystemName[], addons: BootSystem['addon']): Partial<Record<BootSystemName, BootSystem>> {
	const entries = names.map((name): [BootSystemName, BootSystem] => {
		const addon = SOLD_AS_ADDON.includes(name) ? { addon: addons } : {};
		return [name, { options: structuredClone(OPTIONS[name]), ...addon, active: null, last: null }];
	});
	return Object.fromEntries(entries);
}
