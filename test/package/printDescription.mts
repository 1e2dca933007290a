import type { INodeTypeDescription } from 'n8n-workflow';

/**
 * A node's assembled description as the source text of a class: n8n's lint rules read object literals, so that they see
 * nothing of a description that is put together from the operations.
 */
export const printDescription = (className: string, description: INodeTypeDescription): string => `
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class ${className} implements INodeType {
	description: INodeTypeDescription = ${literal(description)};
}
`;

function literal(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((entry) => `${literal(entry)},\n`).join('')}]`;
	if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoted(value) : String(value);
	const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
	return `{${entries.map(([key, entry]) => `${/^\w+$/.test(key) ? key : quoted(key)}: ${valueOf(key, entry)},\n`).join('')}}`;
}

/** The rules want the constant where the description has its value, "main". */
const valueOf = (key: string, value: unknown) => (key === 'inputs' || key === 'outputs' ? literal(value).replaceAll("'main'", 'NodeConnectionTypes.Main') : literal(value));

const quoted = (text: string) => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
