import type { Operation, Warning } from '../../nodes/common/operation/operation.ts';
import { code } from './markdown.mts';

/** "**Costs money** where `test` is false: this is a real order." */
export const warningLines = ({ warnings = [] }: Operation): string[] => warnings.map(({ what, how, showIf }) => `**${what}**${conditions(showIf)}: ${how}.`);

const conditions = (showIf: Warning['showIf'] = {}): string =>
	Object.entries(showIf)
		.map(([name, values]) => ` where ${code(name)} is ${values.map((value) => (typeof value === 'object' ? 'given' : value)).join(' or ')}`)
		.join('');
