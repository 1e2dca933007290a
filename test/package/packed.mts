import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program and gives back what it printed; throws what it complained about. */
export function run(command: string, args: string[]): string {
	// n8n's lint rules take any file for one of their own tests where NODE_ENV is "test", as in Jest.
	const env = { ...process.env, NODE_ENV: undefined };
	const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env, shell: process.platform === 'win32' });
	if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')}: ${stderr || stdout}`);
	return stdout;
}

/** The paths of the files that `npm publish` would send. */
export function packedFiles(): string[] {
	const [{ files = [] } = {}] = JSON.parse(run('npm', ['pack', '--dry-run', '--json'])) as Array<{ files?: Array<{ path: string }> }>;
	return files.map(({ path }) => path);
}

/** Unpacks what `npm publish` would send into a new folder, and gives back its path. */
export function unpack(): string {
	const folder = mkdtempSync(join(tmpdir(), 'packed-'));
	const [{ filename = '' } = {}] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder])) as Array<{ filename?: string }>;
	run('tar', ['-xzf', join(folder, filename), '-C', folder]);
	return join(folder, 'package');
}
