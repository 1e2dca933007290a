import { invalidQuery } from './query.mts';
import { isLabelKey } from './rules.mts';

type Labels = Record<string, string>;
type Condition = (labels: Labels) => boolean;

/** Whether something with these labels is selected: `env=prod,tier!=web,backup,!old,zone in (a,b),zone notin (c)`. */
export function labelSelector(selector: string | undefined): Condition {
	if (selector === undefined || selector === '') return () => true;
	const conditions = selector.split(/,(?![^(]*\))/).map((part) => conditionOf(part.trim()));
	return (labels) => conditions.every((holds) => holds(labels));
}

function conditionOf(text: string): Condition {
	const [, key, relation, listed] = /^(\S+) +(in|notin) *\(([^()]*)\)$/.exec(text) ?? [];
	if (key !== undefined && isLabelKey(key)) {
		const values = listed!.split(',').map((value) => value.trim());
		return (labels) => values.includes(labels[key] as string) === (relation === 'in');
	}
	const [, name, operator, value] = /^([^\s=!]+) *(==|=|!=) *([^\s=!,()]*)$/.exec(text) ?? [];
	if (name !== undefined && isLabelKey(name)) return (labels) => (labels[name] === value) === (operator !== '!=');
	const [, not, only] = /^(!?) *([^\s=!]+)$/.exec(text) ?? [];
	if (only !== undefined && isLabelKey(only)) return (labels) => Object.hasOwn(labels, only) === (not === '');
	throw invalidQuery('label_selector', 'is not a label selector');
}
