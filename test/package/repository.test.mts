import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { mutated, readScores } from '../../tools/mutated.mts';
import { run } from './packed.mts';

const committed = run('git', ['ls-files'])
	.split('\n')
	.filter((path) => path !== '' && existsSync(path));

const textOf = (path: string) => (/\.(png|gif|mp4|tgz)$/.test(path) ? '' : readFileSync(path, 'utf8'));

const filesWith = (pattern: RegExp) => committed.filter((path) => pattern.test(textOf(path)));

/** As GitHub makes anchors of them. */
const headingsOf = (page: string) =>
	[...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(' ', '-'),
	);

describe('the repository', () => {
	it('names no registry: whoever installs has their own', () => {
		expect(filesWith(new RegExp(['registry', 'npmjs'].join('\\.')))).toEqual([]);
	});

	it("names no path of a developer's machine", () => {
		// What stands in /root of the rescue system is Hetzner's.
		expect(filesWith(/(?<![\w.:/-])(\/home\/\w|\/Users\/\w|\/root\/(?!installimage\b|autosetup\b|images\b|\.oldroot\b)|\/work\/)|\b[A-Z]:\\Users\\/)).toEqual([]);
	});

	it.each(['README.md', 'CONTRIBUTING.md'])('has the commands that %s names', (page) => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
		const named = [...readFileSync(page, 'utf8').matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, script, short]) => script ?? short);
		expect(named).not.toEqual([]);
		expect(named.filter((name) => !Object.hasOwn(scripts, name as string))).toEqual([]);
	});

	it('has the tasks, programs and files that its commands name', () => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
		const files = Object.values(scripts).flatMap((script) => script.match(/[\w./-]+\.m[jt]s/g) ?? []);
		const tasks = Object.values(scripts).flatMap((script) => /\bgulp ([\w:]+)/.exec(script)?.[1] ?? []);
		expect(files.filter((path) => !existsSync(path))).toEqual([]);
		const known = run('gulp', ['--tasks-simple']).split('\n');
		expect(tasks.filter((task) => !known.includes(task))).toEqual([]);
	});

	it('has the files and tests that npm run mutation names', () => {
		const named = mutated.flatMap(({ file, tests }) => [file, ...tests]);
		expect(named.filter((path) => !existsSync(path))).toEqual([]);
		expect(Object.keys(readScores())).toEqual(mutated.map(({ file }) => file));
	});

	it('has links in its pages that lead somewhere, to a heading where they name one', () => {
		const pages = committed.filter((path) => path.endsWith('.md'));
		const links = pages.flatMap((page) =>
			[...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)/g)].map(([, target]) => {
				const { pathname, hash } = new URL(target as string, `file:///${page}`);
				return { page, target: pathname.slice(1), heading: hash.slice(1) };
			}),
		);
		expect(links.filter(({ target, heading }) => !existsSync(target) || (heading !== '' && !headingsOf(target).includes(heading)))).toEqual([]);
	});

	it('has source files that can be read in one go', () => {
		const sources = committed.filter((path) => /^(credentials|nodes|simulator|demo|tools)\/.*\.m?ts$/.test(path));
		expect(sources.filter((path) => textOf(path).split('\n').length > 350)).toEqual([]);
	});
});
