import type { Firewall, FirewallRule, FirewallTemplate } from '../state/firewall.mts';
import type { Server } from '../state/server.mts';

/** A rule that matches everything, but for what `match` says. */
function rule(name: string, action: FirewallRule['action'], match: Partial<FirewallRule> = {}): FirewallRule {
	return {
		ip_version: null,
		name,
		dst_ip: null,
		src_ip: null,
		dst_port: null,
		src_port: null,
		protocol: null,
		tcp_flags: null,
		action,
		...match,
	};
}

const tcp = (port: string): Partial<FirewallRule> => ({ ip_version: 'ipv4', dst_port: port, protocol: 'tcp' });
const ALLOW_ALL = rule('Allow all', 'accept');
const REPLIES = rule('tcp established', 'accept', { ...tcp('32768-65535'), tcp_flags: 'ack' });
const WEB = [rule('ssh from office', 'accept', { ...tcp('22'), src_ip: '192.0.2.128/28' }), rule('http', 'accept', tcp('80')), rule('https', 'accept', tcp('443')), REPLIES];
const DATABASE = [rule('mysql from web', 'accept', { ...tcp('3306'), src_ip: '203.0.113.0/26' }), REPLIES];

/** What differs from a firewall that nobody ever configured. */
const CONFIGURED: Record<number, Partial<Firewall>> = {
	321: { status: 'active', rules: { input: WEB, output: [ALLOW_ALL] } },
	345: { status: 'active', filter_ipv6: true, whitelist_hos: false, rules: { input: DATABASE, output: [ALLOW_ALL] } },
	470: { port: 'kvm' },
	/** Being set up: FIREWALL_PORT_NOT_FOUND. */
	499: { port: null },
};

/** An old server in front of which there is no firewall: FIREWALL_NOT_AVAILABLE. */
const WITHOUT = [485];

const TEMPLATES: FirewallTemplate[] = [
	{ id: 11, name: 'Web server', filter_ipv6: false, whitelist_hos: true, is_default: true, rules: { input: WEB, output: [ALLOW_ALL] } },
	{ id: 12, name: 'Database', filter_ipv6: true, whitelist_hos: false, is_default: false, rules: { input: DATABASE, output: [ALLOW_ALL] } },
];

export function seedFirewalls(servers: Server[]): Firewall[] {
	return servers
		.filter(({ server_number }) => !WITHOUT.includes(server_number))
		.map(({ server_number }) => ({ ...newFirewall(server_number), ...structuredClone(CONFIGURED[server_number]) }));
}

/** The firewall of a server as it is delivered. */
export function newFirewall(server_number: number): Firewall {
	return {
		server_number,
		status: 'disabled',
		filter_ipv6: false,
		whitelist_hos: true,
		port: 'main',
		rules: { input: [], output: [{ ...ALLOW_ALL }] },
	};
}

export const seedFirewallTemplates = (): FirewallTemplate[] => structuredClone(TEMPLATES);
