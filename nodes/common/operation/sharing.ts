import { Precedence } from './precedence';
import type { Operation, Resource } from './operation';

/** Puts what many operations show into one list, each thing as seldom as n8n allows. */

/** By resource some of its operations. */
export type Operations = Map<Resource, string[]>;

/** Something that an operation shows. */
export interface Shown {
	/** What tells it from others in the editor. */
	looks: string;
}

/** Something with all the operations that show it. */
export type Use<T extends Shown> = T & { shownBy: Operations };

export const allOf = (resources: Resource[]): Operations => new Map(resources.map((resource) => [resource, resource.operations.map(({ value }) => value)]));

export function both(one: Operations, other: Operations): Operations {
	const joined = new Map(one);
	for (const [resource, operations] of other) joined.set(resource, [...new Set([...(one.get(resource) ?? []), ...operations])]);
	return joined;
}

/** How to make one of two. */
interface Uniting<T extends Shown> {
	/** Equal for those of which one can be made. */
	kindOf: (use: Use<T>) => string | undefined;
	/** Gives back nothing where they are to stay two. */
	unite: (one: Use<T>, other: Use<T>) => Use<T> | undefined;
}

/**
 * All that the operations show, in an order that has each operation's own, and once where order and operations allow it.
 *
 * @param further what may be one although it does not look alike
 */
export function inOneList<T extends Shown>(resources: Resource[], shownIn: (operation: Operation) => T[], further?: Uniting<T>): Array<Use<T>> {
	const order = new Precedence<Use<T>>();
	const everything = allOf(resources);
	const united = (uses: Array<Use<T>>, { kindOf, unite }: Uniting<T>): Array<Use<T>> => {
		const known = new Map<string | undefined, Array<Use<T>>>();
		const isTaken = (use: Use<T>, kind: string | undefined) =>
			kind !== undefined &&
			known.get(kind)?.some((other) => {
				const one = unite(other, use);
				if (!one || !canBeOne(everything, one.shownBy) || !order.allowsOne(other, use)) return false;
				order.unite(Object.assign(other, one), use);
				return true;
			});
		return uses.filter((use) => {
			const kind = kindOf(use);
			if (isTaken(use, kind)) return false;
			known.set(kind, [...(known.get(kind) ?? []), use]);
			return true;
		});
	};
	const all = united(
		resources.flatMap((resource) => usesOf(resource, shownIn, order)),
		{ kindOf: ({ looks }) => looks, unite: (one, other) => ({ ...one, shownBy: both(one.shownBy, other.shownBy) }) },
	);
	return order.sorted(further ? united(all, further) : all);
}

/** What the operations of one resource show, once each where their orders allow it. */
function usesOf<T extends Shown>(resource: Resource, shownIn: (operation: Operation) => T[], order: Precedence<Use<T>>): Array<Use<T>> {
	const uses: Array<Use<T>> = [];
	const known = new Map<string, Use<T>>();
	for (const operation of resource.operations) {
		let last: Use<T> | undefined;
		for (const shown of shownIn(operation)) {
			let use = known.get(shown.looks);
			if (!use || (last && order.leads(use, last))) {
				use = { ...shown, shownBy: new Map([[resource, []]]) };
				known.set(use.looks, use);
				uses.push(use);
			}
			use.shownBy.get(resource)?.push(operation.value);
			if (last) order.put(last, use);
			last = use;
		}
	}
	return uses;
}

/** n8n shows a property in each of its operations of each of its resources: none of them may have such an operation without it. */
export function canBeOne(within: Operations, shownBy: Operations): boolean {
	const named = new Set([...shownBy.values()].flat());
	return [...shownBy].every(([resource, own]) => (within.get(resource) ?? []).every((operation) => !named.has(operation) || own.includes(operation)));
}

/** How often each name of an operation is there. */
function namesIn(operations: Operations): Map<string, number> {
	const names = new Map<string, number>();
	for (const own of operations.values()) for (const name of own) names.set(name, (names.get(name) ?? 0) + 1);
	return names;
}

/**
 * Makes the conditions by which n8n shows something in some of these operations: of resource and operation only what is needed.
 *
 * @param root where a condition begins, inside of a collection
 */
export function conditionsWithin(all: Operations, root: '' | '/'): (shownBy: Operations) => Record<string, string[]> {
	const names = namesIn(all);
	return (shownBy) => {
		const own = namesIn(shownBy);
		const byResource = [...shownBy].every(([resource, operations]) => operations.length === all.get(resource)?.length);
		const byOperation = [...own].every(([name, times]) => times === names.get(name));
		const resources = { [`${root}resource`]: [...shownBy.keys()].map(({ value }) => value) };
		if (byResource && shownBy.size === all.size) return {};
		if (byResource && !byOperation) return resources;
		return { ...(byOperation ? {} : resources), [`${root}operation`]: [...own.keys()] };
	};
}
