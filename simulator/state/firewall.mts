/** The sections Firewall and Firewall template. */
export interface FirewallRule {
	/** null: both. */
	ip_version: 'ipv4' | 'ipv6' | null;
	name: string | null;
	dst_ip: string | null;
	src_ip: string | null;
	/** One port or a range, `32768-65535`. */
	dst_port: string | null;
	src_port: string | null;
	protocol: string | null;
	/** `ack`, or a combination such as `syn|fin`. */
	tcp_flags: string | null;
	action: 'accept' | 'discard';
}

export interface FirewallRules {
	input: FirewallRule[];
	output: FirewallRule[];
}

export interface Firewall {
	server_number: number;
	status: 'active' | 'disabled' | 'in process';
	filter_ipv6: boolean;
	whitelist_hos: boolean;
	/** null: the switch port of the server is not known. */
	port: 'main' | 'kvm' | null;
	/** `{}` after the configuration was cleared. */
	rules: FirewallRules | Record<string, never>;
}

export interface FirewallTemplate {
	id: number;
	name: string;
	filter_ipv6: boolean;
	whitelist_hos: boolean;
	is_default: boolean;
	rules: FirewallRules;
}
