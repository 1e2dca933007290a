/** Which things come before which others. */
export class Precedence<T> {
	private readonly next = new Map<T, Set<T>>();

	put(before: T, after: T): void {
		this.nextOf(before).add(after);
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
		for (const after of this.nextOf(gone)) this.put(kept, after);
		this.next.delete(gone);
		for (const all of this.next.values()) if (all.delete(gone)) all.add(kept);
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

	private nextOf(thing: T): Set<T> {
		const known = this.next.get(thing) ?? new Set();
		this.next.set(thing, known);
		return known;
	}
}
