import type { DisplayCondition } from 'n8n-workflow';
import type { Parameter, Warning } from './operation';
import { chosenIn, wordOf } from './values';

/** For a field of a collection: it was added, with whatever value. */
export const ADDED: DisplayCondition = { _cnd: { exists: true } };

/** By parameter, or field of a collection (`updateFields.vlan`): the values of which it has to have one. */
type Conditions = NonNullable<Warning['showIf']>;

/** Whether all conditions hold for what one item asks. Switches may be texts, as expressions and AI agents give them. */
export const holds = (conditions: Conditions, parameter: Parameter): boolean =>
	Object.entries(conditions).every(([name, values]) => values.some((value) => isSo(value, at(name, parameter))));

const isSo = (wanted: Conditions[string][number], value: unknown): boolean => (typeof wanted === 'object' ? value !== undefined : String(wanted) === wordOf(chosenIn(value) ?? ''));

function at(name: string, parameter: Parameter): unknown {
	const [outer = '', inner] = name.split('.');
	const value = parameter(outer);
	return inner === undefined ? value : (value as Record<string, unknown> | null | undefined)?.[inner];
}
