import type { Pair } from './url.mts';

/**
 * Query strings and form bodies as Robot reads them. Names with brackets nest the way PHP reads them, which is what
 * the documented inputs (`authorized_key[]`, `rules[input][0][name]`) are made for:
 * `rules[input][0][name]=x` is `{ rules: { input: { '0': { name: 'x' } } } }`; `key[]` counts up from 0.
 */
export interface InputTree {
	[name: string]: string | InputTree;
}

/** The inputs of one request, read the way the webservice reads them. */
export class Input {
	readonly tree: InputTree;

	constructor(pairs: Pair[]) {
		this.tree = Object.create(null) as InputTree;
		for (const [name, value] of pairs) put(this.tree, keysOf(name), value);
	}

	has(name: string): boolean {
		return this.tree[name] !== undefined;
	}

	/** A single value. A bare name that is repeated keeps its last value only. */
	text(name: string): string | undefined {
		const value = this.tree[name];
		return typeof value === 'string' ? value : undefined;
	}

	/** `name[]=a&name[]=b`, or one bare `name=a`. Empty values are left out. */
	list(name: string): string[] {
		const value = this.tree[name];
		if (value === undefined) return [];
		const values = typeof value === 'string' ? [value] : Object.values(value);
		return values.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
	}

	/** `true` or `false` in lower case. Anything else, `True` for one, is ignored as if it had not been sent. */
	flag(name: string): boolean | undefined {
		const value = this.tree[name];
		if (value === 'true') return true;
		return value === 'false' ? false : undefined;
	}

	/** A nested input such as `rules`; undefined when it is absent or a plain value. */
	nested(name: string): InputTree | undefined {
		const value = this.tree[name];
		return typeof value === 'object' ? value : undefined;
	}
}

function keysOf(name: string): string[] {
	const bracket = name.indexOf('[');
	if (bracket <= 0 || !name.endsWith(']')) return [name];
	return [name.slice(0, bracket), ...name.slice(bracket + 1, -1).split('][')];
}

function put(tree: InputTree, [first, ...rest]: string[], value: string): void {
	const key = first === '' ? nextIndex(tree) : first!;
	if (rest.length === 0) {
		tree[key] = value;
		return;
	}
	let inner = tree[key];
	if (typeof inner !== 'object') {
		inner = Object.create(null) as InputTree;
		tree[key] = inner;
	}
	put(inner, rest, value);
}

function nextIndex(tree: InputTree): string {
	const used = Object.keys(tree)
		.filter((key) => /^\d+$/.test(key))
		.map(Number);
	return String(Math.max(-1, ...used) + 1);
}
