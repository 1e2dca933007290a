import type { Output } from '../../common/operation/operation';
import { flag, id, number, switchedOn, text, texts } from '../../common/operation/readers';

const ACCESS = { external_reachability: 'external', samba: 'samba', ssh: 'ssh', webdav: 'webdav' };

const access = texts(switchedOn(ACCESS), `how it can be reached, of ${Object.values(ACCESS).join(', ')}`);

export const STORAGE_BOX: Output = {
	simplified: {
		id: id(),
		login: text(),
		name: text(),
		product: text(),
		location: text(),
		server: text(),
		cancelled: flag(),
		locked: flag(),
		paid_until: text(),
		disk_quota: number(),
		disk_usage: number(),
		access,
	},
	raw: [
		...['id', 'login', 'name', 'product', 'cancelled', 'locked', 'location', 'linked_server', 'paid_until', 'disk_quota', 'disk_usage', 'disk_usage_data'],
		...['disk_usage_snapshots', 'webdav', 'samba', 'ssh', 'external_reachability', 'zfs', 'server', 'host_system'],
	],
};

export const SUBACCOUNT: Output = {
	simplified: { username: text(), accountid: text(), server: text(), homedirectory: text(), readonly: flag(), access, createtime: text(), comment: text() },
	raw: ['username', 'accountid', 'server', 'homedirectory', 'samba', 'ssh', 'external_reachability', 'webdav', 'readonly', 'createtime', 'comment'],
};
