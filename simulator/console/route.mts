import type { Clock } from '../clock.mts';
import type { Reply } from '../reply.mts';
import type { World } from '../sections.mts';
import { fieldsOf, type Fields } from './input/fields.mts';
import type { Query } from './input/query.mts';

/** What a route gets to work with. */
export interface Context {
	/** Decoded path parameters. */
	params: Record<string, string>;
	query: Query;
	/** The body as it arrived. Most routes want its `fields`. */
	body: string;
	contentType: string | null;
	/** The address asked for, without its query: for the links between pages. */
	url: string;
	/** The account as it is now; routes change it in place. */
	world: World;
	clock: Clock;
}

/** One endpoint. `handle` returns a reply or throws a `ConsoleError`. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below the version: `/storage_boxes/{id}`. */
	path: string;
	handle: (context: Context) => Reply;
}

/** The fields of the JSON body; throws where there is none. */
export const fields = ({ body, contentType }: Context): Fields => fieldsOf(body, contentType);
