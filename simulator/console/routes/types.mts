/** The catalogue. There is no list of locations on this host: those of the prices have to do. */
import { ok, type Reply } from '../../reply.mts';
import { notFound } from '../errors.mts';
import type { Context, Route } from '../route.mts';
import { filtered, page } from './lists.mts';

export const typeRoutes: Route[] = [
	{ method: 'GET', path: '/storage_box_types', handle: (context) => page(context, 'storage_box_types', filtered(context, context.world.console.types, 'name')) },
	{ method: 'GET', path: '/storage_box_types/{id}', handle: getType },
];

function getType({ params, world }: Context): Reply {
	const type = world.console.types.find(({ id }) => String(id) === params.id);
	if (type === undefined) throw notFound('Storage Box Type', params.id!);
	return ok({ storage_box_type: type });
}
