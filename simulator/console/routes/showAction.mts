import type { Reply } from '../../reply.mts';
import type { Context } from '../route.mts';
import type { Action, Command } from '../state/action.mts';
import { isoTime } from '../state/time.mts';

/** What an action that failed says it was about. */
const DOING: Record<Command, string> = {
	create: 'creating storage box',
	delete: 'deleting storage box',
	change_protection: 'changing protection',
	change_type: 'changing type',
	reset_password: 'resetting password',
	update_access_settings: 'updating access settings',
	rollback_snapshot: 'rolling back snapshot',
	enable_snapshot_plan: 'enabling snapshot plan',
	disable_snapshot_plan: 'disabling snapshot plan',
	create_snapshot: 'creating snapshot',
	delete_snapshot: 'deleting snapshot',
	create_subaccount: 'creating subaccount',
	delete_subaccount: 'deleting subaccount',
	change_home_directory: 'changing home directory',
	reset_subaccount_password: 'resetting subaccount password',
};

/** Nobody says why an action failed. */
export function showAction({ world, clock }: Context, { id, command, status, started, ends, resources }: Action) {
	const { misleadingActions } = world.console.settings;
	const isOver = status !== 'running';
	const done = isOver ? 100 : Math.floor((100 * (clock.milliseconds() - started)) / (ends - started));
	const failure = { code: 'action_failed', message: `${DOING[command]} failed` };
	return {
		id,
		command,
		status,
		progress: misleadingActions && isOver ? 0 : done,
		started: isoTime(started),
		finished: isOver && !misleadingActions ? isoTime(ends) : null,
		resources,
		error: status === 'error' || (misleadingActions && !isOver) ? failure : null,
	};
}

/** 201 for everything that begins an action, deletions too. `made` is what is being created, under its key. */
export function begun(context: Context, action: Action, made: object = {}): Reply {
	return { status: 201, body: { ...made, action: showAction(context, action) } };
}
