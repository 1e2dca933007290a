import { InputError } from '../http/errors';
import type { Run } from './operation';
import { toAmount } from './values';

/** What something costs with VAT; `undefined` where the API does not say. */
export interface Price {
	monthly?: number;
	setup?: number;
}

/** The options that limit a price, with what they limit. */
const LIMITS = [
	{ name: 'maximumPrice', part: 'monthly', what: 'per month' },
	{ name: 'maximumSetupPrice', part: 'setup', what: 'for setup' },
] as const;

interface Words {
	/** Goes on with "per month" or "for setup". */
	unknown: (what: string) => string;
	/** `cost` has two decimals. */
	tooDear: (cost: string, what: string) => string;
	advice: string;
}

/**
 * Holds a price against the options that limit it, and asks for it only where there are some, or where it is foretold. An
 * option that was added limits: what is no price in it, even nothing, is an error.
 *
 * @throws InputError for a price that is too high or not known
 */
export async function checkPriceLimits({ option, foretell }: Run, ask: () => Promise<{ price: Price; words: Words }>): Promise<void> {
	const added = LIMITS.filter(({ name }) => option(name) !== undefined).map((limit) => ({ ...limit, most: toAmount(limit.name, option(limit.name)) }));
	if (added.length === 0 && !foretell) return;
	const { price, words } = await ask();
	foretell?.({ price: { monthly: price.monthly ?? null, setup: price.setup ?? null } }, costs(price));
	for (const { name, part, what, most } of added) {
		const cost = price[part];
		if (cost === undefined) throw new InputError(name, `: ${words.unknown(what)}`, words.advice);
		if (cost > most) throw new InputError(name, `: ${words.tooDear(cost.toFixed(2), what)}`, words.advice);
	}
}

/** "Price with VAT: 49.00 per month and 0.00 for setup." */
function costs(price: Price): string {
	const parts = LIMITS.map(({ part, what }) => `${price[part]?.toFixed(2) ?? 'an unknown amount'} ${what}`);
	return `Price with VAT: ${parts.join(' and ')}.`;
}
