export type Command =
	| 'create'
	| 'delete'
	| 'change_protection'
	| 'change_type'
	| 'reset_password'
	| 'update_access_settings'
	| 'rollback_snapshot'
	| 'enable_snapshot_plan'
	| 'disable_snapshot_plan'
	| 'create_snapshot'
	| 'delete_snapshot'
	| 'create_subaccount'
	| 'delete_subaccount'
	| 'change_home_directory'
	| 'reset_subaccount_password';

export interface Resource {
	id: number;
	type: 'storage_box' | 'storage_box_snapshot' | 'storage_box_subaccount';
}

/** Something that takes its time. Times are milliseconds since the epoch. */
export interface Action {
	id: number;
	command: Command;
	status: 'running' | 'success' | 'error';
	started: number;
	/** When it will end, or did. */
	ends: number;
	resources: Resource[];
}
