import type { Output, Resource } from '../../nodes/common/operation/operation.ts';
import { code } from './markdown.mts';

export const OUTPUTS_IN_WORDS = `**\`output\`** says what an item holds, where the reply has more than a few fields: \`simplified\` (unless you say otherwise) the fields that
stand below the table, flat, each always there, and null where it is missing; \`raw\` the API's object as it is; \`selectedFields\` those that
\`fields\` names, of both. The linked schema is that of the simplified output. What the node adds (\`changed\`, \`message\`, a new password)
is always there. \`oneTimeSecrets\` names the fields of an item that are to be kept, e.g. \`["password"]\`: nothing shows them again, except the
password of a boot system, which *Boot: Get* shows until a start has used it up.`;

/** What the simplified outputs of a resource hold, one line for each. */
export function simplifiedOutputs({ operations }: Resource): string {
	const all = new Map<Output, string[]>();
	for (const { name, calls } of operations)
		for (const { output, chosenBy } of calls) if (output) all.set(output, [...(all.get(output) ?? []), chosenBy === undefined ? name : `${name} (${chosenBy})`]);
	return [...all].map(([output, names]) => `- Simplified output of ${[...new Set(names)].join(', ')}: ${fieldsInWords(output)}`).join('\n');
}

const fieldsInWords = ({ simplified }: Output): string =>
	Object.entries(simplified)
		.map(([name, { says }]) => `${code(name)}${says === undefined ? '' : ` (${says})`}`)
		.join(', ');
