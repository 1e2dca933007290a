/** Actions, of the project and of a box. */
import { ok, type Reply } from '../../reply.mts';
import { ConsoleError, notFound } from '../errors.mts';
import { invalidQuery } from '../input/query.mts';
import { sorted } from '../input/sort.mts';
import type { Context, Route } from '../route.mts';
import type { Action } from '../state/action.mts';
import { boxOf } from './find.mts';
import { page } from './lists.mts';
import { showAction } from './showAction.mts';

const ANNOUNCEMENT = 'https://docs.hetzner.cloud/changelog';
const STATUSES = ['running', 'success', 'error'];
const SORT_KEYS = ['id', 'command', 'status', 'started', 'finished'];

export const actionRoutes: Route[] = [
	{ method: 'GET', path: '/storage_boxes/actions', handle: (context) => listActions(context, withIds(context, context.world.console.actions)) },
	{ method: 'GET', path: '/storage_boxes/actions/{action}', handle: getAction },
	{ method: 'GET', path: '/storage_boxes/{id}/actions', handle: listActionsOfBox },
	{ method: 'GET', path: '/storage_boxes/{id}/actions/{action}', handle: refuseDeprecated },
];

function listActions(context: Context, actions: Action[]): Reply {
	const statuses = context.query.all('status');
	if (statuses.some((status) => !STATUSES.includes(status))) throw invalidQuery('status', `must be one of ${STATUSES.join(', ')}`);
	const wanted = actions.filter(({ status }) => statuses.length === 0 || statuses.includes(status));
	const shown = wanted.map((action) => showAction(context, action));
	return page(context, 'actions', sorted(shown, context.query, SORT_KEYS));
}

function withIds({ query }: Context, actions: Action[]): Action[] {
	const ids = query.all('id');
	if (ids.some((id) => !/^\d+$/.test(id))) throw invalidQuery('id', 'must be an integer');
	return ids.length === 0 ? actions : actions.filter(({ id }) => ids.includes(String(id)));
}

function listActionsOfBox(context: Context): Reply {
	return listActions(context, context.world.console.actionsOn(boxOf(context).box));
}

function getAction(context: Context): Reply {
	const id = context.params.action!;
	const action = context.world.console.actions.find((candidate) => String(candidate.id) === id);
	if (action === undefined) throw notFound('Action', id);
	return ok({ action: showAction(context, action) });
}

/** Deprecated since 2026-04-30. Here it is gone, so that nobody leans on it. */
function refuseDeprecated(): Reply {
	throw new ConsoleError(410, 'deprecated_api_endpoint', 'this endpoint is deprecated, use /storage_boxes/actions/{id}', { announcement: ANNOUNCEMENT });
}
