/** The order of the editor's texts. Without a collator: making the first one takes a sixth of the time in which n8n loads the node. */
export function alphabetically(a: string, b: string): number {
	const [first, second] = [a.toLowerCase(), b.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}

let names: Intl.Collator | undefined;

/** The order of names that people have given: `web2` comes before `web10`. One collator for all, as each takes longer to make than to use. */
export function byName(a: string, b: string): number {
	names ??= new Intl.Collator('en', { numeric: true });
	return names.compare(a, b);
}
