import { beforeAll, describe, expect, it } from '@jest/globals';
import { PackageDirectoryLoader } from 'n8n-core';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packedFiles, run, unpack } from './packed.mts';

/** The package as users get it. */

/** Milliseconds for npm and ESLint on a busy machine. */
const SLOW = 120_000;

beforeAll(() => {
	if (!existsSync('dist/nodes')) throw new Error('There is nothing to pack yet: npm run build');
});

/** Of what the build has worked out there is no source to be shown. */
const extensionsOf = (path: string) => (/nodes.\w+.(resources|trigger).description\.ts$/.test(path) ? ['.js', '.d.ts'] : ['.js', '.js.map', '.d.ts']);
const compiled = () => globSync('{credentials,nodes}/**/*.ts').flatMap((path) => extensionsOf(path).map((extension) => join('dist', path.replace(/\.ts$/, extension))));
const copied = () => globSync('{icons,nodes}/**/*.{json,svg}').map((path) => join('dist', path));

describe('the published package', () => {
	it(
		'holds what was built from the sources, the icons, the codex and the output schemas',
		() => {
			const expected = ['LICENSE', 'README.md', 'package.json', ...compiled(), ...copied()].map((path) => path.replaceAll('\\', '/'));
			expect(packedFiles().sort()).toEqual(expected.sort());
		},
		SLOW,
	);

	it('loads in n8n with its nodes, their credential, icons and codex', async () => {
		const loader = new PackageDirectoryLoader(process.cwd());
		await loader.loadAll();

		const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } };
		expect(
			Object.values(loader.known.nodes)
				.map(({ sourcePath }) => sourcePath)
				.sort(),
		).toEqual(n8n.nodes.sort());
		expect(loader.types.credentials.map(({ name }) => name)).toEqual(['hetznerConsoleApi', 'robotApi']);
		expect(loader.known.credentials.robotApi?.supportedNodes?.sort()).toEqual(['hetznerRobot', 'hetznerRobotTrigger']);
		expect(loader.known.credentials.hetznerConsoleApi?.supportedNodes?.sort()).toEqual(['hetznerRobotTrigger', 'hetznerStorageBox']);
		for (const type of [...loader.types.nodes, ...loader.types.credentials]) expect(iconsOf(type.iconUrl).map((path) => existsSync(path))).toEqual([true, true]);
		for (const { codex } of loader.types.nodes) expect(codex?.resources?.primaryDocumentation).toEqual([{ url: expect.stringMatching(/^https:/) }]);
	});

	it(
		'passes the scan of n8n for community packages: sources and package',
		() => {
			const folder = unpack();
			const script = `
			import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
			const sources = await analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS);
			const shipped = await analyzePackage(${JSON.stringify(folder)}, ['**/*.js', 'package.json']);
			console.log(JSON.stringify({ sources, shipped }));`;
			try {
				expect(JSON.parse(run(process.execPath, ['--input-type=module', '--eval', script]))).toEqual({ sources: { passed: true }, shipped: { passed: true } });
			} finally {
				rmSync(dirname(folder), { recursive: true });
			}
		},
		SLOW,
	);
});

/** `icons/<package>/dist/…` is where the editor asks for them. */
const iconsOf = (iconUrl: unknown) => Object.values(iconUrl as Record<string, string>).map((url) => url.replace(/^icons\/[^/]+\//, ''));
