import type { DocumentedEndpoint, DocumentedExample } from '../test/contract/documentation/documentation.mts';
import type { Resource } from '../nodes/common/operation/operation.ts';
import { CONSOLE_SCHEMA_FOLDER, consolePage, consoleSchemas } from './console.mts';
import type { NodeParts } from './nodeParts.mts';
import { operationsPage } from './page/operationsPage.mts';
import { outputSchemas } from './schema/schemas.mts';

/** Where n8n looks for the output schemas of version 1 of the node. */
export const SCHEMA_FOLDER = 'nodes/HetznerRobot/__schema__/v1.0.0';

export const OPERATIONS_PAGE = 'docs/operations.md';

/**
 * All generated files of the repository: their text by their path.
 *
 * @param console what the node of Hetzner Console can do
 */
export function generatedFiles(node: NodeParts, endpoints: DocumentedEndpoint[], examples: DocumentedExample[], console: Resource[]): Map<string, string> {
	const own = { ...node, resources: console };
	return new Map([
		...schemaFiles(SCHEMA_FOLDER, outputSchemas(node, endpoints, examples)),
		...schemaFiles(CONSOLE_SCHEMA_FOLDER, consoleSchemas(own)),
		[OPERATIONS_PAGE, `${operationsPage({ node, endpoints, examples, schemaFolder: `../${SCHEMA_FOLDER}` })}\n${consolePage(own)}`],
	]);
}

const schemaFiles = (folder: string, schemas: Map<string, object>): Array<[string, string]> =>
	[...schemas].map(([name, schema]) => [`${folder}/${name}.json`, `${JSON.stringify(schema, null, '\t')}\n`]);
