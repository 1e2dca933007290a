import { InputError } from '../../common/http/errors';
import { isRecord, type Json } from '../../common/http/json';

/** The API's label selectors: `environment=prod,tier!=web,backup,!old,zone in (a,b),zone notin (c)`. */

type Labels = Record<string, string>;
type Condition = (labels: Labels) => boolean;

/**
 * Whether something has labels that a selector wants. What does not say its labels, or says one that is no text, has none that
 * anybody knows of: it is not selected, not even by what it lacks.
 *
 * @throws InputError for a selector that cannot be read: nobody could hold a reply against it
 */
export function toLabelSelector(name: string, selector: string): (labels: Json | undefined) => boolean {
	// Commas inside of brackets part values.
	const conditions = selector.split(/,(?![^(]*\))/).map((part) => conditionOf(name, part.trim()));
	return (labels) => areLabels(labels) && conditions.every((holds) => holds(labels));
}

const areLabels = (labels: Json | undefined): labels is Labels => isRecord(labels) && Object.values(labels).every((value) => typeof value === 'string');

const OF_SET = /^([^\s=!(),]+)\s+(in|notin)\s*\(([^()]*)\)$/;
const OF_VALUE = /^([^\s=!(),]+)\s*(==|=|!=)\s*([^\s=!(),]*)$/;
const OF_KEY = /^(!?)\s*([^\s=!(),]+)$/;

function conditionOf(name: string, text: string): Condition {
	const [, ofSet = '', relation, listed = ''] = OF_SET.exec(text) ?? [];
	if (relation !== undefined) {
		const values = listed.split(',').map((value) => value.trim());
		if (relation === 'notin' && values.includes('')) throw isNothing(name, text);
		return (labels) => values.some((value) => value === valueOf(labels, ofSet)) === (relation === 'in');
	}
	const [, ofValue = '', operator, wanted] = OF_VALUE.exec(text) ?? [];
	if (operator === '!=' && wanted === '') throw isNothing(name, text);
	if (operator !== undefined) return (labels) => (valueOf(labels, ofValue) === wanted) === (operator !== '!=');
	const [, not, key] = OF_KEY.exec(text) ?? [];
	if (key !== undefined) return (labels) => Object.hasOwn(labels, key) === (not === '');
	throw new InputError(
		name,
		`: "${text.slice(0, 60)}" is no part of a label selector`,
		'Nothing was sent. Give it as environment=prod, environment!=prod, environment, !environment or environment in (prod, test), with commas between several.',
	);
}

const valueOf = (labels: Labels, key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);

/** What an expression leaves that found no value: everything would be selected. */
const isNothing = (name: string, text: string): InputError =>
	new InputError(name, `: "${text.slice(0, 60)}" leaves nothing out`, 'Nothing was sent. Give the value that is not to be selected.');
