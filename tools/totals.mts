import type { NodeParts } from './nodeParts.mts';
import { seedWorld } from '../simulator/sections.mts';
import type { DocumentedEndpoint, DocumentedExample } from '../test/contract/documentation/documentation.mts';

/** What the pages count, with the words around the number. */
export type Totals = Array<[words: RegExp, total: number]>;

export function totalsOf({ resources }: Pick<NodeParts, 'resources'>, endpoints: DocumentedEndpoint[], examples: DocumentedExample[]): Totals {
	const operations = resources.flatMap((resource) => resource.operations);
	return [
		[/\b([\d,]+) (?:documented )?endpoints\b/g, endpoints.length],
		[/\b([\d,]+) (?:documented )?examples\b/g, examples.length],
		[/\b([\d,]+) resources\b/g, resources.length],
		[/\b([\d,]+) operations\b/g, operations.length],
		[/\b([\d,]+) reading (?:requests|endpoints)\b/g, operations.flatMap(({ calls }) => calls).filter(({ endpoint }) => endpoint.effect === 'read').length],
		[/\bsimulated Robot with ([\d,]+) servers\b/g, seedWorld(new Date('2026-01-15T12:00:00Z')).servers.length],
	];
}

/** A text with the numbers as they are now. */
export const withTotals = (text: string, totals: Totals): string =>
	totals.reduce((page, [words, total]) => page.replace(words, (stated, number: string) => stated.replace(number, total.toLocaleString('en-US'))), text);
