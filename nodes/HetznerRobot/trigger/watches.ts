import { boxes as consoleBoxes } from './console/boxes';
import { snapshots as consoleSnapshots } from './console/snapshots';
import type { EventName } from './events';
import { failovers } from './failovers';
import { market } from './market';
import { marketPrices } from './marketPrices';
import { orders } from './orders';
import { snapshots as robotSnapshots } from './robotSnapshots';
import { serverDates } from './serverDates';
import { servers } from './servers';
import { trafficAbove } from './trafficAbove';
import type { Watch } from './watch';

/** Any watch: what it knows and what was chosen for it are its own affair. */
export type AnyWatch = Watch<unknown, unknown>;

/** What each event watches. */
export const WATCHES: Record<EventName, AnyWatch> = {
	failoverIpSwitched: failovers as AnyWatch,
	marketOfferFound: market as AnyWatch,
	marketPriceReduced: marketPrices as AnyWatch,
	orderTransactionUpdated: orders as AnyWatch,
	paidUntil: serverDates as AnyWatch,
	serverChanged: servers as AnyWatch,
	snapshotCompleted: consoleSnapshots as AnyWatch,
	snapshotCompletedRobot: robotSnapshots as AnyWatch,
	storageBoxChanged: consoleBoxes as AnyWatch,
	trafficAbove: trafficAbove as AnyWatch,
};
