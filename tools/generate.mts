// Writes what is generated from the operations: the output schemas that n8n's editor shows, and docs/operations.md; and
// brings the numbers and the generated parts of the other pages and the addresses of the repository up to date.
// `npm run generate` builds the package first, because this reads the built operations; a test tells when it is due.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endpoints, examples } from '../test/contract/documentation/documentation.mts';
import { CONSOLE_SCHEMA_FOLDER } from './console.mts';
import { generatedFiles, SCHEMA_FOLDER } from './generated.mts';
import type { NodeParts } from './nodeParts.mts';
import { ownedFiles } from './owner.mts';
import { currentPages } from './pages.mts';
import { totalsOf } from './totals.mts';

/** What Robot's node is generated from; the one of Hetzner Console needs its operations only. */
const PARTS = ['common/operation/effects.js', 'common/operation/outputs.js', 'common/http/endpoint.js', 'HetznerRobot/resources/index.js', 'HetznerRobot/robot/reply.js'];

const built = async <T,>(file: string): Promise<T> => (await import(pathToFileURL(join('dist', 'nodes', file)).href)) as T;

async function builtNode(): Promise<NodeParts> {
	const modules = await Promise.all(PARTS.map(async (file) => await built<Partial<NodeParts>>(file)));
	return Object.assign({}, ...modules) as NodeParts;
}

const node = await builtNode();
const { resources: ofConsole } = await built<Pick<NodeParts, 'resources'>>('HetznerStorageBox/resources/index.js');
const files = generatedFiles(node, endpoints, examples, ofConsole);
for (const [path, text] of ownedFiles()) files.set(path, text);
for (const [path, text] of currentPages(totalsOf(node, endpoints, examples))) files.set(path, text);
// The schema of an operation that is gone goes too.
for (const folder of [SCHEMA_FOLDER, CONSOLE_SCHEMA_FOLDER]) rmSync(folder, { recursive: true, force: true });
for (const [path, text] of files) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
console.log(`Wrote ${files.size} files`);
