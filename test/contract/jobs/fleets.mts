import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../../nodes/common/http/memory.ts';
import type { Fleet } from '../../../simulator/fleet.mts';
import { startSimulator } from '../../../simulator/index.mts';
import type { Snapshot } from '../../../simulator/state/storageBox.mts';
import { runNode, type NodeResult } from '../../support/engine.mts';
import { node } from '../../support/stubConsole.mts';
import { itemsFor, type FleetJob } from './fleetJobs.mts';
import type { FirewallRule } from '../../../simulator/state/firewall.mts';
import { FIRST, numbersOf } from './numbers.mts';

/** So many servers of the same kind, one failover IP, a vSwitch and as many Storage Boxes. */
export const fleetOf = (servers: number): Fleet => ({
	servers: numbersOf(servers).map((server_number, index) => ({
		server_number,
		server_name: `web${index + 1}`,
		server_ip: `198.51.100.${index + 1}`,
		server_ipv6_net: `2001:db8:0:${index + 1}::`,
		product: 'AX41-NVMe',
		dc: 'FSN1-DC14',
	})),
	failovers: [{ ip: '203.0.113.200', server_number: FIRST, active_server_ip: null }],
	vswitches: [{ id: 4321, name: 'internal', vlan: 4000 }],
	storageboxes: numbersOf(servers).map((number, index) => ({ id: 20_001 + index, name: `box${index + 1}`, login: `u${number}`, product: 'BX11' })) as Fleet['storageboxes'],
});

const rule = (name: string, dst_port: string | null): FirewallRule => ({
	...{ ip_version: 'ipv4', dst_ip: null, src_ip: null, src_port: null, protocol: 'tcp', tcp_flags: null, action: 'accept' },
	name,
	dst_port,
});
const RULE = rule('https', '443');
const OLD = rule('old', '8080');
const ALLOW_ALL: FirewallRule = { ...rule('Allow all', null), ip_version: null, protocol: null };

/** Made by hand, so many days ago. */
function snapshot(days: number): Snapshot {
	const timestamp = `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19)}+00:00`;
	return { name: timestamp.slice(0, 19).replaceAll(':', '-'), timestamp, size: 1, filesystem_size: 2, automatic: false, comment: '' };
}

/** A simulated account with so many servers, each with the rule "old", the first of several in the vSwitch, and a box with three snapshots for each, with the memory of a process of n8n of its own. */
export async function startFleet(servers: number) {
	const simulator = await startSimulator({ fleet: fleetOf(servers) });
	const { firewalls, storageBoxes, vSwitches } = simulator.state;
	for (const firewall of firewalls) firewall.rules = { input: [...(firewall.server_number === FIRST ? [RULE, OLD] : [OLD])], output: [ALLOW_ALL] };
	for (const box of storageBoxes) box.snapshots = [3, 2, 1].map(snapshot);
	if (servers > 1) vSwitches[0]!.server.push({ server_number: FIRST, status: 'ready', listed: true });
	processMemory.forget();
	const { username, password, url: baseUrl } = simulator;
	const robot = { credential: { username, password, baseUrl } };
	const ofConsole = { credential: { apiToken: simulator.console.token, baseUrl: simulator.console.url }, node, type: 'n8n-nodes-hetzner-robot.hetznerStorageBox' };
	return {
		simulator,
		close: async () => await simulator.close(),
		/** Runs a job for all of it. */
		run: async (job: FleetJob, options: INodeParameters = {}): Promise<NodeResult> => {
			const parameters = { ...job.parameters, options: { ...(job.parameters.options as INodeParameters), ...options } };
			return await runNode({ ...(job.ofConsole ? ofConsole : robot), parameters, items: itemsFor(job, servers) });
		},
		/** What arrived that changes something, in order. */
		changes: () =>
			simulator
				.requests()
				.filter(({ method, path }) => method !== 'GET' && path !== '/traffic')
				.map(({ method, path }) => `${method} ${path.replace('/console/v1', '')}`),
	};
}
