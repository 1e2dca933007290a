import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

/** What can start a workflow, as the editor lists it, with what each poll costs. */
export const EVENTS = [
	{
		name: 'Failover IP Switched',
		value: 'failoverIpSwitched',
		action: 'On failover IP switched',
		description: 'A failover IP leads to another server, or to none. Each poll takes 1 request.',
	},
	{
		name: 'Market Offer Found',
		value: 'marketOfferFound',
		action: 'On market offer found',
		description: 'The server market offers a server that matches the filters. Each poll takes 1 request.',
	},
	{
		name: 'Market Price Reduced',
		value: 'marketPriceReduced',
		action: 'On market price reduced',
		description: 'An offer of the server market that matches the filters costs less than when it was seen last. Each poll takes 1 request.',
	},
	{
		name: 'Order Transaction Updated',
		value: 'orderTransactionUpdated',
		action: 'On order transaction updated',
		description: 'An order was placed, carried out or cancelled. Each poll takes 1 request for each kind of order.',
	},
	{
		name: 'Paid Until',
		value: 'paidUntil',
		action: 'On paid until or cancellation date approaching',
		description: 'In some days a server is paid no longer, or a cancelled one ends. Each poll takes 1 request, and 1 where servers are cancelled.',
	},
	{
		name: 'Server Changed',
		value: 'serverChanged',
		action: 'On server changed',
		description: 'A server is new, ready, renamed, cancelled or gone. Each poll takes 1 request.',
	},
	{
		name: 'Snapshot Completed',
		value: 'snapshotCompleted',
		action: 'On snapshot completed',
		description: 'A Storage Box of Hetzner Console has a new snapshot. Each poll takes 1 request for every 50 Storage Boxes, and 1 for each that is watched.',
	},
	{
		name: 'Snapshot Completed (Robot, Until July 2025)',
		value: 'snapshotCompletedRobot',
		action: 'On snapshot completed (Robot, until July 2025)',
		description: 'As Robot had Storage Boxes until July 2025: choose "Snapshot Completed" instead. Each poll takes 1 request, and 1 for each Storage Box.',
	},
	{
		name: 'Storage Box Changed',
		value: 'storageBoxChanged',
		action: 'On Storage Box changed',
		description: 'A Storage Box of Hetzner Console is new, gone, nearly full, or has other settings, another status or type. Each poll takes 1 request for every 50 Storage Boxes.',
	},
	{
		name: 'Traffic Above',
		value: 'trafficAbove',
		action: 'On server traffic above limit',
		description: 'A server has come to a share of its quota, or to so many GB in a day. Each poll takes 1 request, and 1 for every 200 addresses.',
	},
] as const satisfies INodePropertyOptions[];

export type EventName = (typeof EVENTS)[number]['value'];

/** What is looked for in Hetzner Console, and needs its credential; the rest is Robot's. */
export const CONSOLE_EVENTS: EventName[] = ['snapshotCompleted', 'storageBoxChanged'];

export const ROBOT_EVENTS: EventName[] = EVENTS.map(({ value }) => value).filter((event) => !CONSOLE_EVENTS.includes(event));

/** One item that the trigger puts out. */
export interface TriggerEvent extends IDataObject {
	event: EventName;
	/** The same for the same event, also where n8n was killed before it could note that the event was put out. */
	eventId: string;
}

/** The seconds of the clock, as text that is short and goes into ids. */
export const stamp = (milliseconds: number): string => Math.floor(milliseconds / 1000).toString(36);

export const HOUR_MS = 3600 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** Whether something was at most so long ago. A clock that was set back since makes it neither older nor younger than that. */
export const isWithin = (milliseconds: number, time: number | undefined, now: number): boolean => time !== undefined && Math.abs(now - time) < milliseconds;
