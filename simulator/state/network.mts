/** Addresses: the sections IP, Subnet, Failover, Reverse DNS and Traffic. */

/** Hourly and daily limits in MB, monthly in GB. */
export interface TrafficWarnings {
	traffic_warnings: boolean;
	traffic_hourly: number;
	traffic_daily: number;
	traffic_monthly: number;
}

export interface AddressCancellation {
	/** null: this address cannot be cancelled on its own. */
	earliest_cancellation_date: string | null;
	cancellation_date: string | null;
	/** A cancellation with `now` cannot be revoked. */
	immediate: boolean;
}

export interface SingleIp extends TrafficWarnings {
	ip: string;
	gateway: string;
	mask: number;
	broadcast: string;
	server_number: number;
	locked: boolean;
	separate_mac: string | null;
	/** False where no separate MAC address can be had, a server's main IP address for one. */
	mac_available: boolean;
	cancellation: AddressCancellation;
}

export interface Subnet extends TrafficWarnings {
	ip: string;
	mask: number;
	gateway: string;
	server_number: number;
	failover: boolean;
	locked: boolean;
	/** The MAC address that the subnet is routed to; null where none can be set. */
	mac: string | null;
	cancellation: AddressCancellation;
}

export interface Failover {
	ip: string;
	netmask: string;
	/** The server that the address was ordered for. */
	server_number: number;
	/** Main IP address (IPv4) or main IPv6 net (IPv6) of the server it is routed to; null when routed nowhere. */
	active_server_ip: string | null;
}

export interface ReverseDns {
	ip: string;
	ptr: string;
}
