import { invalidQuery, type Query } from './query.mts';

/**
 * Sorts as `sort=name:asc&sort=id` says, by id without it. A key that stands there in both directions is ignored.
 * `keys` are paths in the objects as they are shown, such as `stats.size`.
 */
export function sorted<Entry extends object>(entries: Entry[], query: Query, keys: readonly string[]): Entry[] {
	const orders = query.all('sort').map((text) => orderOf(text, keys));
	const contradicted = ({ key, sign }: Order) => orders.some((other) => other.key === key && other.sign !== sign);
	const effective = [...orders.filter((order) => !contradicted(order)), { key: 'id', sign: 1 }];
	return entries.toSorted((a, b) => effective.map(({ key, sign }) => sign * compare(valueAt(a, key), valueAt(b, key))).find((result) => result !== 0) ?? 0);
}

interface Order {
	key: string;
	sign: number;
}

function orderOf(text: string, keys: readonly string[]): Order {
	const [key, direction = 'asc', ...more] = text.split(':');
	if (!keys.includes(key!) || !['asc', 'desc'].includes(direction) || more.length > 0) throw invalidQuery('sort', `must be one of ${keys.join(', ')}, with :asc or :desc`);
	return { key: key!, sign: direction === 'asc' ? 1 : -1 };
}

function valueAt(entry: object, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], entry);
}

function compare(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [left, right] = [String(a ?? ''), String(b ?? '')];
	return left < right ? -1 : Number(left > right);
}
