import { globSync, readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';

/** How the sources of the nodes are built: which file stands in which room, and which rooms know each other. */

/**
 * The rooms from the top down: a file imports from its own room and from those below it. `*` stands for the folders of
 * the nodes that Hetzner's APIs have, which do not know each other.
 */
export const ROOMS = [
	'*',
	'*/trigger',
	'*/lists',
	'*/resources',
	'*/outputs',
	'*/jobs',
	'*/lookups',
	'*/connection',
	'*/endpoints',
	'*/console',
	'*/robot',
	'common/operation',
	'common/n8n',
	'common/http',
];

/** The folder of the node that has a file, or `common`. */
export const folderOf = (path: string): string => path.split('/')[1] ?? '';

export const sources = globSync('nodes/**/*.ts')
	.map((path) => path.replaceAll('\\', '/'))
	.sort();

/** The room in which a file stands: `nodes/HetznerRobot/resources/fields/server.ts` in that of the resources. */
export function roomOf(path: string): string {
	const [, first = '', second = ''] = path.split('/');
	const room = second.endsWith('.ts') ? first : `${first}/${second}`;
	return first === 'common' ? room : room.replace(first, '*');
}

/** The files that a file imports, at once or later. */
export const importsOf = (path: string): string[] => importedBy(path, /(?:from |import\()'(\.[^']+)'/g);

/** The files that n8n loads together with a file: neither types, nor what is imported when it is needed. */
export const loadedWith = (path: string): string[] => importedBy(path, /^(?:import|export) (?!type )[^;]*? from '(\.[^']+)'/gm);

const importedBy = (path: string, imports: RegExp): string[] =>
	[...readFileSync(path, 'utf8').matchAll(imports)].map(([, target]) => {
		const file = normalize(`${dirname(path)}/${target}`).replaceAll('\\', '/');
		return sources.includes(`${file}.ts`) ? `${file}.ts` : `${file}/index.ts`;
	});

/** What stands in a room, as the picture of the rooms says it. */
const WORDS: Record<string, string> = {
	'*': 'the nodes as n8n loads them',
	'*/trigger': 'what the trigger watches',
	'*/lists': 'the lists of the editor',
	'*/resources': 'the operations, as data',
	'*/outputs': 'what comes out, simplified',
	'*/jobs': 'operations of several requests',
	'*/lookups': 'things by their names',
	'*/connection': 'the credential, its test',
	'*/endpoints': 'the documented endpoints',
	'*/console': 'what only Hetzner Console does',
	'*/robot': 'what only Robot does',
	'common/operation': 'what an operation is, and how it runs',
	'common/n8n': "n8n's HTTP, errors, hints",
	'common/http': 'requests, limits, logins, retries',
};

/** The rooms that only one node has; the others are in the folder of each. */
const OWN: Record<string, string> = {
	'*': 'HetznerRobot, HetznerStorageBox',
	'*/console': 'HetznerStorageBox/console',
	'*/robot': 'HetznerRobot/robot',
	'*/trigger': 'HetznerRobot/trigger',
};

const shown = (room: string) => OWN[room] ?? room;
const depth = (room: string) => ROOMS.indexOf(room);
const idOf = (room: string) => `room${depth(room)}`;

/** Which rooms below it each room imports from; that none imports from above is for a test to say. */
export function knownRooms(files: Array<{ path: string; imports: string[] }>): Map<string, Set<string>> {
	const known = new Map(ROOMS.map((room) => [room, new Set<string>()]));
	for (const { path, imports } of files) {
		for (const target of imports.map(roomOf)) if (depth(target) > depth(roomOf(path))) known.get(roomOf(path))?.add(target);
	}
	return known;
}

/** The rooms that another one leads to, however far. */
function reachedFrom(room: string, known: Map<string, Set<string>>): Set<string> {
	const near = [...(known.get(room) ?? [])];
	return new Set([...near, ...near.flatMap((next) => [...reachedFrom(next, known)])]);
}

/** A picture of the rooms in Mermaid's language. Arrows that follow from others are left out. */
export function picture(known: Map<string, Set<string>>): string {
	const boxes = ROOMS.map((room) => `\t${idOf(room)}["<b>${shown(room)}</b><br>${WORDS[room]}"]`);
	const arrows = ROOMS.flatMap((room) => {
		const near = [...(known.get(room) ?? [])];
		const direct = near.filter((target) => !near.some((other) => other !== target && reachedFrom(other, known).has(target)));
		return direct.sort((a, b) => depth(a) - depth(b)).map((target) => `\t${idOf(room)} --> ${idOf(target)}`);
	});
	return ['```mermaid', 'flowchart TD', ...boxes, ...arrows, '```'].join('\n');
}

export const currentPicture = (): string => picture(knownRooms(sources.map((path) => ({ path, imports: importsOf(path) }))));
