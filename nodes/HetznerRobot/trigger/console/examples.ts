import type { JsonRecord } from '../../../common/http/json';

// What the test event shows where the project has nothing of the kind, as Hetzner Console would list it. Every id that
// is the project's own is 0, which nothing has and no operation takes; names say "example".

const CREATED = '2026-01-15T10:00:00Z';
const SIZE = 1024 ** 4;
const PRICE = { net: '3.2000', gross: '3.8080' };

const TYPE = {
	id: 1333,
	name: 'bx11',
	description: 'BX11',
	size: SIZE,
	snapshot_limit: 10,
	automatic_snapshot_limit: 10,
	subaccounts_limit: 100,
	deprecation: null,
	prices: [{ location: 'fsn1', price_hourly: { net: '0.0051', gross: '0.0061' }, price_monthly: PRICE, setup_fee: { net: '0.0000', gross: '0.0000' } }],
};

/** A Storage Box of which so many percent are in use. */
export const exampleBox = (percent: number): JsonRecord => ({
	id: 0,
	name: 'example-storage-box',
	username: 'u00000',
	status: 'active',
	server: 'u00000.storagebox.example.com',
	system: 'FSN1-BX000',
	storage_box_type: TYPE,
	location: { id: 1, name: 'fsn1', description: 'Falkenstein DC Park 1', country: 'DE', city: 'Falkenstein', latitude: 50.47612, longitude: 12.370071, network_zone: 'eu-central' },
	access_settings: { reachable_externally: false, samba_enabled: false, ssh_enabled: true, webdav_enabled: false, zfs_enabled: false },
	snapshot_plan: { max_snapshots: 10, minute: 30, hour: 3, day_of_week: null, day_of_month: null },
	stats: { size: (SIZE * percent) / 100, size_data: (SIZE * percent) / 100, size_snapshots: 0 },
	labels: {},
	protection: { delete: false },
	created: CREATED,
});

/** A snapshot of that box. */
export const exampleSnapshot = (is_automatic: boolean): JsonRecord => ({
	id: 0,
	name: CREATED.slice(0, 19).replaceAll(':', '-'),
	description: '',
	is_automatic,
	stats: { size: 1048576, size_filesystem: 2097152 },
	labels: {},
	created: CREATED,
	storage_box: 0,
});
