import { beforeEach } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { World } from '../../simulator/index.mts';
import type { MarketProduct, TransactionStatus } from '../../simulator/state/order.mts';
import { pass } from './clock.mts';
import { Polling, type PollingOptions } from './poll.mts';
import { simulatedRobot } from './simulatedRobot.mts';

export const ALL = ['failoverIpSwitched', 'marketOfferFound', 'orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot'];
export const HOUR = 3600;
export const DAY = 24 * HOUR;

type Kind = keyof World['orders']['transactions'];

/** A simulated Robot for the tests of the trigger, with what can happen in its account. */
export function watchedRobot() {
	const robot = simulatedRobot();
	const account = (): World => robot.simulator.state;
	// The tests take the snapshots themselves, at whatever time of the day they run.
	beforeEach(() => void (account().storageBoxes[0]!.snapshotplan = { ...account().storageBoxes[1]!.snapshotplan }));

	return {
		robot,
		account,

		/** A published workflow that has taken its starting point. */
		async published(events: string | string[] = ALL, parameters: INodeParameters = {}, options: Partial<PollingOptions> = {}): Promise<Polling> {
			const n8n = new Polling({ credential: robot.credential, parameters: { events: [events].flat(), ...parameters }, ...options });
			await n8n.start();
			robot.simulator.clearRequests();
			return n8n;
		},

		/** An order like the newest one, of today. */
		order(kind: Kind, id: string, status: TransactionStatus = 'in process'): void {
			const orders = account().orders.transactions[kind] as Array<{ id: string; date: string; status: string }>;
			orders.unshift({ ...structuredClone(orders[0]!), id, status, date: new Date(Date.now()).toISOString() });
		},

		settle(kind: Kind, id: string, status: 'ready' | 'cancelled'): void {
			account().orders.transactions[kind].find((transaction) => transaction.id === id)!.status = status;
		},

		/** An offer like the first one. */
		offer(changes: Partial<MarketProduct> = {}): void {
			const { market } = account().orders;
			market.push({ ...structuredClone(market[0]!), id: 3_000_000, ...changes });
		},

		/** A snapshot with a name that `later` has made. */
		snapshot(boxId: number, name: string, automatic = false): void {
			const timestamp = `${name.slice(0, 11)}${name.slice(11).replaceAll('-', ':')}+00:00`;
			account()
				.storageBoxes.find(({ id }) => id === boxId)!
				.snapshots.push({ name, timestamp, size: 1, filesystem_size: 2, automatic, comment: '' });
		},
	};
}

/** A name like Robot's, of some minutes from now. */
export const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19).replaceAll(':', '-');

/** From now on it takes Robot so many seconds to look at a part of its account, until the returned function is called. */
export function slow<T extends object>(part: T, name: keyof T, seconds: number): () => void {
	const value = part[name];
	const get = () => {
		pass(seconds);
		return value;
	};
	Object.defineProperty(part, name, { configurable: true, enumerable: true, get });
	return () => void Object.defineProperty(part, name, { value, writable: true });
}
