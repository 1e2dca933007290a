import type { Reply } from '../../reply.mts';
import type { Context } from '../route.mts';

const USUAL = 25;
/** What a larger number does is not documented; here it means this. */
const MOST = 50;

/** One page of a list, with `meta.pagination` and the `Link` header. */
export function page(context: Context, key: string, entries: object[]): Reply {
	const { query, url, world } = context;
	const number = query.count('page', 1);
	const perPage = Math.min(query.count('per_page', USUAL), MOST);
	const last = Math.max(1, Math.ceil(entries.length / perPage));
	const previous = number > 1 ? number - 1 : null;
	const next = number < last ? number + 1 : null;
	const link = ([rel, to]: [string, number | null]) => (to === null ? [] : [`<${url}?page=${to}&per_page=${perPage}>; rel="${rel}"`]);
	const links: [string, number | null][] = [
		['prev', previous],
		['next', next],
		['last', last],
	];
	const known = { page: number, per_page: perPage, previous_page: previous, next_page: next, last_page: last, total_entries: entries.length };
	const pagination = world.console.settings.sparsePages ? { ...known, previous_page: null, last_page: null, total_entries: null } : known;
	return {
		status: 200,
		body: {
			[key]: entries.slice((number - 1) * perPage, number * perPage),
			meta: { pagination },
		},
		headers: { link: links.flatMap(link).join(', ') },
	};
}

/** Keeps those with exactly the text of a filter; all where the filter is not sent. */
export function filtered<Key extends string, Entry extends Record<Key, unknown>>({ query }: Context, entries: Entry[], key: Key): Entry[] {
	const wanted = query.one(key);
	return wanted === undefined ? entries : entries.filter((entry) => entry[key] === wanted);
}
