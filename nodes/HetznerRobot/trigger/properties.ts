import type { INodeProperties, NodeHint } from 'n8n-workflow';
import { consoleProperties } from './console/properties';
import { EVENTS, type EventName } from './events';

/** Shown while one of these events is chosen. */
export const shownFor = (...events: EventName[]): INodeProperties['displayOptions'] => ({ show: { events } });

/** The parameters of the trigger, but for those of market offers and traffic, and the options. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [...EVENTS],
		default: ['orderTransactionUpdated'],
		required: true,
		description: 'What starts the workflow. Only what happens after the workflow is published counts.',
	},
	{
		displayName: 'Order Kinds',
		name: 'orderKinds',
		type: 'multiOptions',
		displayOptions: shownFor('orderTransactionUpdated'),
		options: [
			{ name: 'Server Addon', value: 'addon' },
			{ name: 'Server Market', value: 'market' },
			{ name: 'Standard Server', value: 'server' },
		],
		default: ['addon', 'market', 'server'],
		description: 'Which orders to watch. Each kind takes one request per poll.',
	},
	{
		displayName: 'Order Changes',
		name: 'orderChanges',
		type: 'multiOptions',
		displayOptions: shownFor('orderTransactionUpdated'),
		options: [
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'New', value: 'new' },
			{ name: 'Ready', value: 'ready' },
		],
		default: ['cancelled', 'new', 'ready'],
		description: 'Which changes of an order start the workflow',
	},
	{
		displayName: 'Server Changes',
		name: 'serverChanges',
		type: 'multiOptions',
		displayOptions: shownFor('serverChanged'),
		options: [
			{ name: 'Cancellation Withdrawn', value: 'cancellationWithdrawn' },
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Gone', value: 'gone', description: 'The server is no longer in the account' },
			{ name: 'New', value: 'new', description: 'The server has come into the account' },
			{ name: 'Ready', value: 'ready', description: 'The server is set up' },
			{ name: 'Renamed', value: 'renamed' },
		],
		default: ['cancellationWithdrawn', 'cancelled', 'gone', 'new', 'ready', 'renamed'],
		description: 'Which changes of a server start the workflow',
	},
	{
		displayName: 'Server Dates',
		name: 'serverDates',
		type: 'multiOptions',
		displayOptions: shownFor('paidUntil'),
		options: [
			{ name: 'Cancellation Date', value: 'cancellationDate', description: 'The day on which a cancelled server ends' },
			{ name: 'Paid Until', value: 'paidUntil', description: 'The day until which the server is paid' },
		],
		default: ['cancellationDate', 'paidUntil'],
		description: 'Which dates of a server start the workflow',
	},
	{
		displayName: 'Days Before',
		name: 'daysBefore',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		displayOptions: shownFor('paidUntil'),
		default: 7,
		description: 'How many days before the date the workflow starts, once for each server and date, by the calendar in the time zone of the workflow',
	},
	{
		displayName: 'Snapshot Kinds',
		name: 'snapshotKinds',
		type: 'multiOptions',
		displayOptions: shownFor('snapshotCompleted', 'snapshotCompletedRobot'),
		options: [
			{ name: 'Automatic', value: 'automatic', description: 'Taken by the snapshot plan' },
			{ name: 'Manual', value: 'manual', description: 'Taken by a person or a program' },
		],
		default: ['automatic', 'manual'],
		description: 'Which snapshots start the workflow',
	},
	...consoleProperties,
	{
		displayName: 'Storage Box Names or IDs',
		name: 'storageBoxIds',
		type: 'multiOptions',
		displayOptions: shownFor('snapshotCompletedRobot'),
		typeOptions: { loadOptionsMethod: 'getStorageBoxes' },
		default: [],
		hint: 'All Storage Boxes, unless you choose some',
		description:
			'The Storage Boxes to watch, all of them unless you choose some. Each takes one request per poll. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** How the trigger polls, whatever it watches. */
export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Share of Request Limits (%)',
			name: 'budgetShare',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 50,
			description: 'How many percent of each request limit polling may spend. The rest is for everything else that uses the account.',
		},
	],
};

/** Robot allows so many requests for the snapshots of all boxes per hour. */
const SNAPSHOT_READS = 200;

/** After how many minutes each hint takes the place of the one before. */
const STEPS = [2, 5, 10, 20, 30, 60, 120, 240];

/** The minutes that it takes to look at all chosen Storage Boxes once, as an expression. */
const MINUTES = `(($parameter["storageBoxIds"] || []).length * 60 / Math.max(1, Math.floor(${SNAPSHOT_READS} * (($parameter["options"] || {})["budgetShare"] || 50) / 100)))`;
const isWatched = '($parameter["events"] || []).includes("snapshotCompletedRobot")';

/** A poll cannot show anything by itself: these are shown by the editor, which evaluates their conditions. */
export const triggerHints: NodeHint[] = [
	...STEPS.map((minutes, index): NodeHint => {
		const next = STEPS[index + 1];
		return {
			message: `The chosen Storage Boxes of Robot are looked at in turns, as the share of the request limits allows. It can take ${next ? `up to ${next}` : `more than ${minutes}`} minutes until a snapshot is noticed.`,
			type: 'info',
			location: 'ndv',
			whenToDisplay: 'always',
			displayCondition: `={{ ${isWatched} && ${MINUTES} >= ${minutes}${next ? ` && ${MINUTES} < ${next}` : ''} }}`,
		};
	}),
	{
		message:
			'All Storage Boxes of Robot are watched in turns. The list under "Storage Box Names or IDs" says how many there are in this account and how long that takes; so do "storageBoxesWatched" and "secondsBetweenLooks" in the output.',
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ ${isWatched} && ($parameter["storageBoxIds"] || []).length === 0 }}`,
	},
];
