import type { EventName } from './events';
import { failovers } from './failovers';
import { market } from './market';
import { orders } from './orders';
import { servers } from './servers';
import { snapshots } from './snapshots';
import type { Watch } from './watch';

/** Any watch: what it knows and what was chosen for it are its own affair. */
export type AnyWatch = Watch<unknown, unknown>;

/** What each event watches. */
export const WATCHES: Record<EventName, AnyWatch> = {
	failoverIpSwitched: failovers as AnyWatch,
	marketOfferFound: market as AnyWatch,
	orderTransactionUpdated: orders as AnyWatch,
	serverChanged: servers as AnyWatch,
	snapshotCompleted: snapshots as AnyWatch,
};
