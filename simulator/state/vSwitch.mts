/** A vSwitch (documentation: "vSwitch"). */
export interface VSwitch {
	id: number;
	name: string;
	vlan: number;
	/** The last day; null: not cancelled. */
	cancellation_date: string | null;
	server: VSwitchServer[];
	subnet: { ip: string; mask: number; gateway: string }[];
	cloud_network: { id: number; ip: string; mask: number; gateway: string }[];
}

export interface VSwitchServer {
	server_number: number;
	/** The documentation calls it `in process`, the live service `processing`. */
	status: 'ready' | 'processing' | 'failed';
	/** False for the first moment after the server was added. */
	listed: boolean;
}
