import type { Exchange } from './exchanges.mts';
import { action, snapshot } from './objects.mts';

/** An operation that no endpoint of the contract stands for. Written by hand. */
export interface ConsoleJob {
	resource: string;
	operation: string;
	effect: string;
	/** The endpoints that it asks, in this order. */
	endpoints: string[];
	/** How it is asked with the node; its endpoint is its name. */
	exchange: Exchange;
	/** What it may put out beside that. */
	others: object[];
}

const theBox = { storageBoxId: { __rl: true, mode: 'id', value: '42' } };
const BOX = '/storage_boxes/{storageBoxId}';
const LOOK = 'GET /storage_boxes/actions/598022669323684';

const nightly = { ...snapshot, description: 'nightly 7', labels: { 'made-by': 'n8n' } };
const newest = { ...nightly, id: 9, name: '2025-11-12T19-16-57', created: '2025-11-12T19:16:57Z' };
const newer = { ...nightly, id: 8, name: '2025-11-11T19-16-57', created: '2025-11-11T19:16:57Z' };

const gone = { id: 7, name: '2025-11-10T19-16-57', created: '2025-11-10T19:16:57Z' };
const accepted = (command: string, more: object = {}) => ({ status: 201, body: { ...more, action: action(command, 'running') } });
const ended = (command: string) => ({ body: { action: action(command) } });
const deletion: Exchange['requests'] = [
	['DELETE /storage_boxes/42/snapshots/7', accepted('delete_snapshot')],
	[LOOK, ended('delete_snapshot')],
];

/** What has no ID, name or date is kept, and told as it came. */
const undated = [
	{ id: 6, name: null, created: null },
	{ id: null, name: '2025-11-09T19-16-57', created: '2025-11-09T19:16:57Z' },
];

export const consoleJobs: ConsoleJob[] = [
	{
		resource: 'snapshot',
		operation: 'createAndRotate',
		effect: 'destroy',
		endpoints: [`POST ${BOX}/snapshots`, `GET ${BOX}/snapshots`, `DELETE ${BOX}/snapshots/{snapshotId}`],
		exchange: {
			endpoint: 'snapshot: createAndRotate',
			parameters: {
				resource: 'snapshot',
				operation: 'createAndRotate',
				...theBox,
				keepNewest: 2,
				additionalFields: { description: 'nightly 7', labels: { label: [{ key: 'made-by', value: 'n8n' }] } },
			},
			requests: [
				['POST /storage_boxes/42/snapshots {"description":"nightly 7","labels":{"made-by":"n8n"}}', accepted('create_snapshot', { snapshot: { id: 9, storage_box: 42 } })],
				[LOOK, ended('create_snapshot')],
				['GET /storage_boxes/42/snapshots?is_automatic=false', { body: { snapshots: [nightly, newest, newer] } }],
				...deletion,
			],
			items: [
				{
					storage_box: 42,
					changed: true,
					created: { id: 9, name: '2025-11-12T19-16-57', created: '2025-11-12T19:16:57Z' },
					deleted: [gone],
					kept: 2,
					kept_undated: [],
				},
			],
		},
		others: [{ changed: true, created: { id: 9, name: null, created: null }, deleted: [], kept: 3, kept_undated: undated }],
	},
	{
		resource: 'snapshot',
		operation: 'prune',
		effect: 'destroy',
		endpoints: [`GET ${BOX}/snapshots`, `DELETE ${BOX}/snapshots/{snapshotId}`],
		exchange: {
			endpoint: 'snapshot: prune',
			parameters: {
				resource: 'snapshot',
				operation: 'prune',
				...theBox,
				rules: { keepNewest: 2, olderThanDays: 30 },
				filters: { descriptionPattern: 'nightly *', isAutomatic: false, labelSelector: 'made-by=n8n', namePattern: '2025-*' },
			},
			requests: [['GET /storage_boxes/42/snapshots?is_automatic=false&label_selector=made-by%3Dn8n', { body: { snapshots: [nightly, newest, newer] } }], ...deletion],
			items: [{ storage_box: 42, changed: true, deleted: [gone], kept: 2, kept_undated: [] }],
		},
		others: [{ changed: false, deleted: [], kept: 2, kept_undated: undated }],
	},
];
