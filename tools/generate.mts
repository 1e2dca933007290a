// Writes what is generated from the operations: the output schemas that n8n's editor shows, and docs/operations.md; and
// brings the numbers in the other pages and the picture in CONTRIBUTING.md up to date.
// `npm run generate` builds the package first, because this reads the built operations; a test tells when it is due.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endpoints, examples } from '../test/contract/documentation/documentation.mts';
import { generatedFiles, SCHEMA_FOLDER } from './generated.mts';
import type { NodeParts } from './nodeParts.mts';
import { currentPages } from './pages.mts';
import { totalsOf } from './totals.mts';

const PARTS = ['common/operation/operation.js', 'common/http/endpoint.js', 'HetznerRobot/resources/index.js', 'HetznerRobot/robot/reply.js'];

async function builtNode(): Promise<NodeParts> {
	const urls = PARTS.map((file) => pathToFileURL(join('dist', 'nodes', file)).href);
	const modules = await Promise.all(urls.map(async (url) => (await import(url)) as Partial<NodeParts>));
	return Object.assign({}, ...modules) as NodeParts;
}

const node = await builtNode();
const files = generatedFiles(node, endpoints, examples);
for (const [path, text] of currentPages(totalsOf(node, endpoints, examples))) files.set(path, text);
// The schema of an operation that is gone goes too.
rmSync(SCHEMA_FOLDER, { recursive: true, force: true });
for (const [path, text] of files) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
console.log(`Wrote ${files.size} files`);
