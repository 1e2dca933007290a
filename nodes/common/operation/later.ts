/**
 * A function that is loaded when it is called for the first time: n8n loads every node when it starts, and most of what
 * they do is never asked for until the next start.
 */
export const later = <This, A extends unknown[], R>(load: () => Promise<(this: This, ...args: A) => R | Promise<R>>) =>
	async function (this: This, ...args: A): Promise<R> {
		return await (await load()).apply(this, args);
	};

/** Methods that the editor calls by their names, all loaded when one of them is called for the first time. */
export const methodsLater = <M extends object>(names: string[], load: () => Promise<M>): M =>
	Object.fromEntries(names.map((name) => [name, later(async () => (await load())[name as keyof M] as () => unknown)])) as M;
