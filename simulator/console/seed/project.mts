import type { StorageBox } from '../../state/storageBox.mts';
import type { Resource } from '../state/action.mts';
import type { Project } from '../state/project.mts';

const HOUR = 3600 * 1000;

/** Gives boxes what only Console has: an action that created them. */
export function seedProject(project: Project, boxes: StorageBox[]): void {
	project.meet(boxes);
	for (const box of boxes) {
		const { id, created } = project.box(box);
		project.addAction('create', [{ id, type: 'storage_box' }], created, 20).status = 'success';
	}
}

/** Gives the built-in boxes labels, a protection, and actions that are over, one of which failed. */
export function seedBuiltIn(project: Project, boxes: StorageBox[], start: Date): Project {
	const [backup, archive] = boxes as [StorageBox, StorageBox];
	Object.assign(project.box(backup), { labels: { env: 'prod', team: 'ops' }, isProtected: true });
	Object.assign(project.box(archive), { labels: { env: 'archive' } });
	const [byHand] = backup.snapshots;
	const [web] = backup.subaccounts;
	project.snapshot(byHand!).labels = { keep: '' };
	Object.assign(project.subAccount(web!), { name: 'web1', labels: { host: 'web1' } });
	const box: Resource = { id: project.box(backup).id, type: 'storage_box' };
	const snapshot: Resource = { id: project.snapshot(byHand!).id, type: 'storage_box_snapshot' };
	project.addAction('create_snapshot', [box, snapshot], Date.parse(byHand!.timestamp), 3).status = 'success';
	project.addAction('change_type', [box], start.getTime() - 30 * HOUR, 6).status = 'error';
	return project;
}
