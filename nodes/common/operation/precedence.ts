/** Which things come before which others. */
export class Precedence<T> {
	private readonly next = new Map<T, Set<T>>();
	private readonly previous = new Map<T, Set<T>>();

	put(before: T, after: T): void {
		add(this.next, before, after);
		add(this.previous, after, before);
	}

	leads(from: T, to: T, seen = new Set<T>()): boolean {
		for (const after of this.next.get(from) ?? []) {
			if (after === to) return true;
			if (seen.has(after)) continue;
			seen.add(after);
			if (this.leads(after, to, seen)) return true;
		}
		return false;
	}

	/** Whether two things can stand in one place. */
	allowsOne(a: T, b: T): boolean {
		return !this.leads(a, b) && !this.leads(b, a);
	}

	/** Lets one thing stand for another as well. */
	unite(kept: T, gone: T): void {
		for (const after of this.next.get(gone) ?? []) {
			this.previous.get(after)?.delete(gone);
			this.put(kept, after);
		}
		for (const before of this.previous.get(gone) ?? []) {
			this.next.get(before)?.delete(gone);
			this.put(before, kept);
		}
		this.next.delete(gone);
		this.previous.delete(gone);
	}

	/** In this order, and where it leaves a choice as given. */
	sorted(all: T[]): T[] {
		const done = new Set<T>();
		const visit = (thing: T): void => {
			if (done.has(thing)) return;
			[...(this.next.get(thing) ?? [])].reverse().forEach(visit);
			done.add(thing);
		};
		[...all].reverse().forEach(visit);
		return [...done].reverse();
	}
}

function add<T>(all: Map<T, Set<T>>, thing: T, other: T): void {
	const known = all.get(thing);
	if (known) known.add(other);
	else all.set(thing, new Set([other]));
}
