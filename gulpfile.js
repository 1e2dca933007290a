// The build and the checks of this package; each task has an npm script of its name.
const { spawn } = require('node:child_process');
const { rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, series, src, watch } = require('gulp');

/** Runs a program of node_modules/.bin and fails the task when it fails. Gulp shows it by its own name, also where it is exported: there it stands in a series. */
function command(name, ...args) {
	const task = () =>
		new Promise((resolve, reject) => {
			const child = spawn(name, args, { stdio: 'inherit', shell: process.platform === 'win32' });
			child.on('error', reject);
			child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`))));
		});
	task.displayName = [name, ...args].join(' ');
	return task;
}

/** Sets environment variables for the tasks after it. */
function setting(variables) {
	const task = async () => void Object.assign(process.env, variables);
	task.displayName = Object.entries(variables)
		.map(([name, value]) => `${name}=${value}`)
		.join(' ');
	return task;
}

const clean = () => rm('dist', { recursive: true, force: true });
const compile = command('tsc');
/** Works out what the nodes show, and puts the result in the place of the file: n8n asks for it at each start, and all that it comes from stays unread. */
const describe = async () => {
	for (const room of ['HetznerRobot/resources', 'HetznerRobot/trigger', 'HetznerStorageBox/resources']) {
		const file = join(__dirname, 'dist', 'nodes', room, 'description.js');
		const shown = JSON.stringify(JSON.stringify(require(file)));
		await writeFile(file, `"use strict";\nObject.assign(exports, JSON.parse(${shown}));\n`);
		await rm(`${file}.map`);
	}
};
/** `npm run dev` has the package rebuilt where it installed it. */
const output = process.env.REBUILD_FOLDER ?? 'dist';
const copied = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];
const copy = () => src(copied, { base: '.', encoding: false }).pipe(dest(output));
const copyChanges = async () => void watch(copied, copy);

// Before Jest, which remembers the folders that it has not found.
const n8n = async () => (await import('./demo/install.mts')).installN8n();
n8n.displayName = 'n8n of demo/package-lock.json';

// Waits for the network most of the time; .ci/run does it beside the tests.
exports.fetch = series(command('node', 'tools/versions.mts', '--install'), n8n);
exports.build = series(clean, parallel(series(compile, describe), copy));
// Goes on until it is ended: compiles and copies at every save. What TypeScript rejects is not written.
exports.rebuild = parallel(command('tsc', '--watch', '--preserveWatchOutput', '--noEmitOnError', '--outDir', output), copyChanges);
exports.generate = series(clean, compile, describe, command('node', 'tools/generate.mts'), copy);
// What `n8n-node lint` runs, without the whole n8n below demo/ that it would search, too.
const linted = ['--max-warnings', '0', 'credentials', 'nodes', 'package.json'];
exports.lint = series(command('eslint', ...linted));
exports['lint:fix'] = series(command('eslint', '--fix', ...linted));
// Only looks; `npm run format` writes. Sources only: the documentation's JSON stays as it is written there, and what is
// generated has its own form.
const formatted = ['*.{js,mjs}', '{credentials,nodes,simulator,demo,tools,bench,test}/**/*.{ts,mts,mjs}'];
exports.format = series(command('prettier', '--check', ...formatted));
exports['format:fix'] = series(command('prettier', '--write', '--log-level', 'warn', ...formatted));
const devTypes = command('tsc', '-p', 'tsconfig.dev.json');
exports.typecheck = parallel(command('tsc', '--noEmit'), devTypes);
// The files that take long, and the groups of all others.
const unit = async () => {
	const { ALONE } = await import('./test/groups/files.mts');
	await command('jest', 'test/groups', ...ALONE.map((name) => `test/${name}.test`))();
};
exports.unit = unit;
// More cases than the tests have time for, and others each time.
exports.fuzz = series(setting({ FUZZ_CASES: '10000', FUZZ_SEED: 'random', MONEY_RUNS: '1000' }), command('jest', 'test/fuzz', 'test/money'));
exports.reliability = series(setting({ RELIABILITY: 'write' }), command('jest', 'test/faults/matrix'));
exports.requests = series(setting({ REQUESTS: 'write' }), command('jest', 'test/contract/requests'));
exports.usability = series(setting({ USABILITY: 'write' }), exports.build, n8n, command('jest', 'test/e2e/usability'));
// The build checks the types of the package.
exports.test = series(parallel(exports.format, exports.lint, devTypes, exports.build), unit);
// Each file has an n8n and a simulated Robot of its own, and much of it is waiting: three go side by side, also on two cores.
exports.e2e = series(exports.build, n8n, command('jest', '--maxWorkers=3', 'test/e2e'));
