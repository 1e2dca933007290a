import type { Call, Operation, Resource } from '../../nodes/common/operation/operation.ts';
import type { Endpoint } from '../../nodes/common/http/endpoint.ts';
import { ENDPOINTS_FILE, type DocumentedEndpoint, type DocumentedExample } from '../../test/contract/documentation/documentation.mts';
import type { NodeParts } from '../nodeParts.mts';
import { itemsOf } from '../schema/schemas.mts';
import { doneInWords } from '../schema/told.mts';
import { effectCell, EFFECTS_IN_WORDS } from './effects.mts';
import { commonFields, commonInputs, inputsOf } from './inputs.mts';
import { anchor, code, lines, table } from './markdown.mts';
import { OUTPUTS_IN_WORDS, simplifiedOutputs } from './outputs.mts';
import { warningLines } from './warnings.mts';

/** What the page is made of: the node, and the documentation for the spelling of the paths. */
interface Sources {
	node: NodeParts;
	endpoints: DocumentedEndpoint[];
	examples: DocumentedExample[];
	/** Where the output schemas are, as seen from the page. */
	schemaFolder: string;
}

const INTRODUCTION = `# Operations

Everything the Hetzner Robot node can do, by resource. This page is generated from the node: \`npm run generate\`.

- **Operation**: the name in the editor, and its value in a workflow's JSON.
- **Request**: what is sent to Robot, as [Robot's documentation](https://robot.hetzner.com/doc/webservice/en.html) writes it.
  Where a parameter selects the request, its values stand in front.
- **Inputs**: the parameters in a workflow's JSON, in bold those that are required where they are shown, with Robot's name where it is another one.
  What is picked from a list may be given bare (\`321\`), or as \`{ "__rl": true, "mode": "name", "value": "web1" }\`.
  Those in italics only steer the node.
- **Limit**: how often Robot allows the request.
- **Effect**: ${EFFECTS_IN_WORDS}
- **Output**: how many items come out of one input item, with a link to the JSON schema of one of them.

${OUTPUTS_IN_WORDS}`;

const COLUMNS = ['Operation', 'Request', 'Inputs', 'Limit', 'Effect', 'Output'];

/** The page `docs/operations.md`. */
export function operationsPage(sources: Sources): string {
	const { resources } = sources.node;
	const contents = resources.map(({ name, operations }) => `- [${name}](#${anchor(name)}): ${operations.map((operation) => operation.name).join(', ')}`);
	const common = commonInputs(resources, commonFields(resources)).map((input) => `- ${input}`);
	const everywhere = common.length === 0 ? [] : [`Every operation has these inputs, too:\n\n${common.join('\n')}`];
	return `${[INTRODUCTION, ...everywhere, 'The resources and their operations:', contents.join('\n'), ...resources.map((resource) => section(sources, resource))].join('\n\n')}\n`;
}

function section(sources: Sources, resource: Resource): string {
	const rows = resource.operations.map((operation) => cells(sources, resource, operation));
	return [`## ${resource.name}`, `Resource ${code(resource.value)}`, table(COLUMNS, rows), simplifiedOutputs(resource)].filter(Boolean).join('\n\n');
}

function cells(sources: Sources, resource: Resource, operation: Operation): string[] {
	const { node, endpoints } = sources;
	const { calls } = operation;
	const inPath = new Map(calls.flatMap(({ endpoint }) => placeholders(endpoint.path, documentedPath(endpoints, endpoint))));
	return [
		lines([`**${operation.name}** ${code(operation.value)}`, operation.description, ...warningLines(operation)]),
		requests(sources, operation),
		lines(inputsOf(operation, inPath, commonFields(node.resources))) || 'none',
		lines(calls.map(({ endpoint }) => node.limitInWords(endpoint.limit))),
		effectCell(node, operation),
		output(sources, resource, operation),
	];
}

function requests({ node, endpoints }: Sources, operation: Operation): string {
	const { choice, calls } = operation;
	const text = (endpoint: Endpoint) => code(`${endpoint.method} ${documentedPath(endpoints, endpoint)}`);
	const own = choice
		? [`by ${code(choice.property.name)}:`, ...calls.map(({ chosenBy, endpoint }) => `${chosenBy}: ${text(endpoint)}`)]
		: calls.map(({ endpoint }) => text(endpoint));
	const further = node.consequencesOf(operation).flatMap(({ name, brings: { further: after } }) => (after ? [`then, with ${code(name)}: ${text(after.endpoint)}`] : []));
	return lines([...own, ...further]);
}

const withoutNames = (path: string) => path.replace(/\{[^}]+\}/g, '{}');

function documentedPath(endpoints: DocumentedEndpoint[], { method, path }: Call['endpoint']): string {
	const found = endpoints.find((endpoint) => endpoint.method === method && withoutNames(endpoint.path) === withoutNames(path));
	if (!found) throw new Error(`${method} ${path} is not documented: ${ENDPOINTS_FILE} has no such path`);
	return found.path;
}

/** Which documented placeholder each parameter of a path stands for. */
function placeholders(path: string, documented: string): Array<[string, string]> {
	const [ours, theirs] = [path, documented].map((text) => [...text.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string));
	return (ours ?? []).map((name, index) => [name, `{${theirs?.[index]}}`]);
}

function output(sources: Sources, resource: Resource, operation: Operation): string {
	const { calls } = operation;
	const [empty] = calls.map(({ endpoint }) => endpoint.reply.done);
	const isForEach = operation.rehearsal !== undefined || calls.some((call) => givesMany(sources, call));
	const number = isForEach ? 'an item for each' : 'one item';
	return `[${empty ? code(doneInWords(operation, empty)) : number}](${sources.schemaFolder}/${resource.value}/${operation.value}.json)`;
}

/** Lists, and objects of which the node makes several items. */
function givesMany({ node, endpoints, examples }: Sources, call: Call): boolean {
	const path = documentedPath(endpoints, call.endpoint);
	const own = examples.filter((example) => example.method === call.endpoint.method && example.path === path);
	const isSplit = own.some(({ response }) => !Array.isArray(response) && itemsOf(node, call, response).length > 1);
	return call.endpoint.reply.emptyCode !== undefined || isSplit;
}
