import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/** What CONTRIBUTING.md shows is copied word by word: so it has to compile where it says that it goes. */

const page = readFileSync('CONTRIBUTING.md', 'utf8');

/** The pieces of code, in their order on the page. */
const FILES = [
	'nodes/HetznerRobot/endpoints/rack.ts',
	'nodes/HetznerRobot/resources/rack.ts',
	'simulator/routes/rack.mts',
	'test/contract/cases/rack.mts',
	'test/engine/server.test.mts',
];

const pieces = [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, code = '']) => code);

/** Step 6, which the page says in words. */
const sections = readFileSync('simulator/sections.mts', 'utf8')
	.replace('\nimport ', "\nimport { seedRacks } from './routes/rack.mts';\nimport ")
	.replace(/(\n\t+)servers,/, '$1servers,$1racks: seedRacks(),');

it('CONTRIBUTING.md shows code that compiles, in files that it names', () => {
	expect(pieces).toHaveLength(FILES.length);
	const missing = FILES.slice(0, -1).filter((file) => !page.includes(`\`${file}\``));
	expect(missing).toEqual([]);

	const shown = new Map([...FILES.map((file, index) => [resolve(file), pieces[index]!] as const), [resolve('simulator/sections.mts'), sections]]);
	const { config } = ts.readConfigFile('tsconfig.dev.json', (path) => ts.sys.readFile(path)) as { config: object };
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
	const host = ts.createCompilerHost(options);
	const { readFile, fileExists } = host;
	host.fileExists = (path) => shown.has(resolve(path)) || fileExists(path);
	host.readFile = (path) => shown.get(resolve(path)) ?? readFile(path);
	const program = ts.createProgram([...shown.keys()], options, host);

	const problems = FILES.flatMap((file) => {
		const source = program.getSourceFile(resolve(file))!;
		return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
			({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
		);
	});
	expect(problems).toEqual([]);
}, 60_000);
