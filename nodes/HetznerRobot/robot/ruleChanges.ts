import { counted } from '../../common/http/counted';
import type { JsonRecord } from '../../common/http/json';
import { MAXIMUM_RULES, type Direction, type Rule, type Rules } from './firewallRules';
import { aboutEverything, ruleInWords } from './ruleInWords';
import { holdsRule } from './sameRules';

/** How some of a server's rules are changed, and the others kept. */

/** The rules of both directions. */
export type AllRules = Required<Rules>;

/** What becomes of the rules of one server. */
export interface RuleChange {
	rules: AllRules;
	/** What is done: "Removed: web: accept IPv4 TCP to port 80". */
	message: string;
	/** What to say where it is so already; that, unless told. */
	unchanged?: string;
	/** There is no rule of the name. */
	isMissing?: true;
	/** What a person may not have expected. */
	warning?: string;
}

const DIRECTIONS: Direction[] = ['input', 'output'];

/** Adds rules before the others or behind them; those that are there already stay where they are. */
export function withAdded(now: AllRules, given: Rules, position: 'first' | 'last'): RuleChange {
	const isNew = (known: Rule[], rule: Rule) => !holdsRule(known, rule);
	const newIn = (direction: Direction) => (given[direction] ?? []).reduce<Rule[]>((added, rule) => (isNew([...now[direction], ...added], rule) ? [...added, rule] : added), []);
	const added = { input: newIn('input'), output: newIn('output') };
	const join = (direction: Direction) => (position === 'first' ? [...added[direction], ...now[direction]] : [...now[direction], ...added[direction]]);
	const rules = { input: join('input'), output: join('output') };
	const warning = inOne(DIRECTIONS.flatMap((direction) => aboutEverything(added[direction], rules[direction])));
	return { rules, message: `Added: ${inWords([...added.input, ...added.output])}`, warning };
}

const inOne = (sentences: string[]): string | undefined => (sentences.length > 0 ? sentences.join(' ') : undefined);

/** Takes away all rules with one of the names. */
export function withoutNamed(now: AllRules, directions: Direction[], names: string[]): RuleChange {
	const removed = directions.flatMap((direction) => now[direction].filter((rule) => names.some((name) => isNamed(rule, name))));
	const unknown = names.filter((name) => !removed.some((rule) => isNamed(rule, name)));
	const several = names.filter((name) => removed.filter((rule) => isNamed(rule, name)).length > 1);
	const kept = (direction: Direction) => now[direction].filter((rule) => !removed.includes(rule));
	const parts = [removed.length > 0 && `Removed: ${inWords(removed)}`, unknown.length > 0 && `No rule is named ${unknown.map(quoted).join(' or ')}`];
	return {
		rules: { input: kept('input'), output: kept('output') },
		message: parts.filter(Boolean).join('. '),
		...(removed.length === 0 && { isMissing: true }),
		...(several.length > 0 && { warning: `Several rules are named ${several.map(quoted).join(' or ')}: all of them are removed.` }),
	};
}

/** Puts a rule in the place of the first one with its name; others with the name go. */
export function withReplaced(now: AllRules, direction: Direction, rule: Rule & { name: string }, addIfMissing: boolean): RuleChange {
	const old = namedIn(now[direction], rule.name);
	if (old.length === 0 && !addIfMissing) return { rules: now, message: `No ${direction} rule is named ${quoted(rule.name)}`, isMissing: true };
	const others = now[direction].filter((each) => !old.includes(each));
	const place = old.length === 0 ? 0 : now[direction].indexOf(old[0] as Rule);
	const replaced = [...others.slice(0, place), rule, ...others.slice(place)];
	const several = old.length > 1 ? [`${old.length} rules are named ${quoted(rule.name)}: all of them are replaced by one.`] : [];
	return {
		rules: { ...now, [direction]: replaced },
		message: old.length === 0 ? `Added: ${inWords([rule])}` : `Replaced: ${inWords(old)}`,
		warning: inOne([...several, ...aboutEverything([rule], replaced)]),
	};
}

/**
 * What would not fit in, in words; nothing where all does. Robot may list one rule as two, so that what has been too many
 * before is no reason.
 */
export function tooMany(now: AllRules, wanted: AllRules): string | undefined {
	const direction = DIRECTIONS.find((each) => wanted[each].length > Math.max(MAXIMUM_RULES, now[each].length));
	if (direction === undefined) return undefined;
	const rules = wanted[direction];
	const added = rules.filter((rule) => !now[direction].includes(rule));
	const left = added.slice(-(rules.length - MAXIMUM_RULES));
	return `would have ${counted(rules.length, `${direction} rule`)}, and Robot allows ${MAXIMUM_RULES} in each direction: there is no room for ${inWords(left)}`;
}

const namedIn = (rules: Rule[], name: string): Rule[] => rules.filter((rule) => isNamed(rule, name));

/** Only blanks around it and the Unicode form of its letters may differ: what is called otherwise is another rule. */
const isNamed = (rule: Rule, name: string): boolean => plain(rule.name ?? '') === plain(name);

const plain = (name: string): string => name.trim().normalize('NFC');

const inWords = (rules: Rule[]): string => rules.map((rule) => ruleInWords(rule as JsonRecord)).join('; ');

const quoted = (name: string): string => `"${name.slice(0, 60)}"`;
