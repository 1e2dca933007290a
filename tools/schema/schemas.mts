import type { Call, Operation, Resource } from '../../nodes/common/operation/operation.ts';
import type { DocumentedEndpoint, DocumentedExample } from '../../test/contract/documentation/documentation.mts';
import { JOBS } from '../../test/contract/jobs/jobs.mts';
import { callOf, requireEndpoints } from '../documented.mts';
import type { NodeParts } from '../nodeParts.mts';
import { toJsonSchema, type JsonSchema } from './jsonSchema.mts';
import { shapeOfItem } from './output.mts';
import { fromExample, mergeAll, shapeOf, type Shape } from './shape.mts';
import { addTable } from './table.mts';
import { withTold } from './told.mts';

/** What the node puts out after one documented request. */
interface Documented {
	resource: string;
	operation: string;
	shape: Shape;
}

/** The output schema of every operation, by `<resource>/<operation>`. */
export function outputSchemas(node: NodeParts, endpoints: DocumentedEndpoint[], examples: DocumentedExample[]): Map<string, JsonSchema> {
	requireEndpoints(node.resources, endpoints);
	const documented = documentedShapes(node, endpoints, examples);
	const shapesOf = (resource: string, operation: string) =>
		jobShapes(node, resource, operation) ?? documented.filter((entry) => entry.resource === resource && entry.operation === operation).map(({ shape }) => shape);
	const entries = node.resources.flatMap((resource) =>
		resource.operations.map((operation): [string, JsonSchema] => {
			const shape = mergeAll([
				...shapesOf(resource.value, operation.value),
				...afterWaiting(resource, operation, shapesOf),
				...alreadyDone(operation),
				...heldBack(operation),
			]) as Shape;
			return [`${resource.value}/${operation.value}`, toJsonSchema(withTold(operation, withReset(operation, shape, shapesOf)))];
		}),
	);
	return new Map(entries);
}

function jobShapes(node: NodeParts, resource: string, operation: string): Shape[] | undefined {
	const [call] = node.resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation)?.calls ?? [];
	return call && JOBS[`${resource}: ${operation}`]?.map((item) => shapeOfItem(node, call, item));
}

type ShapesOf = (resource: string, operation: string) => Shape[];

const hasField = ({ fields }: Operation, name: string) => fields.flatMap((field) => [field, ...(field.fields ?? [])]).some(({ property }) => property.name === name);

/** With Wait for Completion an operation puts out what Get does. */
const afterWaiting = (resource: Resource, operation: Operation, shapesOf: ShapesOf) => (hasField(operation, 'waitForCompletion') ? shapesOf(resource.value, 'get') : []);

/** With Already Done Is a Success the item says whether anything changed, and only that when nothing did. */
const alreadyDone = (operation: Operation) =>
	hasField(operation, 'alreadyDone') ? [fromExample({ changed: false, message: 'The failover IP is already routed to this server' })] : [];

/** A reset that the node chooses or holds back says why, and what there was to choose from. */
const heldBack = (operation: Operation) =>
	hasField(operation, 'notAgainWithin')
		? [
				fromExample({
					type: 'auto',
					performed: false,
					reason: 'A reset of this server was sent 3 minutes ago: none is sent again within 10 minutes.',
					offered: ['sw', 'hw', 'man'],
				}),
			]
		: [];

/** With Reset Now the item gets the reset beside what was activated. */
function withReset(operation: Operation, shape: Shape, shapesOf: ShapesOf): Shape {
	const reset = hasField(operation, 'resetNow') ? mergeAll(shapesOf('reset', 'execute')) : undefined;
	return reset ? { ...shape, properties: new Map(shape.properties).set('reset', reset) } : shape;
}

function documentedShapes(node: NodeParts, endpoints: DocumentedEndpoint[], examples: DocumentedExample[]): Documented[] {
	const all = endpoints.map((endpoint) => {
		const { resource, operation, fields } = endpoint;
		const call = callOf(node.resources, endpoint);
		const own = examples.filter(({ method, path }) => method === endpoint.method && path === endpoint.path);
		const items = own.flatMap(({ response }) => itemsOf(node, call, response));
		return { resource, operation, fields, call, items, shape: mergeAll(items.map(fromExample)) ?? shapeOf('object') };
	});
	for (const { resource, shape } of all) fillEmptyArrays(shape, donorsFor(resource, all));
	for (const { shape, fields, call } of all) addTable(shape, fields, call.endpoint.reply.key !== null);
	for (const { resource, shape } of all) {
		const shown = nullsIn(all.filter((entry) => entry.resource === resource));
		allowNulls(shape, new Set([...shown, ...(TOLD_NULLS['*'] ?? []), ...(TOLD_NULLS[resource] ?? [])]));
	}
	return all.map(({ call, items, ...entry }) => (call.output ? { ...entry, shape: mergeAll(items.map((item) => shapeOfItem(node, call, item as object))) as Shape } : entry));
}

/** The items that the node makes of a documented reply. */
export function itemsOf({ unwrap }: Pick<NodeParts, 'unwrap'>, { endpoint: { reply } }: Call, response: unknown): unknown[] {
	const objects = unwrap(response as Parameters<typeof unwrap>[0], reply.key);
	if (objects.length === 0 && reply.emptyCode === undefined) return [reply.done ?? { success: true }];
	return reply.objects ? objects.flatMap(reply.objects) : objects;
}

/** What arrays of a name hold, in the examples of the same resource or else in all of them. */
const donorsFor = (resource: string, all: Documented[]) => (name: string) => {
	const known = all.map((entry) => ({ ...entry, items: mergeAll([...propertiesIn(entry.shape)].flatMap(([key, { items }]) => (key === name && items ? [items] : []))) }));
	const [own, others] = [known.filter((entry) => entry.resource === resource), known].map((entries) => mergeAll(entries.flatMap(({ items }) => items ?? [])));
	return own ?? others;
};

/** Many examples show empty lists, e.g. of SSH keys: what they would hold is shown elsewhere. */
function fillEmptyArrays({ properties, items }: Shape, donor: (name: string) => Shape | undefined): void {
	for (const [name, shape] of properties ?? []) {
		if (shape.types.has('array') && !shape.items) shape.items = structuredClone(donor(name));
		fillEmptyArrays(shape, donor);
	}
	if (items) fillEmptyArrays(items, donor);
}

/** What is null according to the documentation's prose, or where there is no such thing, while the examples show a value. */
const TOLD_NULLS: Record<string, string[]> = {
	// The main IPv4 address of a server without IPv4.
	'*': ['server_ip'],
	server: ['ip', 'linked_storagebox'],
	storageBox: ['linked_server'],
	// Systems that the server does not offer.
	boot: ['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'],
	// Products that are not charged by the hour.
	order: ['hourly_net', 'hourly_gross', 'price_hourly', 'price_hourly_vat'],
};

/** The names under which the examples of a resource have null. */
function nullsIn(entries: Documented[]): Set<string> {
	const names = entries.flatMap(({ shape }) => [...propertiesIn(shape)]).filter(([, { types }]) => types.has('null'));
	return new Set(names.map(([name]) => name));
}

/** One example with null, e.g. the password of an activation with SSH keys, tells it of the other operations as well. */
function allowNulls(shape: Shape, names: Set<string>): void {
	for (const [name, property] of propertiesIn(shape)) if (names.has(name)) property.types.add('null');
}

function* propertiesIn({ properties, items }: Shape): Generator<[string, Shape]> {
	for (const [name, shape] of properties ?? []) {
		yield [name, shape];
		yield* propertiesIn(shape);
	}
	if (items) yield* propertiesIn(items);
}
