import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

/** What the models of AI agents fill in: `$fromAI` in the parameters, and their words in the input. */

/** How models say nothing. `undefined` is a field that they left out. */
export const NOTHINGS: unknown[] = [undefined, null, 'null', 'None', 'undefined', ' n/a ', '{}', {}, '[]'];

/** What the message says of each. */
export const REFUSALS = ['', '', ': null', ': None', ': undefined', ': n/a', ': {}', ': {}', ': []'].map((words) => `was given no value${words}`);

const fromModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** The same for several calls at once, an item for each: n8n itself looks at the first item only. */
export const FROM_MODEL_FOR_EACH = "={{ $json.given /* $fromAI('given') */ }}";

/** One call of the tool for each. */
export const calls = (...values: unknown[]): INodeExecutionData[] => values.map((given) => ({ json: { given } as INodeExecutionData['json'] }));

/** How a model writes what a person has entered. */
export type Spelling = (value: unknown) => unknown;

/** As texts, lists as JSON. */
export const asTexts: Spelling = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** As texts, lists with commas, and what is a number as one. */
export const asNumbers: Spelling = (value) => {
	if (Array.isArray(value)) return value.join(', ');
	return typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : asTexts(value);
};

/**
 * Everything that is entered, filled in by a model: what locators hold and the fields of collections and rows, too. What
 * steers the node stays.
 */
export function filledIn(
	{ resource, operation, ...given }: INodeParameters,
	spelling: Spelling,
	kept: string[] = [],
): { parameters: INodeParameters; items: INodeExecutionData[] } {
	const query: Record<string, unknown> = {};
	const fill = (value: unknown, name = ''): unknown => {
		if (kept.includes(name)) return value;
		if (typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some((entry) => typeof entry === 'object'))) {
			if (Array.isArray(value)) return value.map((entry) => fill(entry));
			return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ['__rl', 'mode'].includes(key) ? inner : fill(inner, key)]));
		}
		// That nothing is meant is for a person to say.
		if (value === '' || value === '{}') return value;
		const key = `field${Object.keys(query).length}`;
		query[key] = spelling(value);
		return fromModel(key);
	};
	const filled = fill(given) as INodeParameters;
	return { parameters: { resource, operation, ...filled } as INodeParameters, items: [{ json: { query } as INodeExecutionData['json'] }] };
}
