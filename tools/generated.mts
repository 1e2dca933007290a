import type { DocumentedEndpoint, DocumentedExample } from '../test/contract/documentation/documentation.mts';
import type { NodeParts } from './nodeParts.mts';
import { operationsPage } from './page/operationsPage.mts';
import { outputSchemas } from './schema/schemas.mts';

/** Where n8n looks for the output schemas of version 1 of the node. */
export const SCHEMA_FOLDER = 'nodes/HetznerRobot/__schema__/v1.0.0';

export const OPERATIONS_PAGE = 'docs/operations.md';

/** All generated files of the repository: their text by their path. */
export function generatedFiles(node: NodeParts, endpoints: DocumentedEndpoint[], examples: DocumentedExample[]): Map<string, string> {
	const schemas = [...outputSchemas(node, endpoints, examples)];
	return new Map([
		...schemas.map(([name, schema]): [string, string] => [`${SCHEMA_FOLDER}/${name}.json`, `${JSON.stringify(schema, null, '\t')}\n`]),
		[OPERATIONS_PAGE, operationsPage({ node, endpoints, examples, schemaFolder: `../${SCHEMA_FOLDER}` })],
	]);
}
