/** Runs test/versions in the engines of other versions of n8n, which it installs into the folders in `engines` first; with `--install` it does no more than that. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

for (const lock of globSync('engines/*/package-lock.json').sort()) {
	const folder = dirname(lock);
	install(folder, lock);
	if (process.argv.includes('--install')) continue;
	console.log(`\nn8n's engine in ${folder}`);
	// Old engines keep timers that would hold Jest up for ever.
	execFileSync('jest', ['--config', 'jest.engine.config.mjs', '--forceExit', 'test/versions'], {
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, ENGINE: folder.replace(/^engines[\\/]/, '') },
	});
}

/** Unless it is there. Without install scripts, as everywhere, and without n8n's peers. */
function install(folder: string, lock: string): void {
	const stamp = join(folder, 'node_modules', '.installed');
	const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	execFileSync(npm, ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: folder, stdio: 'inherit' });
	writeFileSync(stamp, wanted);
}
