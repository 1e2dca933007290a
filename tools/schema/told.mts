import type { Field, Operation } from '../../nodes/common/operation/operation.ts';
import { fromExample, mergeAll, type Shape } from './shape.mts';

/** What an order costs with VAT, as far as it is said. */
const PRICES = [
	{ monthly: 46.41, setup: 0.5 },
	{ monthly: null, setup: null },
];

/** What the node says of the thing that was meant comes beside what the reply holds, and before it; which secrets are shown once comes last. */
export function withTold({ fields, calls }: Operation, shape: Shape): Shape {
	const properties = new Map(shape.properties);
	const always = new Set(shape.always);
	const told = (field: Field, isInEvery: boolean) => {
		for (const [key, { example, isOptional }] of Object.entries(field.tells ?? {})) {
			if (!properties.has(key)) properties.set(key, fromExample(example));
			if (isInEvery && !isOptional) always.add(key);
		}
	};
	for (const field of fields) told(field, true);
	for (const field of calls.flatMap((call) => call.fields)) told(field, false);
	if (calls.some(({ endpoint }) => endpoint.effect === 'buy')) {
		properties.set('price', mergeAll(PRICES.map(fromExample)) as Shape);
		always.add('price');
	}
	// Not where there is no secret, e.g. because a key was given instead of a password.
	const [secret] = calls.flatMap(({ endpoint }) => endpoint.oneTimeSecrets ?? []);
	if (secret !== undefined) properties.set('oneTimeSecrets', fromExample([secret]));
	return { ...shape, properties, always };
}

/** `{"ip":…,"deleted":true}`: what stands for a reply that is empty. */
export function doneInWords({ fields }: Operation, done: object): string {
	const told = fields.flatMap(({ tells = {} }) => Object.entries(tells).flatMap(([key, { isOptional }]) => (isOptional ? [] : `"${key}":…`)));
	return `{${[...told, JSON.stringify(done).slice(1, -1)].join(',')}}`;
}
