/** Keeps the package that `npm run dev` installed as the sources are: n8n loads it again by itself when its files change. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.mts';
import { endGroup } from './process.mts';

/**
 * Compiles and copies whatever is saved in nodes/ and credentials/, until it is stopped.
 * @param folder where the package is installed
 */
export function rebuildAtEverySave(folder: string): { stop(): Promise<void> } {
	const isWindows = process.platform === 'win32';
	const child = spawn('gulp', ['rebuild'], {
		cwd: ROOT,
		env: { ...process.env, REBUILD_FOLDER: join(folder, 'dist') },
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: isWindows,
		// Its own process group: gulp does not end the compiler that it started.
		detached: !isWindows,
	});
	child.on('error', (error) => console.error(error));
	return { stop: () => endGroup(child, 1) };
}
