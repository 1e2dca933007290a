import { globSync, readFileSync } from 'node:fs';

/** Who owns this repository: stated in package.json, and everywhere else derived from there. */

interface Manifest {
	name: string;
	version: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { url: string };
}

export const readManifest = (): Manifest => JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** `https://github.com/owner/repository` */
export const repositoryUrl = ({ repository }: Pick<Manifest, 'repository'>): string => repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

/** GitHub's host for pages, and that for the files themselves: npm shows no picture without its whole address. */
const addressOf = (name: string) => new RegExp(`(https://(?:github|raw\\.githubusercontent)\\.com/)[\\w.-]+/${name}(?![\\w-])`, 'g');

/** A text in which all addresses of this package's repository, whoever owned it, are its owner's. */
export const withOwner = (text: string, manifest: Pick<Manifest, 'name' | 'repository'>): string =>
	text.replaceAll(addressOf(manifest.name), (_address, host: string) => `${host}${new URL(repositoryUrl(manifest)).pathname.slice(1)}`);

/** The files with addresses of the repository, as they ought to be: their text by their path. */
export function ownedFiles(manifest = readManifest()): Map<string, string> {
	const paths = ['package.json', 'README.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync(['.github/ISSUE_TEMPLATE/*.yml', 'credentials/*.ts', 'nodes/*/*.node.json'])];
	return new Map(paths.map((path) => [path.replaceAll('\\', '/'), withOwner(readFileSync(path, 'utf8'), manifest)]));
}
