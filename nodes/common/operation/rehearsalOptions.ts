import type { Endpoint } from '../http/endpoint';
import type { Comparison, Call, Field, Operation, Resource } from './operation';
import { consequencesOf, effectOf } from './effects';
import { isOptions, optionsOf, parameter } from './operation';
import { alphabetically } from './alphabet';

const dryRun = parameter('dryRun', {
	displayName: 'Dry Run',
	type: 'boolean',
	default: true,
	description: 'Whether to send nothing that changes anything: the item says what would be sent, what it would change, and what to know before',
});

const onlyIfDifferent = parameter('onlyIfDifferent', {
	displayName: 'Only If Different',
	type: 'boolean',
	default: true,
	description: 'Whether to look first, and to send nothing where it is so already: the item says with "changed" whether anything was changed. It takes one more request.',
});

const canBeSo = ({ comparison }: Call) => comparison !== undefined && comparison.isCertain !== true;

/**
 * Adds to every operation that changes something the options to rehearse it, and to leave it out where it is so already.
 *
 * @param comparisons how to tell whether a request changes anything, by its endpoint
 */
export function withRehearsal(resources: Resource[], comparisons: ReadonlyMap<Endpoint, Comparison>): Resource[] {
	const rehearsed = (operation: Operation): Operation => {
		if (effectOf(operation) === 'read') return operation;
		const calls = operation.calls.map((call) => ({ ...call, comparison: comparisons.get(call.endpoint) }));
		return { ...operation, calls, fields: [...operation.fields.filter((field) => !isOptions(field)), optionsFor({ ...operation, calls })] };
	};
	return resources.map((resource) => ({ ...resource, operations: resource.operations.map(rehearsed) }));
}

function optionsFor(operation: Operation): Field {
	const { fields, calls } = operation;
	// What follows is wanted even where the first is so already.
	const mayBeLeftOut = operation.rehearsal === undefined && calls.some(canBeSo) && consequencesOf(operation).every(({ brings }) => brings.further === undefined);
	const own = fields.find(isOptions)?.fields ?? [];
	const all = [...own, dryRun, ...(mayBeLeftOut ? [onlyIfDifferent] : [])];
	return optionsOf(...all.sort((a, b) => alphabetically(a.property.displayName, b.property.displayName)));
}
