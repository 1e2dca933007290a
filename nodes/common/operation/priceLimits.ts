import type { ApiClient } from '../http/client';
import { ApiError, InputError } from '../http/errors';
import type { JsonRecord } from '../http/json';
import type { Run } from './operation';
import { isOldSince } from './run';
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

/** A price, and how to speak of it. */
interface Asked {
	price: Price;
	words: Words;
}

/** The price of one order. */
export interface OrderPrice {
	/** What the item says of it: empty until it was asked for, right before the order is sent. */
	beside: JsonRecord;
	/**
	 * Asks for the price, and holds it against the options that limit it. An option that was added limits: what is no price
	 * in it, even nothing, is an error.
	 *
	 * @returns whether that took so long that all is to be asked anew, before anything else is looked at
	 * @throws InputError for a price that is too high or not known, where there is a limit
	 */
	check: (run: Run, ask: (client: ApiClient) => Promise<Asked>) => Promise<boolean>;
}

/** How long an order that no option limits waits for its price, in seconds. */
const LONGEST_WAIT = 10;

/**
 * The price of an order, for its item. Where no option limits it, nothing that goes wrong with asking for it stops the
 * order: then its item says that the price is not known. It is not asked for again after that: what takes its time is
 * followed by a new look at everything, and that would never end.
 *
 * @param isBinding a test, which costs nothing, passes all limits
 */
export function orderPrice(isBinding = true): OrderPrice {
	const beside: JsonRecord = {};
	let isUnknown = false;
	const atBest = async ({ client }: Run, ask: (client: ApiClient) => Promise<Asked>): Promise<Price> => {
		if (isUnknown) return {};
		const asked = await ask(client.withPatience(0).within(LONGEST_WAIT)).catch(troubleOnly);
		isUnknown = asked === undefined;
		return asked?.price ?? {};
	};
	const check: OrderPrice['check'] = async (run, ask) => {
		const { option, foretell, client } = run;
		const paused = client.secondsPaused;
		const added = isBinding ? LIMITS.filter(({ name }) => option(name) !== undefined).map((limit) => ({ ...limit, most: toAmount(limit.name, option(limit.name)) })) : [];
		const asked = isBinding && (added.length > 0 || foretell) ? await ask(client) : undefined;
		const price = asked?.price ?? (await atBest(run, ask));
		const told = { monthly: price.monthly ?? null, setup: price.setup ?? null };
		beside.price = told;
		foretell?.({ price: told }, isBinding ? costs(price) : undefined, PRICE);
		if (asked) for (const limit of added) hold(price, asked.words, limit);
		return isOldSince(paused, client);
	};
	return { beside, check };
}

/** A refused login and a cancelled execution stop an order as well. */
function troubleOnly(error: unknown): undefined {
	const isTrouble = error instanceof ApiError && error.details.code !== 'CANCELLED' && error.details.cause !== 'credential-invalid';
	if (!isTrouble && !(error instanceof InputError)) throw error;
}

function hold(price: Price, words: Words, { name, part, what, most }: (typeof LIMITS)[number] & { most: number }): void {
	const cost = price[part];
	if (cost === undefined) throw new InputError(name, `: ${words.unknown(what)}`, words.advice);
	if (cost > most) throw new InputError(name, `: ${words.tooDear(cost.toFixed(2), what)}`, words.advice);
}

/** What was said of it before is not true any more once it was read anew. */
const PRICE = 'Price with VAT';

/** "Price with VAT: 49.00 per month and 0.00 for setup." */
function costs(price: Price): string {
	const parts = LIMITS.map(({ part, what }) => `${price[part]?.toFixed(2) ?? 'an unknown amount'} ${what}`);
	return `${PRICE}: ${parts.join(' and ')}.`;
}
