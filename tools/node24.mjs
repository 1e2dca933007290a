// Runs a command with Node 24, which n8n needs, whatever Node npm itself runs on:
//   node tools/node24.mjs <command> [arguments]
// On an older Node it uses the one in the devDependency `node`. That package
// unpacks its binary in an install script, and .npmrc switches those off, so
// it is unpacked here, once.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM = 24;
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';

function pathWithNode24() {
	const hasNode24 = Number(process.versions.node.split('.')[0]) >= MINIMUM;
	const own = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
	if (!hasNode24 && !existsSync(own)) {
		console.log(`Node ${process.versions.node} is older than ${MINIMUM}: unpacking the one in node_modules/node`);
		const { status } = spawnSync('npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: isWindows });
		if (status !== 0) process.exit(status ?? 1);
	}
	const own24 = hasNode24 ? [] : [join(root, 'node_modules', 'node', 'bin')];
	return [...own24, bin, process.env.PATH].join(delimiter);
}

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: pathWithNode24() }, shell: isWindows });
// Ctrl-C and kill end the command in its own way; what it answers to them is the exit code here too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// Killing npm leaves only its shell's orphans: end with the shell.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
child.on('error', (error) => {
	throw error;
});
child.on('exit', (code, signal) => {
	process.exitCode = code ?? (signal ? 1 : 0);
});
