/** Gets n8n and the package onto this machine, the way a user's n8n would get them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { installLocked, notBuilt } from './download.mts';
import { DEMO, HOME, PACKAGE_NAME, ROOT } from './paths.mts';
import { npm, run } from './process.mts';

/** Of which package-lock.json the packages are there, and of which the database driver is built, too. */
const DOWNLOADED = join(DEMO, 'node_modules', '.downloaded');
const INSTALLED = join(DEMO, 'node_modules', '.installed');

/** Of which sources the package was made that is installed for `npm start`. */
const STAMP = join(HOME, 'package.sha256');

export const INSTALLED_PACKAGE = join(HOME, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);

/**
 * Installs the n8n of demo/package-lock.json into demo/node_modules, unless it is there: about 3 GB, some minutes.
 * @param say gets a line for people at each step
 */
export async function installN8n(say: (line: string) => void = console.log): Promise<void> {
	const wanted = await hashOf([join(DEMO, 'package-lock.json')]);
	if ((await textOf(INSTALLED)) === wanted) return;
	await rm(INSTALLED, { force: true });
	if ((await textOf(DOWNLOADED)) !== wanted) {
		say('Installing n8n into demo/node_modules. Only the first start does this: about 3 GB, 3 to 6 minutes.');
		// Without install scripts: one of n8n's dependencies wants to download and compile a Kafka client.
		await installLocked(DEMO, { say });
		await writeFile(DOWNLOADED, wanted);
	}
	say("Building n8n's database driver, SQLite: about a minute.");
	await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: DEMO, env: nodeHeaders(), quiet: true }).catch((error: Error) => {
		throw new Error(notBuilt(DEMO, error.message));
	});
	await writeFile(INSTALLED, wanted);
}

/** Native code is built against the running Node's own headers, where it brings them. */
function nodeHeaders(): Record<string, string> {
	const platformPackage = `node-${process.platform}-${process.arch}`;
	const homes = [join(ROOT, 'node_modules', 'node', 'node_modules', platformPackage), join(ROOT, 'node_modules', platformPackage), dirname(dirname(process.execPath))];
	const ownNode = process.execPath.startsWith(ROOT);
	const home = (ownNode ? homes : homes.slice(-1)).find((folder) => existsSync(join(folder, 'include', 'node', 'node_version.h')));
	return home === undefined ? {} : { npm_config_nodedir: home };
}

/** Builds the package and packs it into `folder`; returns the tarball's path. */
export async function packPackage(folder: string, { build = true } = {}): Promise<string> {
	if (build) await run('gulp', ['build'], { quiet: true });
	await mkdir(folder, { recursive: true });
	const output = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { quiet: true });
	const { filename } = (JSON.parse(output.slice(output.indexOf('['))) as [{ filename: string }])[0];
	return join(folder, filename);
}

/** Installs a packed package where n8n keeps community nodes: in `<user folder>/.n8n/nodes`. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await rm(join(folder, 'node_modules'), { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2));
	// n8n brings n8n-workflow, the package's peer dependency, itself.
	await npm(['install', tarball, '--legacy-peer-deps', '--ignore-scripts', '--no-package-lock', '--bin-links=false'], { cwd: folder, quiet: true });
}

/** Builds, packs and installs the package for `npm start`, unless the installed one was made from the same sources. */
export async function installOwnPackage(say: (line: string) => void = console.log): Promise<void> {
	const wanted = await hashOf(await sources());
	if ((await textOf(STAMP)) === wanted && existsSync(INSTALLED_PACKAGE)) return;
	say('Building the package and installing it into the demo.');
	const tarball = await packPackage(HOME);
	await installPackage(tarball, HOME);
	await writeFile(STAMP, wanted);
}

/** The next start builds and installs the package whatever its sources are. */
export async function forgetInstalled(): Promise<void> {
	await rm(STAMP, { force: true });
}

async function sources(): Promise<string[]> {
	const files = ['package.json', 'tsconfig.json', 'gulpfile.js'];
	for await (const entry of glob('{nodes,credentials}/**/*.{ts,json,svg,png}', { cwd: ROOT })) files.push(entry);
	return files.sort().map((file) => join(ROOT, file));
}

async function hashOf(files: string[]): Promise<string> {
	const hash = createHash('sha256').update(process.version);
	for (const file of files) hash.update(relative(ROOT, file)).update(await readFile(file));
	return hash.digest('hex');
}

async function textOf(file: string): Promise<string | undefined> {
	return existsSync(file) ? await readFile(file, 'utf8') : undefined;
}
