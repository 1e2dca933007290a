/**
 * A function that is loaded when it is called for the first time: n8n loads every node when it starts, and most of what
 * they do is never asked for until the next start.
 */
export const later = <This, A extends unknown[], R>(load: () => Promise<(this: This, ...args: A) => R | Promise<R>>) =>
	async function (this: This, ...args: A): Promise<R> {
		return await (await load()).apply(this, args);
	};
