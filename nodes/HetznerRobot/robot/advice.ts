import type { Endpoint } from '../../common/http/endpoint';

const STORAGE_BOX_ADVICE = 'Robot has not served Storage Boxes since July 2025: use the node Hetzner Storage Box, with a token of Hetzner Console.';

/** What to do about each documented error code. `CONFLICT`, `NOT_FOUND` and `INTERNAL_ERROR` say the reason in their message. */
export const ADVICE: Record<string, string> = {
	INVALID_INPUT: 'Correct the inputs named above.',
	NOT_FOUND: 'Check the number, name or address: it may belong to another account or be gone.',
	CONFLICT: 'Robot gives the reason above; nothing was changed.',
	INTERNAL_ERROR: 'An internal error at Hetzner. Look whether the change was made before you repeat it.',
	PRECONDITION_FAILED: 'Ordering over the webservice must be switched on in Robot (Settings > Web service and app settings > Ordering); otherwise place this order in Robot.',
	SERVER_NOT_FOUND: 'Check the server number: the server may belong to another account or be cancelled.',
	SERVER_CANCELLATION_RESERVE_LOCATION_FALSE_ONLY: 'This location cannot be reserved: leave Reserve Location out or switch it off.',
	BOOT_NOT_AVAILABLE: 'This server offers no boot configuration of this kind.',
	BOOT_ALREADY_ENABLED: 'A boot system is active already: Get shows which, with its password, and Deactivate withdraws it. Then activate again.',
	BOOT_ACTIVATION_FAILED: 'An internal error at Hetzner. Check the boot configuration before you try again.',
	BOOT_DEACTIVATION_FAILED: 'An internal error at Hetzner. Check the boot configuration before you try again.',
	WINDOWS_MISSING_ADDON: 'Order the Windows addon for this server in Robot first.',
	WINDOWS_OUTDATED_VERSION: 'This Windows version is no longer supported: order a current one in Robot.',
	PLESK_MISSING_ADDON: 'Order the Plesk addon for this server in Robot first.',
	CPANEL_MISSING_ADDON: 'Order the cPanel addon for this server in Robot first.',
	RESET_NOT_AVAILABLE: 'This server cannot be reset over Robot: ask Hetzner support.',
	RESET_MANUAL_ACTIVE: 'A technician is already on the way for a manual reset: wait until it is done.',
	RESET_FAILED: 'An internal error at Hetzner. Look at the operating status of the server before you try again.',
	FAILOVER_NEW_SERVER_NOT_FOUND: 'Check the destination: it must be the main IP of a server of this account (for IPv6 the address of its main IPv6 net).',
	FAILOVER_ALREADY_ROUTED: 'Nothing to do: the failover IP already leads to this server.',
	FAILOVER_LOCKED: 'Another switch is under way: try again in a minute.',
	FAILOVER_FAILED: 'An internal error at Hetzner. Look where the failover IP leads before you try again.',
	FAILOVER_NOT_COMPLETE: 'The switch was not finished. Look where the failover IP leads before you try again.',
	WOL_NOT_AVAILABLE: 'This server does not support Wake on LAN.',
	WOL_FAILED: 'An internal error at Hetzner: the packet was not sent.',
	IP_NOT_FOUND: 'Check the IP address: it may belong to another account.',
	SUBNET_NOT_FOUND: 'Check the net address, given without its prefix length.',
	MAC_NOT_FOUND: 'No separate MAC address is set: generate one first.',
	MAC_NOT_AVAILABLE: 'This address cannot have a separate MAC address.',
	MAC_ALREADY_SET: 'Nothing to do: a separate MAC address is already set.',
	MAC_FAILED: 'An internal error at Hetzner. Look at the MAC address before you try again.',
	TRAFFIC_WARNING_UPDATE_FAILED: 'An internal error at Hetzner. Look at the traffic warnings before you try again.',
	RDNS_NOT_FOUND: 'There is no reverse DNS entry yet: create one.',
	RDNS_ALREADY_EXISTS: 'Use Create or Update, which replaces the entry.',
	RDNS_CREATE_FAILED: 'An internal error at Hetzner. Look at the entry before you try again.',
	RDNS_UPDATE_FAILED: 'An internal error at Hetzner. Look at the entry before you try again.',
	RDNS_DELETE_FAILED: 'An internal error at Hetzner. Look at the entry before you try again.',
	KEY_ALREADY_EXISTS: 'Nothing to do: this key is already stored, maybe under another name.',
	KEY_CREATE_FAILED: 'An internal error at Hetzner. Look at the list of keys before you try again.',
	KEY_UPDATE_FAILED: 'An internal error at Hetzner. Look at the key before you try again.',
	KEY_DELETE_FAILED: 'An internal error at Hetzner. Look at the list of keys before you try again.',
	STORAGEBOX_NOT_FOUND: 'Check the number of the Storage Box.',
	STORAGEBOX_INVALID_PASSWORD: 'Choose a stronger password, or leave it empty and let Robot generate one.',
	SNAPSHOT_NOT_FOUND: 'Check the snapshot name against the list of snapshots.',
	SNAPSHOT_LIMIT_EXCEEDED: 'Delete a snapshot first.',
	FIREWALL_PORT_NOT_FOUND: 'The switch port of this server is unknown to Robot: ask Hetzner support.',
	FIREWALL_NOT_AVAILABLE: 'This server has no firewall in Robot.',
	FIREWALL_TEMPLATE_NOT_FOUND: 'Check the template against the list of firewall templates.',
	FIREWALL_IN_PROCESS: 'The firewall is still being updated, which takes up to some minutes: try again when its status is active or disabled.',
	FIREWALL_RULE_LIMIT_EXCEEDED: 'Use at most 10 rules in each direction.',
	FIREWALL_CANNOT_BE_DISABLED: 'Hetzner has set internal rules on this firewall: ask Hetzner support.',
	VSWITCH_LIMIT_REACHED: 'Cancel a vSwitch first.',
	VSWITCH_NOT_AVAILABLE: 'One of the servers does not support vSwitches.',
	VSWITCH_IN_PROCESS: 'The vSwitch is still being updated, which takes up to 20 minutes: try again when all its servers are ready.',
	VSWITCH_VLAN_NOT_UNIQUE: 'One of the servers already uses this VLAN ID in another vSwitch: choose another.',
	VSWITCH_SERVER_LIMIT_REACHED: 'Remove a server from this vSwitch first.',
	VSWITCH_PER_SERVER_LIMIT_REACHED: 'Remove one of the servers from another vSwitch first.',
};

/** Whether the advice for a code knows what may have become of the request. */
export const isDocumented = (code: string): boolean => Object.hasOwn(ADVICE, code);

export const isOfStorageBox = ({ path }: Endpoint): boolean => path.startsWith('/storagebox');

/** Adds to an advice where the Storage Boxes are now. */
export function withStorageBox(endpoint: Endpoint, advice: string | undefined): string | undefined {
	if (!isOfStorageBox(endpoint)) return advice;
	return advice ? `${advice} ${STORAGE_BOX_ADVICE}` : STORAGE_BOX_ADVICE;
}

/** How to mend an error with one of Robot's codes; `undefined` for a refusal whose code is not documented. */
export function adviceForCode({ effect }: Endpoint, status: number, code: string): string | undefined {
	if (status === 503) return 'Robot is unavailable because of maintenance. Try again later.';
	if (status >= 500 && effect === 'read') return isDocumented(code) ? 'An internal error at Hetzner. Try again later.' : 'Try again later.';
	if (isDocumented(code)) return ADVICE[code];
	return status >= 500 ? 'Try again later.' : undefined;
}
