import { globSync, readFileSync } from 'node:fs';
import { compatibilityTable } from './compatibility.mts';
import { OPERATIONS_PAGE } from './generated.mts';
import { readManifest, withOwner } from './owner.mts';
import { currentPicture } from './rooms.mts';
import { withTotals, type Totals } from './totals.mts';

/** Pages that are written by hand, and in which something is kept current: totals, addresses of the repository, and a part of its own in two of them. */

const README = 'README.md';
export const CONTRIBUTING_PAGE = 'CONTRIBUTING.md';

/** By the page: what the part is called in the marks around it, and what it holds. */
const parts: Record<string, { name: string; text: () => string }> = {
	[README]: { name: 'versions', text: compatibilityTable },
	[CONTRIBUTING_PAGE]: { name: 'rooms', text: currentPicture },
};

/** Puts a new text between the marks of a part. */
export function withPart(page: string, name: string, text: string): string {
	const [start, end] = [`<!-- The ${name}: npm run generate writes what follows. -->`, `<!-- The end of the ${name}. -->`];
	const [before, rest = ''] = page.split(start);
	const [, after] = rest.split(end);
	if (before === undefined || after === undefined) throw new Error(`A page has lost the lines between which the ${name} stand: ${start} and ${end}`);
	return `${before}${start}\n\n${text}\n\n${end}${after}`;
}

const pages = () => [README, CONTRIBUTING_PAGE, ...globSync('docs/*.md')].map((path) => path.replaceAll('\\', '/')).filter((path) => path !== OPERATIONS_PAGE);

/** These pages as they ought to be: their text by their path. */
export function currentPages(totals: Totals): Map<string, string> {
	return new Map(
		pages().map((path) => {
			const text = withOwner(withTotals(readFileSync(path, 'utf8'), totals), readManifest());
			const part = parts[path];
			return [path, part ? withPart(text, part.name, part.text()) : text];
		}),
	);
}
