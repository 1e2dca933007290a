// Whether the tests would notice a fault in the files of tools/mutated.mts: StrykerJS puts small ones in, one at a time.
//   npm run mutation: all files
//   npm run mutation -- retry orderPrice: the files with one of these words in their path
// Keeps the scores for docs/reliability.md, which `npm run reliability` writes.
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Stryker } from '@stryker-mutator/core';
import { inPercent, keepScore, mutated, type Score } from './mutated.mts';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];
type LogLevel = ConstructorParameters<typeof Stryker>[0]['logLevel'];

/** Folders that the tests do without; the first one alone is a whole n8n. */
const NOT_COPIED = ['demo', 'dist', 'docs', '.git'];

const LONGEST = 100;

/** A fault that makes the tests wait without end is noticed as well. */
const isNoticed = ({ status }: MutantResult) => status === 'Killed' || status === 'Timeout';
const isUnnoticed = ({ status }: MutantResult) => status === 'Survived' || status === 'NoCoverage';

async function mutate(file: string, tests: string[]): Promise<MutantResult[]> {
	const stryker = new Stryker({
		mutate: [file],
		testRunner: 'jest',
		coverageAnalysis: 'perTest',
		jest: { projectType: 'custom', configFile: 'jest.config.mjs', enableFindRelatedTests: false, config: { testMatch: tests.map((test) => `<rootDir>/${test}`) } },
		ignorePatterns: NOT_COPIED,
		tempDirName: '.stryker',
		concurrency: Math.max(1, availableParallelism() - 1),
		reporters: [],
		logLevel: 'error' as LogLevel,
	});
	return await stryker.runMutationTest();
}

/** `line 12: seconds > 0 → seconds >= 0` */
function told({ location: { start, end }, replacement, status }: MutantResult, lines: string[]): string {
	const last = end.line === start.line ? end.column - 1 : undefined;
	const first = (lines[start.line - 1] ?? '').slice(start.column - 1, last);
	const original = last === undefined ? `${first} …` : first;
	return `  line ${start.line}: ${short(original)} → ${short(replacement ?? '')}${status === 'NoCoverage' ? ' (no test comes here)' : ''}`;
}

function short(code: string): string {
	const text = code.replace(/\s+/g, ' ').trim();
	return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

function report(file: string, mutants: MutantResult[], score: Score, seconds: number): string {
	const unnoticed = mutants.filter(isUnnoticed).sort((a, b) => a.location.start.line - b.location.start.line);
	const lines = readFileSync(file, 'utf8').split('\n');
	const head = `${inPercent(score).padStart(7)}  ${`${score.noticed}/${score.all}`.padStart(7)}  ${`${Math.round(seconds)} s`.padStart(6)}  ${file}`;
	return [head, ...unnoticed.map((mutant) => told(mutant, lines))].join('\n');
}

const words = process.argv.slice(2);
const chosen = mutated.filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)));
if (chosen.length === 0) throw new Error(`tools/mutated.mts has no file with ${words.join(' or ')} in its path`);
const missing = chosen.flatMap(({ file, tests }) => [file, ...tests]).filter((path) => !existsSync(path));
if (missing.length > 0) throw new Error(`tools/mutated.mts names files that are not there: ${missing.join(', ')}`);

console.log('  score  noticed    time  file, and below it the faults that no test notices');
for (const { file, tests } of chosen) {
	const start = Date.now();
	const mutants = await mutate(file, tests);
	const noticed = mutants.filter(isNoticed).length;
	const score = { noticed, all: noticed + mutants.filter(isUnnoticed).length };
	keepScore(file, score);
	console.log(report(file, mutants, score, (Date.now() - start) / 1000));
}
