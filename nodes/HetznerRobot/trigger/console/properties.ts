import type { INodeProperties } from 'n8n-workflow';
import { THRESHOLD } from './fill';

/** What can happen to a Storage Box of Hetzner Console. */
const CHANGES = [
	{ name: 'Gone', value: 'gone', description: 'The Storage Box is no longer in the project' },
	{ name: 'Nearly Full', value: 'full', description: 'The Storage Box has reached the fill level' },
	{ name: 'New', value: 'new', description: 'The Storage Box has come into the project' },
	{ name: 'Settings', value: 'settings', description: 'Reachability, SSH, Samba, WebDAV, ZFS, delete protection or the snapshot plan are not as they were' },
	{ name: 'Status', value: 'status', description: 'The Storage Box has become active, or was locked' },
	{
		name: 'Sub-Accounts Near Limit',
		value: 'subaccounts',
		description: 'The Storage Box has 90 percent of the sub-accounts that its type allows. Each poll takes 1 request more for each Storage Box.',
	},
	{ name: 'Type', value: 'type', description: 'The Storage Box has another type, and so another size' },
];

const shown = { events: ['storageBoxChanged'] };
const percent = (name: string, displayName: string, value: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	displayOptions: { show: { ...shown, storageBoxChanges: ['full'] } },
	default: value,
	description,
});

/** The parameters of the events in Hetzner Console. */
export const consoleProperties: INodeProperties[] = [
	{
		displayName: 'Storage Box Names or IDs',
		name: 'consoleStorageBoxIds',
		type: 'multiOptions',
		displayOptions: { show: { events: ['snapshotCompleted'] } },
		typeOptions: { loadOptionsMethod: 'getConsoleStorageBoxes' },
		default: [],
		hint: 'All Storage Boxes, unless you choose some',
		description:
			'The Storage Boxes whose snapshots to watch, all of the project unless you choose some. Each takes one request per poll. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Storage Box Changes',
		name: 'storageBoxChanges',
		type: 'multiOptions',
		displayOptions: { show: shown },
		options: CHANGES,
		default: ['full', 'gone', 'new', 'settings', 'status', 'type'],
		description: 'Which changes of a Storage Box start the workflow',
	},
	percent('fillLevel', 'Fill Level (%)', THRESHOLD.level, 'From how many percent of its size on a Storage Box is nearly full, snapshots included. It starts the workflow once.'),
	percent(
		'fillGap',
		'Gap Below Fill Level (%)',
		THRESHOLD.gap,
		'How many percent of its size the Storage Box has to fall below the fill level before it can start the workflow again. Without a gap, one that goes up and down around the level would do so all the time.',
	),
];
