import type { Effect } from '../../nodes/common/http/endpoint.ts';
import type { Consequence, Operation } from '../../nodes/common/operation/operation.ts';
import type { NodeParts } from '../nodeParts.mts';
import { code, lines } from './markdown.mts';

/** What the pages say of effects. */
export const EFFECTS_IN_WORDS = `*reads* changes nothing, *changes* can be undone and disturbs nobody, *interrupts* can stop, cut off, lock out or open up
  what is in use, *destroys* ends a service or deletes something for good, *costs money* is an order, a test of one included.
  Where a parameter does more than the request by itself, it stands below.`;

const WORDS: Record<Effect, string> = { read: 'reads', change: 'changes', interrupt: '**interrupts**', destroy: '**destroys**', buy: '**costs money**' };

type Parts = Pick<NodeParts, 'consequencesOf' | 'ownEffectOf'>;

/** What an operation does: by itself, and where parameters have other values than some. */
export function effectCell({ consequencesOf, ownEffectOf }: Parts, operation: Operation): string {
	const named = new Map<string, string[]>();
	for (const { name, brings } of consequencesOf(operation)) named.set(wordsFor(brings), [...(named.get(wordsFor(brings)) ?? []), code(name)]);
	return lines([WORDS[ownEffectOf(operation)], ...[...named].map(([words, names]) => words.replace('…', names.join(', ')))]);
}

const wordsFor = ({ effect, unless = [] }: Consequence) => `${WORDS[effect]} with …${unless.map((value) => `, unless ${code(String(value))}`).join('')}`;
