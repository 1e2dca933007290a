import type { Call, Operation, Resource } from '../nodes/common/operation/operation.ts';
import type { NodeParts } from './nodeParts.mts';
import { contract, shown, type ContractEndpoint } from '../test/contract/console/contract.mts';
import { consoleJobs, type ConsoleJob } from '../test/contract/console/jobs.mts';
import { effectCell } from './page/effects.mts';
import { inputsOf } from './page/inputs.mts';
import { anchor, code, lines, table } from './page/markdown.mts';
import { simplifiedOutputs } from './page/outputs.mts';
import { warningLines } from './page/warnings.mts';
import { toJsonSchema, type JsonSchema } from './schema/jsonSchema.mts';
import { shapeOfItem } from './schema/output.mts';
import { mergeAll, type Shape } from './schema/shape.mts';
import { doneInWords, withTold } from './schema/told.mts';

/** What is generated for the node of Hetzner Console: output schemas, and its part of docs/operations.md. */

export const CONSOLE_SCHEMA_FOLDER = 'nodes/HetznerStorageBox/__schema__/v1.0.0';

type Parts = Pick<NodeParts, 'consequencesOf' | 'ownEffectOf' | 'isOf'> & { resources: Resource[] };

const endpointOf = (resource: Resource, operation: Operation): ContractEndpoint => {
	const found = contract.find((entry) => entry.resource === resource.value && entry.operation === operation.value);
	if (!found) throw new Error(`The contract of Hetzner Console has no ${resource.value}: ${operation.value}`);
	return found;
};

const jobOf = (resource: Resource, { value }: Operation): ConsoleJob | undefined => consoleJobs.find((job) => job.resource === resource.value && job.operation === value);

/** All that an operation may put out. */
function outputsOf(resource: Resource, operation: Operation): object[] {
	const job = jobOf(resource, operation);
	return job ? [...(job.exchange.items as object[]), ...job.others] : outputs(endpointOf(resource, operation));
}

/** The objects that an operation may put out: with waiting and without. */
function outputs(endpoint: ContractEndpoint): object[] {
	const { reply, reread, action, required } = endpoint;
	if (!action) return shown(reply.key as string);
	const password = required.includes('password') ? { password: '…' } : {};
	const created = reply.key === null ? [{}] : shown(reply.key).map((object) => ({ [reply.key as string]: object }));
	const running = shown('action').flatMap((object) => created.map((made) => ({ ...made, action: object, ...password })));
	const ended = reread === undefined ? [{ deleted: true }] : shown(thingAt(reread)).map((object) => ({ ...object, ...password }));
	return [...ended, ...running];
}

/** `/storage_boxes/{storageBoxId}/snapshots/{snapshot.id}` shows a snapshot. */
function thingAt(path: string): string {
	if (path.includes('/snapshots/')) return 'snapshot';
	return path.includes('/subaccounts/') ? 'subaccount' : 'storage_box';
}

/** The output schema of every operation, by `<resource>/<operation>`. */
export function consoleSchemas({ resources, ...parts }: Parts): Map<string, JsonSchema> {
	const entries = resources.flatMap((resource) =>
		resource.operations.map((operation): [string, JsonSchema] => [
			`${resource.value}/${operation.value}`,
			toJsonSchema(withTold(operation, mergeAll(outputsOf(resource, operation).map((item) => shapeOfItem(parts, operation.calls[0] as Call, item))) as Shape)),
		]),
	);
	return new Map(entries);
}

const INTRODUCTION = `# Operations of Hetzner Storage Box

Everything the Hetzner Storage Box node can do, with the names of [Hetzner Console's API](https://docs.hetzner.cloud/reference/hetzner), by resource.
What comes in pages is asked in pages of 50. The API has one request limit for all requests of a project, which its replies tell.
An operation whose request ends in an action waits for it, unless \`options.waitForCompletion\` is switched off, for at most \`options.maximumWait\` seconds.`;

const COLUMNS = ['Operation', 'Request', 'Inputs', 'Effect', 'Output'];

/** The part of docs/operations.md that is the node's. */
export function consolePage(parts: Parts): string {
	const { resources } = parts;
	const contents = resources.map(({ name, operations }) => `- [${name}](#${anchor(titled(name))}): ${operations.map((operation) => operation.name).join(', ')}`);
	return `${[INTRODUCTION, contents.join('\n'), ...resources.map((resource) => section(parts, resource))].join('\n\n')}\n`;
}

const titled = (name: string) => `${name} of Hetzner Console`;

function section(parts: Parts, resource: Resource): string {
	const rows = resource.operations.map((operation) => cells(parts, resource, operation));
	return [`## ${titled(resource.name)}`, `Resource ${code(resource.value)}`, table(COLUMNS, rows), simplifiedOutputs(resource)].filter(Boolean).join('\n\n');
}

function cells(parts: Parts, resource: Resource, operation: Operation): string[] {
	const job = jobOf(resource, operation);
	const endpoint = job ? undefined : endpointOf(resource, operation);
	const requests = job?.endpoints ?? [`${endpoint?.method} ${endpoint?.path}`];
	const inPath = new Map(requests.flatMap((request) => [...request.matchAll(/\{(\w+)\}/g)].map(([, name = '']): [string, string] => [name, name])));
	return [
		lines([`**${operation.name}** ${code(operation.value)}`, operation.description, ...warningLines(operation)]),
		lines(requests.map(code)),
		lines(inputsOf(operation, inPath, [])) || 'none',
		effectCell(parts, operation),
		endpoint ? output(operation, endpoint) : `[one item](${schemaOf(resource.value, operation.value)})`,
	];
}

const schemaOf = (resource: string, operation: string) => `../${CONSOLE_SCHEMA_FOLDER}/${resource}/${operation}.json`;

function output(done: Operation, { resource, operation, reply, action, reread }: ContractEndpoint): string {
	const words = action && reread === undefined ? code(doneInWords(done, { deleted: true })) : reply.type === 'list' ? 'an item for each' : 'one item';
	return `[${words}](${schemaOf(resource, operation)})`;
}
