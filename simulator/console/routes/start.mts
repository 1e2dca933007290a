/** How actions begin and end. */
import type { StorageBox } from '../../state/storageBox.mts';
import { locked } from '../errors.mts';
import type { Context } from '../route.mts';
import type { Action, Command, Resource } from '../state/action.mts';
import type { Project } from '../state/project.mts';

/** Seconds. A box and its deletion as measured by a user, the rest a few. */
const USUAL_SECONDS: Partial<Record<Command, number>> = { create: 20, delete: 17, rollback_snapshot: 6, change_type: 6, create_subaccount: 4 };
const OTHERS_SECONDS = 3;

/** Nothing else begins while one of these runs. */
const ALONE: readonly Command[] = ['create', 'delete', 'create_snapshot', 'create_subaccount'];
/** These begin while nothing else runs. */
const CREATIONS: readonly Command[] = ['create_snapshot', 'create_subaccount'];

export interface Work {
	command: Command;
	/** What is concerned beside the box. */
	about?: Resource;
	/** What is different once the action has succeeded, at that millisecond: nobody may have looked for days since. */
	carryOut: (at: number) => void;
	/** What is different once it has failed: nothing, unless told. */
	giveUp?: () => void;
}

/** Throws `locked` where the command cannot begin on the box now. */
function requireUnlocked({ world }: Context, box: StorageBox, command: Command): void {
	const running = runningOn(world.console, box);
	const alone = running.some((action) => ALONE.includes(action.command));
	if (box.locked || alone || (CREATIONS.includes(command) && running.length > 0)) throw locked();
}

/** Begins something that takes its time; without any, it is over at once. Throws `locked` where it cannot, after whatever else is wrong. */
export function start(context: Context, box: StorageBox, { command, about, carryOut, giveUp }: Work): Action {
	requireUnlocked(context, box, command);
	const { world, clock } = context;
	const project = world.console;
	const fails = isToFail(project, box, command);
	const seconds = project.settings.actionSeconds ?? USUAL_SECONDS[command] ?? OTHERS_SECONDS;
	const resources: Resource[] = [{ id: project.box(box).id, type: 'storage_box' }, ...(about ? [about] : [])];
	const action = project.addAction(command, resources, clock.milliseconds(), seconds);
	const end = () => {
		action.status = fails ? 'error' : 'success';
		if (fails) giveUp?.();
		else carryOut(action.ends);
	};
	if (seconds === 0) end();
	else clock.after(seconds, end);
	return action;
}

function isToFail(project: Project, box: StorageBox, command: Command): boolean {
	const { failing, failSideBySide } = project.settings;
	const index = failing.indexOf(command);
	if (index !== -1) failing.splice(index, 1);
	return index !== -1 || (failSideBySide && runningOn(project, box).length > 0);
}

function runningOn(project: Project, box: StorageBox): Action[] {
	return project.actionsOn(box).filter(({ status }) => status === 'running');
}
