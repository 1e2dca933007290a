import { describe, expect, it } from '@jest/globals';
import { resolveOutputSchemaPath } from 'n8n-core';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import * as effects from '../../nodes/common/operation/effects.ts';
import { isOf } from '../../nodes/common/operation/outputs.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { resources as ofConsole } from '../../nodes/HetznerStorageBox/resources/index.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { CONSOLE_SCHEMA_FOLDER } from '../../tools/console.mts';
import { limitInWords } from '../../nodes/common/http/endpoint.ts';
import { unwrap } from '../../nodes/HetznerRobot/robot/reply.ts';
import { generatedFiles, OPERATIONS_PAGE, SCHEMA_FOLDER } from '../../tools/generated.mts';
import { currentPages } from '../../tools/pages.mts';
import { totalsOf } from '../../tools/totals.mts';
import { endpoints, examples } from '../contract/documentation/documentation.mts';

/** `npm run generate` mends what fails here. */

const expected = generatedFiles({ ...effects, resources, limitInWords, isOf, unwrap }, endpoints, examples, ofConsole);
const present = [OPERATIONS_PAGE, ...[SCHEMA_FOLDER, CONSOLE_SCHEMA_FOLDER].flatMap((folder) => globSync(`${folder}/**/*.json`))].map((path) => path.replaceAll('\\', '/'));

describe('the generated files', () => {
	it('are those of the operations as they are now', () => {
		const stale = present.filter((path) => readFileSync(path, 'utf8') !== expected.get(path));
		expect({ stale, missing: [...expected.keys()].filter((path) => !present.includes(path)) }).toEqual({ stale: [], missing: [] });
	});

	it('are right in what the pages count, and in the picture of the rooms', () => {
		const current = [...currentPages(totalsOf({ resources }, endpoints, examples))];
		expect(current.map(([path]) => path)).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/reliability.md']));
		expect(current.filter(([path, text]) => readFileSync(path, 'utf8') !== text).map(([path]) => `${path} is stale: npm run generate`)).toEqual([]);
	});

	it('have a schema where n8n looks for that of each operation', () => {
		const nodes = [
			{ folder: 'nodes/HetznerRobot', node: new HetznerRobot(), own: resources },
			{ folder: 'nodes/HetznerStorageBox', node: new HetznerStorageBox(), own: ofConsole },
		];
		const paths = nodes.flatMap(({ folder, node, own }) =>
			own.flatMap(({ value, operations }) =>
				operations.map((entry) => resolveOutputSchemaPath({ nodeDir: resolve(folder), version: node.description.version as number, resource: value, operation: entry.value })),
			),
		);
		expect(paths.sort()).toEqual(
			present
				.filter((path) => path !== OPERATIONS_PAGE)
				.map((path) => resolve(path))
				.sort(),
		);
	});
});
