import { day, daysAfter } from '../dates.mts';
import type { VSwitch, VSwitchServer } from '../state/vSwitch.mts';

/** Servers that cannot be in a vSwitch: an old one, and the one that is being set up. */
const WITHOUT_VSWITCH = [485, 499];

/** One in full use, one with a server that failed, one cancelled. */
export function seedVSwitches(start: Date): VSwitch[] {
	return [
		{
			id: 4321,
			name: 'k8s-private',
			vlan: 4000,
			cancellation_date: null,
			server: [server(421), server(422), server(423)],
			subnet: [{ ip: '198.51.100.240', mask: 29, gateway: '198.51.100.241' }],
			cloud_network: [{ id: 123, ip: '10.0.2.0', mask: 24, gateway: '10.0.2.1' }],
		},
		{
			id: 4322,
			name: 'storage',
			vlan: 4001,
			cancellation_date: null,
			server: [server(345), server(346), server(450, 'failed')],
			subnet: [],
			cloud_network: [],
		},
		{ id: 4330, name: 'old-lab', vlan: 4091, cancellation_date: day(daysAfter(start, 10)), server: [], subnet: [], cloud_network: [] },
	];
}

const server = (server_number: number, status: VSwitchServer['status'] = 'ready'): VSwitchServer => ({ server_number, status, listed: true });

export const seedWithoutVSwitch = (): number[] => [...WITHOUT_VSWITCH];
