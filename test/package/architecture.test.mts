import { describe, expect, it, jest } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Endpoint } from '../../nodes/common/http/endpoint.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { folderOf, importsOf, loadedWith, roomOf, ROOMS, sources } from '../../tools/rooms.mts';
import { endpoints as documented } from '../contract/documentation/documentation.mts';

/** What a reader of the folder list relies on: where things stand, and which way they know each other. */

const textOf = (path: string) => readFileSync(path, 'utf8');

describe('the rooms of the nodes', () => {
	it('are all known, with every file in one of them', () => {
		expect(sources.filter((path) => !ROOMS.includes(roomOf(path)))).toEqual([]);
	});

	it('know the rooms below them only', () => {
		const upwards = sources.flatMap((path) =>
			importsOf(path)
				.filter((target) => ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(roomOf(path)))
				.map((target) => `${path} imports ${target}`),
		);
		expect(upwards).toEqual([]);
	});

	/** The trigger is one node for both APIs. Only what it watches in Console knows Console's rooms. */
	const watchesConsole = (path: string) => path.startsWith('nodes/HetznerRobot/trigger/console/');

	it('of one API know nothing of those of another: its node could move into a package of its own', () => {
		const across = sources
			.filter((path) => !watchesConsole(path))
			.flatMap((path) =>
				importsOf(path)
					.filter((target) => ![folderOf(path), 'common'].includes(folderOf(target)))
					.map((target) => `${path} imports ${target}`),
			);
		expect(across).toEqual([]);
		expect([...new Set(sources.map(folderOf))]).toEqual(['HetznerRobot', 'HetznerStorageBox', 'common']);
	});

	it('lead from what the trigger watches in Console to nothing of what only Robot does', () => {
		const watching = sources.filter(watchesConsole);
		expect(watching.length).toBeGreaterThan(0);
		const ofRobot = sources.filter((path) => folderOf(path) === 'HetznerRobot' && roomOf(path) !== '*/trigger');
		expect(watching.flatMap((path) => ofRobot.filter((target) => reaches(path, target)).map((target) => `${path} leads to ${target}`))).toEqual([]);
	});

	it('that are common name no API', () => {
		const named = sources.filter((path) => folderOf(path) === 'common' && /\b(storage_box|consoleDialect|robotDialect|hetznerConsoleApi)\b/.test(textOf(path)));
		expect(named).toEqual([]);
	});

	it('are files that do not import each other in a circle', () => {
		expect(sources.filter((path) => reaches(path, path))).toEqual([]);
	});

	it('let nobody but the nodes themselves stand outside of a room', () => {
		const loose = globSync('nodes/*/*', { withFileTypes: true }).filter((entry) => entry.isFile());
		expect(loose.filter(({ name }) => !/\.node\.(ts|json)$/.test(name))).toEqual([]);
	});

	it('are the only ones that keep anything beyond an execution in the one place for it', () => {
		const holder = /^(export )?(const|let|var) \w+(: [^=]+)? = new (?!RegExp)\w*(Map|Set|Memory|Guard|Ledger|Pace|Cache)\b/m;
		expect(sources.filter((path) => holder.test(textOf(path)) && !/new Set\(\[|new Map\(\[/.test(textOf(path)))).toEqual(['nodes/common/http/memory.ts']);
	});
});

function reaches(from: string, to: string, seen = new Set<string>(), imports = importsOf): boolean {
	return imports(from).some((target) => {
		if (target === to) return true;
		if (seen.has(target)) return false;
		seen.add(target);
		return reaches(target, to, seen, imports);
	});
}

describe('what Node.js runs as it is', () => {
	it('names the extension of each file that it imports', () => {
		const files = globSync('{simulator,demo,tools,bench,test}/**/*.mts', { exclude: (name) => name === 'node_modules' });
		const imports = files.flatMap((path) => [...textOf(path).matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)';$/gm)].map(([, target]) => `${path} imports ${target}`));
		expect(imports.length).toBeGreaterThan(0);
		expect(imports.filter((words) => !/\.(mts|ts|mjs|json)$/.test(words))).toEqual([]);
	});
});

/** n8n loads the nodes at each start, and its processes that run nothing of this package load them as well. */
describe('what n8n loads when it starts', () => {
	const nodes = globSync('nodes/*/*.node.ts').map((path) => path.replaceAll('\\', '/'));
	const ONLY_FOR_RUNS = /\/(router|perform|client|transport|credentialTest|poll|order|bootNow|reset|ruleChanges|rotation|money)\.ts$/;
	const onlyForRuns = sources.filter((path) => ONLY_FOR_RUNS.test(path) && !/\/(resources|endpoints)\//.test(path));

	it.each(nodes)('%s comes without what only a run needs', (node) => {
		expect(onlyForRuns.filter((path) => reaches(node, path))).not.toEqual([]);
		expect(onlyForRuns.filter((path) => reaches(node, path, new Set(), loadedWith))).toEqual([]);
	});
});

describe('the endpoints', () => {
	const files = sources.filter((path) => roomOf(path) === '*/endpoints' && folderOf(path) === 'HetznerRobot');
	const isEndpoint = (value: unknown): value is Endpoint => typeof value === 'object' && value !== null && 'method' in value && 'limit' in value;
	const stated = files.flatMap((file) =>
		Object.entries(jest.requireActual<Record<string, unknown>>(resolve(file))).flatMap(([name, value]) => (isEndpoint(value) ? [{ file, name, endpoint: value }] : [])),
	);
	const withoutNames = ({ method, path }: { method: string; path: string }) => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`;

	it('are those of the documentation, each stated once', () => {
		expect(stated.map(({ endpoint }) => withoutNames(endpoint)).sort()).toEqual(documented.map(withoutNames).sort());
	});

	it('are stated nowhere else', () => {
		const call = /\b(get|post|put|del)\(\s*['"`]\//;
		// A key of an object is one of n8n's, which name a parameter like a path.
		const path = /['"`]\/[a-z_]+(\/|\{|\$|['"`](?!:))/;
		const elsewhere = sources.filter((file) => roomOf(file) !== '*/endpoints' && (call.test(codeOf(file)) || path.test(codeOf(file))));
		expect(elsewhere).toEqual([]);
	});

	it('have the link to their section of the documentation above them', () => {
		const missing = stated.filter(({ file, name, endpoint }) => {
			const { path } = documented.find((entry) => withoutNames(entry) === withoutNames(endpoint))!;
			const section = `${endpoint.method} ${path}`.toLowerCase().replace(/[{}]/g, '').replace(/[ /]+/g, '-');
			return !textOf(file).includes(`/** https://robot.hetzner.com/doc/webservice/en.html#${section} */\nexport const ${name} = `);
		});
		expect(missing.map(({ name }) => name)).toEqual([]);
	});

	it('are what the operations ask', () => {
		const known = new Set(stated.map(({ endpoint }) => endpoint));
		const asked = resources.flatMap(({ operations }) => operations.flatMap(({ calls }) => calls.map(({ endpoint }) => endpoint)));
		expect(asked.filter((endpoint) => !known.has(endpoint)).map(withoutNames)).toEqual([]);
		expect(new Set(asked).size).toBe(known.size);
	});

	/** Comments show paths, and advice for all endpoints of a kind looks at the beginning of their path. */
	function codeOf(file: string): string {
		return textOf(file)
			.replace(/\/\*\*[^]*?\*\//g, '')
			.replace(/\.startsWith\('\/\w+'\)/g, '');
	}
});
