/** A server as the account holds it. Names as in the documentation's Server section. */
export interface Server {
	/** null for servers without an IPv4 address. */
	server_ip: string | null;
	server_ipv6_net: string;
	server_number: number;
	/** '' for a server that nobody named. */
	server_name: string;
	product: string;
	dc: string;
	/** '20 TB', or 'unlimited'. */
	traffic: string;
	status: 'ready' | 'in process';
	paid_until: string;
	wol: boolean;
	hot_swap: boolean;
	linked_storagebox: number | null;
	cancellation: ServerCancellation;
	reset: ServerReset;
	/** A system that the server is not offered is absent. */
	boot: Partial<Record<BootSystemName, BootSystem>>;
}

export interface ServerCancellation {
	earliest_cancellation_date: string;
	reservation_possible: boolean;
	reserved: boolean;
	/** null: not cancelled. */
	cancellation_date: string | null;
	cancellation_reason: string | null;
	/** A cancellation with `now` cannot be withdrawn. */
	immediate: boolean;
	/** True while the server is handed over to another account, which rules a cancellation out. */
	transfer: boolean;
}

export type ResetType = 'sw' | 'hw' | 'man' | 'power' | 'power_long';
export type OperatingStatus = 'running' | 'shut off' | 'not supported';

export interface ServerReset {
	/** Empty: the server has no reset option. */
	type: ResetType[];
	operating_status: OperatingStatus;
	/** True until a technician has carried out the manual reset. */
	manual_active: boolean;
}

export type BootSystemName = 'rescue' | 'linux' | 'vnc' | 'windows' | 'plesk' | 'cpanel';

/** What can be chosen. `os` is for the Rescue System and a newer Windows, `dist` and `lang` for the other installations. */
export interface BootOptions {
	os?: string[];
	dist?: string[];
	arch?: number[];
	lang?: string[];
}

export interface BootSystem {
	options: BootOptions;
	/** What has to be bought first (Windows, Plesk, cPanel); absent where nothing has to. */
	addon?: 'present' | 'missing' | 'outdated';
	/** null: not active. */
	active: BootActivation | null;
	/** The latest activation, kept after the reboot that used it up. */
	last: BootActivation | null;
}

export interface BootActivation {
	os?: string;
	dist?: string;
	arch?: number;
	lang?: string;
	/** null when SSH keys were given instead. */
	password: string | null;
	authorized_key: { key: { name: string; fingerprint: string; type: string; size: number } }[];
	hostname: string | null;
	keyboard: string | null;
}
