import { readFileSync } from 'node:fs';
import { action, box, newBox, oldBox, oldType, snapshot, subaccount, type } from './objects.mts';

/** One endpoint of Hetzner Console's API (`endpoints.json`), with the names that the node has for it. */
export interface ContractEndpoint {
	method: string;
	path: string;
	resource: string;
	operation: string;
	query: string[];
	/** `access_settings.ssh_enabled` is `ssh_enabled` within `access_settings`. */
	body: string[];
	/** Of the body. */
	required: string[];
	reply: { key: string | null; type: 'list' | 'object' | null };
	/** Whether an action is in the reply. */
	action: boolean;
	/** Whether what is created stands in the reply only in part. */
	partial: boolean;
	effect: string;
	/** What is read once the action has ended. */
	reread?: string;
}

export const contract = JSON.parse(readFileSync('test/contract/console/endpoints.json', 'utf8')) as ContractEndpoint[];

const OBJECTS: Record<string, object[]> = {
	storage_box: [box, newBox, oldBox],
	snapshot: [snapshot],
	subaccount: [subaccount],
	storage_box_type: [type, oldType],
	action: [action('create', 'running'), action('create'), action('create', 'error')],
	folder: [{ name: 'daily' }],
};

const SINGULARS: Record<string, string> = {
	storage_boxes: 'storage_box',
	snapshots: 'snapshot',
	subaccounts: 'subaccount',
	storage_box_types: 'storage_box_type',
	actions: 'action',
	folders: 'folder',
};

/** What the objects under a key of a reply look like, in every way in which they may. */
export const shown = (key: string): object[] => OBJECTS[SINGULARS[key] ?? key]!;
