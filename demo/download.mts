import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './process.mts';

/** How often a download that breaks off is begun, the first time included. npm keeps in its cache what has come already. */
const TRIES = 3;

/** Seconds between two lines about how far it is. */
const PAUSE = 10;

export interface DownloadOptions {
	/** Gets a line for people at each step. */
	say: (line: string) => void;
	/** 10 unless told. */
	secondsBetweenLines?: number;
}

/**
 * Installs what the package-lock.json of a folder names, without install scripts, and says how far it is.
 *
 * @throws {Error} when it has failed three times; the message says what npm said last, and that another start goes on
 */
export async function installLocked(folder: string, { say, secondsBetweenLines = PAUSE }: DownloadOptions): Promise<void> {
	const packages = packagesOf(folder);
	const tell = () => {
		const here = packages.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
		// npm asks for all of them first: behind a slow line that takes minutes.
		say(here === 0 ? `  looking up ${packages.length} packages` : `  ${here} of ${packages.length} packages`);
	};
	for (let attempt = 1; ; attempt++) {
		const telling = setInterval(tell, secondsBetweenLines * 1000);
		const failure = await npm(['ci', '--ignore-scripts'], { cwd: folder, quiet: true })
			.then(() => undefined)
			.catch((error: Error) => error)
			.finally(() => clearInterval(telling));
		if (!failure) return;
		if (attempt === TRIES) throw new Error(`The installation failed. Start again to go on: npm keeps what has come already.\n${failure.message}`);
		say(`It broke off: ${reasonOf(failure.message)}. Going on with what has come already.`);
	}
}

/** The folders of all packages that are installed on every machine. */
function packagesOf(folder: string): string[] {
	const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, { optional?: boolean }> };
	return Object.entries(packages)
		.filter(([path, { optional }]) => path !== '' && !optional)
		.map(([path]) => path);
}

/** Why a driver could not be compiled in a folder below this one, and what to do about it, before what npm says. */
export function notBuilt(folder: string, message: string): string {
	const advice = /^[\w./\\:@+-]*$/.test(folder)
		? 'It is compiled where it cannot be downloaded from GitHub, and that takes Python, make and a C++ compiler.'
		: `It is compiled where it cannot be downloaded from GitHub, and no compiler works in a folder with blanks or brackets in its name. Move the clone out of ${folder}: start again there, and what was downloaded goes along.`;
	return `n8n's database driver could not be built. ${advice}\n${message}`;
}

/** npm's own first words about it. */
const reasonOf = (output: string): string => /npm (?:error|ERR!) (?!code)(.+)/.exec(output)?.[1] ?? 'npm says no more';
