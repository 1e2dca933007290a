/** A Storage Box (documentation: "Storage Box"). Sizes are in MB. Passwords are not kept: nothing ever shows them again. */
export interface StorageBox {
	id: number;
	login: string;
	name: string;
	product: string;
	cancelled: boolean;
	locked: boolean;
	location: string;
	linked_server: number | null;
	paid_until: string;
	disk_quota: number;
	/** What the snapshots take comes on top of that. */
	disk_usage_data: number;
	webdav: boolean;
	samba: boolean;
	ssh: boolean;
	external_reachability: boolean;
	zfs: boolean;
	server: string;
	host_system: string;
	/** Oldest first. */
	snapshots: Snapshot[];
	snapshotplan: SnapshotPlan;
	subaccounts: SubAccount[];
}

export interface Snapshot {
	/** `2015-12-21T13-13-03` */
	name: string;
	/** `2015-12-21T13:13:03+00:00` */
	timestamp: string;
	size: number;
	/** How much data the box held when the snapshot was taken. */
	filesystem_size: number;
	automatic: boolean;
	comment: string;
}

/** Times in UTC. All of them are null while the plan is disabled; the last three also where they are not set. */
export interface SnapshotPlan {
	status: 'enabled' | 'disabled';
	minute: number | null;
	hour: number | null;
	/** 1 is Monday, 7 is Sunday. */
	day_of_week: number | null;
	day_of_month: number | null;
	month: number | null;
	max_snapshots: number;
}

export interface SubAccount {
	username: string;
	accountid: string;
	server: string;
	homedirectory: string;
	samba: boolean;
	ssh: boolean;
	external_reachability: boolean;
	webdav: boolean;
	readonly: boolean;
	createtime: string;
	comment: string;
}
