import type { INodeParameters } from 'n8n-workflow';

/** Where a value is entered in the parameters of a hand-written exchange. */

/** What steers the node itself is no parameter that a person fills in. */
const FIXED = ['resource', 'operation'];

export type Place = { name: string; set: (value: string) => INodeParameters };

const isLocator = (value: unknown): value is INodeParameters => typeof value === 'object' && value !== null && '__rl' in value;

/** Every place in the parameters at which a value stands, and how to put another one there. n8n takes no expression for a whole collection. */
export function placesIn(parameters: INodeParameters): Place[] {
	return Object.entries(parameters)
		.filter(([name]) => !FIXED.includes(name))
		.flatMap(([name, value]): Place[] => {
			const whole: Place = { name, set: (nothing) => ({ ...parameters, [name]: nothing }) };
			if (isLocator(value)) return [whole, { name: `${name} (value)`, set: (nothing) => ({ ...parameters, [name]: { ...value, value: nothing } }) }];
			if (typeof value !== 'object' || value === null || Array.isArray(value)) return [whole];
			const inner = Object.keys(value).map((key): Place => ({ name: `${name}.${key}`, set: (nothing) => ({ ...parameters, [name]: { ...(value as object), [key]: nothing } }) }));
			return inner;
		});
}

const OPTIONS: INodeParameters = { maximumWait: 5, waitForCompletion: true };
/** Of what is waited for in any case. */
const WAITING: INodeParameters = { maximumWait: 5 };
/** With what makes an operation wait, and an order look at the price. */
export const withOptions = (endpoint: string, parameters: INodeParameters): INodeParameters => {
	if (endpoint.startsWith('GET') || parameters.operation === 'update') return parameters;
	return { ...parameters, options: { ...(/^[A-Z]/.test(endpoint) ? OPTIONS : WAITING), ...(endpoint === 'POST /storage_boxes' && { maximumPrice: 5, maximumSetupPrice: 0 }) } };
};
