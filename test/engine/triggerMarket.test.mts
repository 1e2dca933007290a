import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { MarketProduct } from '../../simulator/state/order.mts';
import { pass } from '../support/clock.mts';
import type { Event } from '../support/poll.mts';
import { watchedRobot } from '../support/trigger.mts';

const { account, published, offer } = watchedRobot();

/** What is found of a new offer. */
const found = async (filters: INodeParameters, changes: Partial<MarketProduct>) => {
	const n8n = await published('marketOfferFound', { marketFilters: filters });
	offer(changes);
	return (await n8n.next()).map(({ eventId }) => eventId);
};

describe('Market Offer Found', () => {
	it.each<[string, INodeParameters, Partial<MarketProduct>, Partial<MarketProduct>]>([
		['net price', { maximumPrice: 30 }, { price: '30.00', price_vat: '35.70' }, { price: '30.01' }],
		['gross price', { maximumPrice: 30, priceKind: 'gross' }, { price: '25.00', price_vat: '29.75' }, { price: '29.00', price_vat: '34.51' }],
		['memory', { minimumMemory: 64 }, { memory_size: 64 }, { memory_size: 32 }],
		['drive count', { minimumDrives: 4 }, { hdd_count: 4 }, { hdd_count: 3 }],
		['drive size', { minimumDriveSize: 1000 }, { hdd_size: 1024 }, { hdd_size: 960 }],
		['CPU', { cpu: 'ryzen' }, { cpu: 'AMD Ryzen 9' }, { cpu: 'Intel Core i7' }],
		['CPU in capitals', { cpu: 'RYZEN' }, { cpu: 'AMD Ryzen 9' }, { cpu: 'Intel Core i7' }],
		['words of the description', { searchWords: 'gpu' }, { description: ['2x SSD', '1x GPU - GeForce GTX 1080'] }, { description: ['2x SSD'] }],
		['words of the drives', { searchWords: 'ECC' }, { hdd_text: 'ENT.HDD ECC' }, { hdd_text: 'ENT.HDD' }],
		['benchmark', { minimumBenchmark: 10_000 }, { cpu_benchmark: 10_000 }, { cpu_benchmark: 9999 }],
		['data centre', { dataCenter: 'hel1' }, { datacenter: 'HEL1-DC6' }, { datacenter: 'FSN1-DC7' }],
		['data centre in small letters', { dataCenter: 'fsn1' }, { datacenter: 'FSN1-DC14' }, { datacenter: 'HEL1-DC6' }],
		['data centre in capitals where the offer has small letters', { dataCenter: 'FSN1-DC14' }, { datacenter: 'fsn1-dc14' }, { datacenter: 'fsn1-dc1' }],
		['kinds of drives', { driveKinds: ['nvme'] }, { description: ['2x SSD M.2 NVMe 512 GB'] }, { description: ['2x SSD SATA 512 GB'] }],
		['a GPU that may be there', { gpu: true, unknown: 'keep' }, { description: ['2x SSD SATA 512 GB'], hdd_text: '' }, { description: ['no GPU'], hdd_text: '' }],
		['the price with the IPv4 address', { maximumPrice: 30, withIpv4: true }, { price: '28.30' }, { price: '28.31' }],
		['hourly billing', { hourly: true }, { price_hourly: '0.0433' }, { price_hourly: null }],
		['monthly billing', { hourly: false }, { price_hourly: null }, { price_hourly: '0.0433' }],
	])('filters by %s', async (_name, filters, match, miss) => {
		expect(await found(filters, match)).toEqual(['market:3000000']);
		account().orders.market.pop();
		expect(await found(filters, miss)).toEqual([]);
	});

	it('finds every new offer without filters, once, also when it vanishes and comes back', async () => {
		const n8n = await published('marketOfferFound');
		offer();
		expect(await n8n.next()).toMatchObject([{ event: 'marketOfferFound', product: { id: 3_000_000, price: '27.00' } }]);
		const product = account().orders.market.pop();
		expect(await n8n.next()).toEqual([]);
		account().orders.market.push(product!);
		expect(await n8n.next()).toEqual([]);
	});

	it('finds an offer once when its price falls under the maximum', async () => {
		const n8n = await published('marketOfferFound', { marketFilters: { maximumPrice: 26 } });
		const [product] = account().orders.market;
		for (const [price, events] of [
			['26.50', 0],
			['25.90', 1],
			['27.00', 0],
			['25.00', 0],
		] as const) {
			product!.price = price;
			expect(await n8n.next()).toHaveLength(events);
		}
	});
});

describe('an offer whose price falls further', () => {
	const again = { againWhenCheaper: true };
	const told = (events: Event[]) => events.map(({ eventId, previousPrice }) => [eventId, previousPrice]);

	it('is found again each time it is cheaper than ever, with an id of its own', async () => {
		const n8n = await published('marketOfferFound', again);
		offer({ price: '30.00' });
		expect(told(await n8n.next())).toEqual([['market:3000000', null]]);
		const product = account().orders.market.at(-1)!;
		for (const [price, expected] of [
			['30.00', []],
			['29.50', [['market:3000000:29.5', 30]]],
			['31.00', []],
			['29.50', []],
			['29.4900', [['market:3000000:29.49', 29.5]]],
			['', []],
			['29.49', []],
			['0', []],
			['29.48', [['market:3000000:29.48', 29.49]]],
		] as const) {
			product.price = price;
			expect(told(await n8n.next())).toEqual(expected);
		}
	});

	it('is found once where the option is off', async () => {
		const n8n = await published('marketOfferFound');
		account().orders.market[0]!.price = '1.00';
		expect(await n8n.next()).toEqual([]);
	});

	it('is found again though it was known from the start, and gone in between', async () => {
		const n8n = await published('marketOfferFound', again);
		const product = account().orders.market.shift()!;
		expect(await n8n.next()).toEqual([]);
		account().orders.market.unshift({ ...product, price: '1.00' });
		expect(told(await n8n.next())).toEqual([[`market:${product.id}:1`, Number(product.price)]]);
	});

	it('is not found again for another kind of price that a filter compares from now on', async () => {
		const n8n = await published('marketOfferFound', { ...again, marketFilters: { priceKind: 'gross' } });
		await n8n.start({ parameters: { events: ['marketOfferFound'], ...again } });
		expect(await n8n.next()).toEqual([]);
		account().orders.market[0]!.price = '1.00';
		expect(await n8n.next()).toHaveLength(1);
	});

	it('is found again by the price with VAT where that is compared', async () => {
		const n8n = await published('marketOfferFound', { ...again, marketFilters: { priceKind: 'gross' } });
		account().orders.market[0]!.price = '1.00';
		expect(await n8n.next()).toEqual([]);
		account().orders.market[0]!.price_vat = '1.19';
		expect(await n8n.next()).toHaveLength(1);
	});

	it('is found under the maximum only', async () => {
		const n8n = await published('marketOfferFound', { ...again, marketFilters: { maximumPrice: 20 } });
		offer({ price: '30.00' });
		expect(await n8n.next()).toEqual([]);
		account().orders.market.at(-1)!.price = '25.00';
		expect(await n8n.next()).toEqual([]);
		account().orders.market.at(-1)!.price = '20.00';
		expect(told(await n8n.next())).toEqual([['market:3000000', null]]);
	});

	it('is told with the same id again when n8n was killed before it could note that it had told', async () => {
		const n8n = await published('marketOfferFound', again);
		account().orders.market[0]!.price = '1.00';
		n8n.killAtNextStart = true;
		pass(600);
		await n8n.tick();
		pass(600);
		await n8n.start();
		const [once, twice] = n8n.events;
		expect(n8n.events).toHaveLength(2);
		expect(twice!.eventId).toBe(once!.eventId);
	});

	it('needs a choice that is one', async () => {
		const n8n = await published('marketOfferFound', { againWhenCheaper: '={{ $vars.missing }}' });
		expect(n8n.errors).toMatchObject([{ message: 'Find Again When Cheaper is empty' }]);
	});
});

describe('an offer that has no price yet', () => {
	const priceless = { price: null, price_vat: null } as never;

	it.each([
		['net', {}],
		['gross', { priceKind: 'gross' }],
	])('is not taken for one under the maximum %s price, and is found when it gets one that is', async (_name, kind) => {
		const n8n = await published('marketOfferFound', { marketFilters: { maximumPrice: 30, ...kind } });
		offer(priceless);
		expect(await n8n.next()).toEqual([]);
		Object.assign(account().orders.market.at(-1)!, { price: '25.00', price_vat: '29.75' });
		expect((await n8n.next()).map(({ eventId }) => eventId)).toEqual(['market:3000000']);
	});

	it('is found where no maximum price is set', async () => {
		expect(await found({ cpu: 'ryzen' }, { ...(priceless as object), cpu: 'AMD Ryzen 9' })).toEqual(['market:3000000']);
	});
});

describe('an offer whose price is none', () => {
	it.each(['', ' ', 'free', '-1', [], true])('is not taken for a cheap one: %j', async (price) => {
		expect(await found({ maximumPrice: 30 }, { price } as never)).toEqual([]);
	});

	it('is not shown as the cheapest one', async () => {
		offer({ price: '' });
		const [sample] = await (await published('marketOfferFound')).test();
		expect((sample as unknown as { product: MarketProduct }).product.price).toMatch(/^\d/);
	});
});

describe('a filter that was added', () => {
	it.each([
		[{ maximumPrice: '={{ $vars.missing }}' }, 'Maximum Monthly Price (EUR) is empty'],
		[{ maximumPrice: '' }, 'Maximum Monthly Price (EUR) is empty'],
		[{ maximumPrice: '={{ null }}', cpu: 'ryzen' }, 'Maximum Monthly Price (EUR) is empty'],
		[{ cpu: '' }, 'CPU is empty'],
		[{ searchWords: '={{ $vars.missing }}' }, 'Search Words is empty'],
		[{ ecc: '={{ {} }}' }, 'ECC Memory is neither true nor false'],
		[{ searchWords: ' ' }, 'Search Words is empty'],
		[{ minimumMemory: '64 GB' }, 'Minimum Memory (GB) is not a number'],
		[{ unknown: 'drop' }, 'Offers That Do Not Say is none of keep, leaveOut'],
		[{ dataCenter: '={{ $vars.missing }}' }, 'Data Center is empty'],
		[{ priceKind: '={{ $vars.missing }}', maximumPrice: 1 }, 'Price is empty'],
	])('does not take the filter %j that holds nothing for no filter', async (marketFilters, message) => {
		expect((await published('marketOfferFound', { marketFilters })).errors).toMatchObject([{ message }]);
	});

	it('does not take a share of the limits that holds nothing for the usual one', async () => {
		const n8n = await published('marketOfferFound', { options: { budgetShare: '={{ $vars.missing }}' } });
		expect(n8n.errors).toMatchObject([{ message: 'Share of Request Limits (%) is empty' }]);
	});
});
