import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { isRecord } from '../../common/http/json';
import type { BootSystem } from '../endpoints/boot';
import { keyInWords } from '../robot/keyInWords';

const BEGUN = 'The server has used the activation up: it has begun to start';

/** What "used up" does not mean yet. */
const MESSAGES: Partial<Record<BootSystem, string>> = {
	rescue: `${BEGUN} the rescue system. SSH is not up yet, which takes another minute or more: try the login until it answers.`,
	linux: `${BEGUN} the installation, which takes some minutes and ends with a restart. SSH is up after that: try the login until it answers.`,
};

/** A system that is on its way, and how to log in to it: in one item, without nesting. */
export function bootedItem(boot: IDataObject, server: IDataObject, system: BootSystem, hostKeys: unknown): IDataObject {
	const { os, dist, password = null, authorized_key: keys, host_key: shown } = boot;
	const address = server.server_ip ?? boot.server_ip ?? null;
	// vKVM is a screen in the browser.
	const hasSsh = address !== null && os !== 'vkvm';
	return {
		server_number: server.server_number ?? boot.server_number ?? null,
		server_name: server.server_name ?? null,
		server_ip: address,
		...(system === 'linux' ? { dist: dist ?? null } : { os: os ?? null }),
		password,
		authorized_key: inWords(keys),
		host_key: inWords(Array.isArray(shown) && shown.length > 0 ? shown : hostKeys),
		login: hasSsh ? `ssh root@${String(address)}` : null,
		used_up: true,
		message: MESSAGES[system] ?? `${BEGUN}.`,
	};
}

const inWords = (keys: unknown): string[] =>
	(Array.isArray(keys) ? (keys as unknown[]) : []).map((entry) => (isRecord(entry) ? keyInWords(entry as JsonRecord) : String(entry)) ?? 'unreadable');
