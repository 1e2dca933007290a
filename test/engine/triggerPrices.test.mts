import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarketProduct } from '../../simulator/state/order.mts';
import { pass } from '../support/clock.mts';
import { POLLS } from '../support/histories.mts';
import type { Event, Polling } from '../support/poll.mts';
import { DAY, watchedRobot } from '../support/trigger.mts';

const { robot, account, published, offer } = watchedRobot();

const EVENT = 'marketPriceReduced';
const first = (): MarketProduct => account().orders.market[0]!;
const steps = (events: Event[]) => events.map(({ previousPrice, price }) => [previousPrice, price]);
const different = (events: Event[]) => new Set(events.map(({ eventId }) => eventId)).size;

/** One poll for each price of the first offer: what was told. */
async function told(n8n: Polling, prices: unknown[]): Promise<unknown[]> {
	const all = [];
	for (const price of prices) {
		first().price = price as string;
		all.push(...steps(await n8n.next()));
	}
	return all;
}

describe('Market Price Reduced', () => {
	it('tells the old and the new price of an offer whose price has fallen, with the offer', async () => {
		const n8n = await published(EVENT);
		first().price = '25.50';

		expect(await n8n.next()).toEqual([
			{
				event: EVENT,
				eventId: expect.stringMatching(/^marketPrice:2710001:\w+-1:25\.5$/),
				previousPrice: 27,
				price: 25.5,
				product: expect.objectContaining({ id: 2710001, price: '25.50' }),
			},
		]);
		expect(robot.sent()).toEqual(['GET /order/server_market/product']);
	});

	it('tells each step once, below the price that was seen last', async () => {
		const n8n = await published(EVENT);
		expect(await told(n8n, ['27.00', '26.00', '26.00', '25.00', '30.00', '28.00', '28.0000', '25.00', '27.00', '25.00'])).toEqual([
			[27, 26],
			[26, 25],
			[30, 28],
			[28, 25],
			[27, 25],
		]);
		expect(different(n8n.events)).toBe(5);
	});

	it('tells nothing of an offer that is new, and its first step from then on', async () => {
		const n8n = await published(EVENT);
		offer({ price: '20.00' });
		expect(await n8n.next()).toEqual([]);
		account().orders.market.at(-1)!.price = '19.00';
		expect(steps(await n8n.next())).toEqual([[20, 19]]);
	});

	it('takes what is no price for nothing that was seen', async () => {
		const n8n = await published(EVENT);
		expect(await told(n8n, ['26.00', '', '0', null, 'free', '-1', {}, '26.00', '25.99'])).toEqual([
			[27, 26],
			[26, 25.99],
		]);
	});

	it('remembers the price of an offer that vanishes and comes back', async () => {
		const n8n = await published(EVENT);
		const gone = account().orders.market.shift()!;
		expect(await n8n.next()).toEqual([]);
		account().orders.market.unshift({ ...gone, price: '20.00' });
		expect(steps(await n8n.next())).toEqual([[27, 20]]);
	});

	it('forgets an offer that was not listed on more than 30 days', async () => {
		const n8n = await published(EVENT);
		const gone = account().orders.market.shift()!;
		for (let day = 0; day < 32; day++) await n8n.next(DAY);
		account().orders.market.unshift({ ...gone, price: '20.00' });
		expect(await n8n.next()).toEqual([]);
	});

	it('does not believe a market without any offer, neither at first nor later', async () => {
		const { market } = account().orders;
		account().orders.market = [];
		const n8n = await published(EVENT);
		account().orders.market = market;
		expect(await n8n.next()).toEqual([]);
		account().orders.market = [];
		expect(await n8n.next()).toEqual([]);
		account().orders.market = market;
		expect(await told(n8n, ['20.00'])).toEqual([[27, 20]]);
	});

	it('forgets nothing for a market that lists no offer for weeks', async () => {
		const n8n = await published(EVENT);
		const { market } = account().orders;
		account().orders.market = [];
		for (let day = 0; day < 32; day++) await n8n.next(DAY);
		account().orders.market = market;
		expect(await told(n8n, ['20.00'])).toEqual([[27, 20]]);
	});

	it('takes the dearer one of an offer that is listed twice', async () => {
		const n8n = await published(EVENT);
		account().orders.market.push({ ...structuredClone(first()), price: '20.00' });
		expect(await n8n.next()).toEqual([]);
		account().orders.market.reverse();
		expect(await n8n.next()).toEqual([]);
		for (const product of account().orders.market) if (product.id === 2710001) product.price = '19.00';
		expect(steps(await n8n.next())).toEqual([[27, 19]]);
	});

	it('passes over what is listed without an ID', async () => {
		const n8n = await published(EVENT);
		account().orders.market.push({ ...structuredClone(first()), id: null as never, price: '1.00' });
		expect(await told(n8n, ['26.00'])).toEqual([[27, 26]]);
	});

	it('is chosen beside Market Offer Found with one request for both', async () => {
		const n8n = await published([EVENT, 'marketOfferFound']);
		offer();
		first().price = '26.00';
		expect((await n8n.next()).map(({ event }) => event)).toEqual(['marketOfferFound', EVENT]);
		expect(robot.sent()).toEqual(['GET /order/server_market/product']);
	});
});

describe('the filters', () => {
	it('choose whose steps are told', async () => {
		const n8n = await published(EVENT, { marketFilters: { cpu: 'ryzen' } });
		for (const product of account().orders.market) product.price = '5.00';
		expect((await n8n.next()).map(({ product }) => (product as { id: number }).id)).toEqual([2710002]);
	});

	it('let an offer in that comes under the maximum by its step', async () => {
		const n8n = await published(EVENT, { marketFilters: { maximumPrice: 25 } });
		expect(await told(n8n, ['26.00', '25.00', '24.00'])).toEqual([
			[26, 25],
			[25, 24],
		]);
	});

	it('say which price is meant', async () => {
		const n8n = await published(EVENT, { marketFilters: { priceKind: 'gross', withIpv4: true } });
		expect(await told(n8n, ['20.00'])).toEqual([]);
		first().price_vat = '30.00';
		// 32.13 and 30.00, each with 2.023 for the address.
		expect(steps(await n8n.next())).toEqual([[34.153, 32.023]]);
	});

	it('that mean another price from now on do not make a step of that', async () => {
		const n8n = await published(EVENT, { marketFilters: { priceKind: 'gross' } });
		pass(600);
		await n8n.start({ parameters: { events: [EVENT] } });
		expect(n8n.events).toEqual([]);
		expect(await told(n8n, ['26.00'])).toEqual([[27, 26]]);
	});

	it('that let in more from now on do not make steps of that', async () => {
		const n8n = await published(EVENT, { marketFilters: { cpu: 'ryzen' } });
		first().price = '26.00';
		pass(600);
		await n8n.start({ parameters: { events: [EVENT] } });
		expect(n8n.events).toEqual([]);
		expect(await told(n8n, ['25.00'])).toEqual([[26, 25]]);
	});

	it('are told where they hold nothing', async () => {
		const n8n = await published(EVENT, { marketFilters: { maximumPrice: '={{ $vars.missing }}' } });
		expect(n8n.errors).toMatchObject([{ message: 'Maximum Monthly Price (EUR) is empty', description: expect.stringContaining('Affected: Market Price Reduced.') }]);
	});
});

describe('n8n that is started again', () => {
	const restarted = async (n8n: Polling) => {
		n8n.kill();
		pass(600);
		await n8n.start();
	};

	it('tells a step that was made meanwhile, once', async () => {
		const n8n = await published(EVENT);
		n8n.kill();
		first().price = '26.00';
		await restarted(n8n);
		await restarted(n8n);
		expect(steps(n8n.events)).toEqual([[27, 26]]);
	});

	it('knows a price that had risen, and an offer that had come', async () => {
		const n8n = await published(EVENT);
		first().price = '30.00';
		offer({ price: '20.00' });
		expect(await n8n.next()).toEqual([]);
		n8n.kill();
		first().price = '29.00';
		account().orders.market.at(-1)!.price = '19.00';
		await restarted(n8n);
		expect(steps(n8n.events)).toEqual([
			[30, 29],
			[20, 19],
		]);
	});

	it('is not started for nothing: neither for what stays, nor for what no filter lets in', async () => {
		const n8n = await published(EVENT, { marketFilters: { cpu: 'ryzen' } });
		offer({ cpu: 'Intel Core i7-6700' });
		first().price = '30.00';
		await n8n.next();
		await n8n.next();
		expect(n8n.started).toEqual([]);
	});

	it('tells a step with the same ID again when it was killed before it could note that it had told', async () => {
		const n8n = await published(EVENT);
		first().price = '26.00';
		n8n.killAtNextStart = true;
		pass(600);
		await n8n.tick();
		await restarted(n8n);
		const [once, twice] = n8n.events;
		expect(n8n.events).toHaveLength(2);
		expect(twice!.eventId).toBe(once!.eventId);
		expect(steps(n8n.events)).toEqual([
			[27, 26],
			[27, 26],
		]);
	});

	it('gives the same step another ID after a new beginning', async () => {
		const n8n = await published(EVENT);
		await told(n8n, ['26.00', '27.00']);
		await n8n.start({ nodeName: 'Another name' });
		n8n.saved = {};
		await restarted(n8n);
		await told(n8n, ['26.00']);
		expect(steps(n8n.events)).toEqual([
			[27, 26],
			[27, 26],
		]);
		expect(different(n8n.events)).toBe(2);
	});

	it.each([
		['an offer', { offers: { 2710001: 'x' } }],
		['the steps', { offers: { 2710001: [1, 27, -1] } }],
		['the filters', { filters: { maximumPrice: 'x' } }],
		['a filter', { filters: { maxPrice: 5 } }],
		['the beginning', { since: 5 }],
	])('begins anew where what was kept is damaged: %s', async (_what, damage) => {
		const n8n = await published(EVENT);
		n8n.kill();
		const { known } = (n8n.saved as unknown as Record<string, { robot: { watches: Record<string, { known: object }> } }>)[`node:Hetzner Robot Trigger`]!.robot.watches[EVENT]!;
		Object.assign(known, damage);
		first().price = '20.00';
		await restarted(n8n);
		expect([n8n.events, n8n.errors]).toEqual([[], []]);
		expect(await told(n8n, ['19.00'])).toEqual([[20, 19]]);
	});
});

/** Random prices, with polls, restarts and kills of n8n at random: what was seen is told, each step once. */
it('tells each step below the price that was seen last once, and again only after a kill and then with the same ID', async () => {
	const price = fc.constantFrom('10.00', '11.00', '12.00', '13.00', null, '', '0', 'gone');
	const story = fc.array(fc.record({ prices: fc.tuple(price, price), does: fc.constantFrom(...Object.keys(POLLS)) }), { minLength: 3, maxLength: 25 });
	const property = fc.asyncProperty(story, async (chapters) => {
		robot.simulator.reset();
		pass(3600);
		const [one, other] = structuredClone(account().orders.market.slice(0, 2)) as [MarketProduct, MarketProduct];
		const rest = account().orders.market.slice(2);
		account().orders.market = [one, ...rest];
		const n8n = await published(EVENT);
		const seen = new Map([[one.id, 27]]);
		const expected: unknown[] = [];
		for (const { prices, does } of chapters) {
			const now = [one, other].map((product, index) => ({ ...product, price: prices[index] as string }));
			account().orders.market = [...now.filter(({ price: said }) => said !== 'gone'), ...rest];
			for (const { id, price: said } of now) {
				if (!/^1/.test(said ?? '')) continue;
				const before = seen.get(id);
				if (before !== undefined && Number(said) < before) expected.push([id, before, Number(said)]);
				seen.set(id, Number(said));
			}
			pass(600);
			await POLLS[does]!(n8n);
		}
		const words = ({ product, previousPrice, price: now }: Event) => [(product as { id: number }).id, previousPrice, now];
		const byId = new Map(n8n.events.map((event) => [event.eventId, words(event)]));
		expect([...byId.values()]).toEqual(expected);
		for (const event of n8n.events) expect(words(event)).toEqual(byId.get(event.eventId));
		if (!chapters.some(({ does }) => does.startsWith('is killed'))) expect(n8n.events).toHaveLength(byId.size);
	});
	await fc.assert(property, { numRuns: Number(process.env.TRIGGER_RUNS ?? 60) });
}, 600_000);
