import { globSync, readFileSync } from 'node:fs';
import { OPERATIONS_PAGE } from './generated.mts';
import { currentPicture } from './rooms.mts';
import { withTotals, type Totals } from './totals.mts';

/** Pages that are written by hand, and in which something is kept current: totals, and the picture of the rooms. */

export const CONTRIBUTING_PAGE = 'CONTRIBUTING.md';

const START = '<!-- The rooms: npm run generate writes what follows. -->';
const END = '<!-- The end of the rooms. -->';

/** Puts a new picture between the marks. */
export function withPicture(page: string, picture: string): string {
	const [before, rest = ''] = page.split(START);
	const [, after] = rest.split(END);
	if (before === undefined || after === undefined) throw new Error(`${CONTRIBUTING_PAGE} has lost the lines between which the picture stands: ${START} and ${END}`);
	return `${before}${START}\n\n${picture}\n\n${END}${after}`;
}

const pages = () => ['README.md', CONTRIBUTING_PAGE, ...globSync('docs/*.md')].map((path) => path.replaceAll('\\', '/')).filter((path) => path !== OPERATIONS_PAGE);

/** These pages as they ought to be: their text by their path. */
export function currentPages(totals: Totals): Map<string, string> {
	return new Map(
		pages().map((path) => {
			const text = withTotals(readFileSync(path, 'utf8'), totals);
			return [path, path === CONTRIBUTING_PAGE ? withPicture(text, currentPicture()) : text];
		}),
	);
}
