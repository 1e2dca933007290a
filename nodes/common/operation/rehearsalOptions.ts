import type { Endpoint } from '../http/endpoint';
import type { Comparison, Call, Field, Operation, Resource } from './operation';
import { consequencesOf, effectOf } from './effects';
import { optionsOf, parameter } from './operation';

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
	const known: Field[] = [];
	const options = (operation: Operation): Field => {
		const { fields, calls } = operation;
		// What follows is wanted even where the first is so already.
		const mayBeLeftOut = calls.some(canBeSo) && consequencesOf(operation).every(({ brings }) => brings.endpoint === undefined);
		const own = fields.find(({ property }) => property.name === 'options')?.fields ?? [];
		const all = [...own, dryRun, ...(mayBeLeftOut ? [onlyIfDifferent] : [])].sort((a, b) => a.property.displayName.localeCompare(b.property.displayName, 'en'));
		// The editor shows a field that several operations share once.
		const same = known.find(({ fields = [] }) => fields.length === all.length && fields.every((field, index) => field === all[index]));
		if (!same) known.push(optionsOf(...all));
		return same ?? (known[known.length - 1] as Field);
	};
	const rehearsed = (operation: Operation): Operation => {
		if (effectOf(operation) === 'read') return operation;
		const calls = operation.calls.map((call) => ({ ...call, comparison: comparisons.get(call.endpoint) }));
		return { ...operation, calls, fields: [...operation.fields.filter(({ property }) => property.name !== 'options'), options({ ...operation, calls })] };
	};
	return resources.map((resource) => ({ ...resource, operations: resource.operations.map(rehearsed) }));
}
