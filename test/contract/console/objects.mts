/** The objects of Hetzner Console's API, as its reference describes them. Written out by hand. */

const access = { reachable_externally: false, samba_enabled: false, ssh_enabled: true, webdav_enabled: false, zfs_enabled: false };

export const type = {
	id: 1333,
	name: 'bx11',
	description: 'BX11',
	size: 1099511627776,
	snapshot_limit: 10,
	automatic_snapshot_limit: 10,
	subaccounts_limit: 200,
	prices: [
		{ location: 'fsn1', price_hourly: { net: '0.0051', gross: '0.0061' }, price_monthly: { net: '3.2000', gross: '3.8080' }, setup_fee: { net: '0.0000', gross: '0.0000' } },
		{ location: 'hel1', price_hourly: { net: '0.0061', gross: '0.0073' }, price_monthly: { net: '3.9000', gross: '4.6410' }, setup_fee: { net: '1.0000', gross: '1.1900' } },
	],
	deprecation: null,
};

export const box = {
	id: 42,
	name: 'backups',
	username: 'u12345',
	status: 'active',
	server: 'u12345.your-storagebox.de',
	system: 'FSN1-BX355',
	storage_box_type: type,
	location: { id: 1, name: 'fsn1', description: 'Falkenstein DC Park 1', country: 'DE', city: 'Falkenstein', latitude: 50.47612, longitude: 12.370071, network_zone: 'eu-central' },
	access_settings: access,
	snapshot_plan: { max_snapshots: 10, minute: 30, hour: 3, day_of_week: null, day_of_month: null },
	stats: { size: 2048, size_data: 1536, size_snapshots: 512 },
	labels: { environment: 'prod' },
	protection: { delete: false },
	created: '2025-08-01T10:00:00Z',
};

/** As it comes right after its creation. */
export const newBox = {
	...box,
	id: 43,
	name: 'archive',
	username: null,
	status: 'initializing',
	server: null,
	system: null,
	snapshot_plan: null,
	stats: { size: 0, size_data: 0, size_snapshots: 0 },
	labels: {},
};

/** A type that can be ordered no more. */
export const oldType = {
	...type,
	id: 1330,
	name: 'bx10',
	snapshot_limit: null,
	automatic_snapshot_limit: null,
	prices: [],
	deprecation: { announced: '2025-06-01T00:00:00Z', unavailable_after: '2025-09-01T00:00:00Z' },
};

/** A plan for one day, and figures that an older box does not have. */
export const oldBox = {
	...box,
	storage_box_type: oldType,
	snapshot_plan: { max_snapshots: 10, minute: 30, hour: 3, day_of_week: 1, day_of_month: 1 },
	stats: { size: null, size_data: null, size_snapshots: null },
};

export const snapshot = {
	id: 7,
	name: '2025-11-10T19-16-57',
	description: 'before the upgrade',
	is_automatic: false,
	stats: { size: 512, size_filesystem: 1536 },
	labels: {},
	created: '2025-11-10T19:16:57Z',
	storage_box: 42,
};

export const subaccount = {
	id: 9,
	name: 'web1',
	username: 'u12345-sub1',
	server: 'u12345-sub1.your-storagebox.de',
	home_directory: 'backups/web1',
	description: '',
	access_settings: { reachable_externally: false, readonly: false, samba_enabled: false, ssh_enabled: true, webdav_enabled: false },
	labels: {},
	created: '2025-08-02T10:00:00Z',
	storage_box: 42,
};

export const action = (command: string, status: 'running' | 'success' | 'error' = 'success', more: object = {}) => ({
	id: 598022669323684,
	command,
	status,
	progress: status === 'success' ? 100 : 0,
	started: '2025-12-01T10:00:00Z',
	finished: status === 'running' ? null : '2025-12-01T10:00:05Z',
	resources: [{ id: 42, type: 'storage_box' }],
	error: status === 'error' ? { code: 'action_failed', message: `${command} failed` } : null,
	...more,
});

export const pages = (page: number, last: number, total: number) => ({
	pagination: { page, per_page: 50, previous_page: page > 1 ? page - 1 : null, next_page: page < last ? page + 1 : null, last_page: last, total_entries: total },
});
