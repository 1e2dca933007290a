import { describe, expect, it } from '@jest/globals';
import type { JsonRecord } from '../../nodes/common/http/json.ts';
import { priceOf } from '../../nodes/HetznerRobot/jobs/orderPrice.ts';

const offer = (location: string | null, monthly: unknown, setup: unknown = '0.00') => ({ location, price: { gross: monthly }, price_setup: { gross: setup } });
const standard = (...prices: unknown[]) => ({ id: 'EX44', prices }) as JsonRecord;
const withAddons = (...addons: unknown[]) => ({ id: 'EX44', prices: [offer('HEL1', '40.00', '10.00')], orderable_addons: addons }) as unknown as JsonRecord;
const IPV4 = { id: 'primary_ipv4', prices: [offer('HEL1', '2.0200', '1.5000')] };
const UNKNOWN = { monthly: undefined, setup: undefined };

describe('a price', () => {
	it.each<[unknown, number]>([
		['46.41', 46.41],
		['1.7000', 1.7],
		['46', 46],
		['0.00', 0],
		[46.41, 46.41],
		[0, 0],
	])('is read from %j', (given, expected) => {
		expect(priceOf(standard(offer('HEL1', given, given)), {})).toEqual({ monthly: expected, setup: expected });
		expect(priceOf({ price_vat: given, price_setup_vat: given } as JsonRecord, {})).toEqual({ monthly: expected, setup: expected });
		expect(priceOf({ price: offer('HEL1', given).price, price_setup: { gross: given } } as JsonRecord, {}).monthly).toBeUndefined();
		expect(priceOf({ price: offer('HEL1', given, given) } as JsonRecord, {})).toEqual({ monthly: expected, setup: expected });
	});

	it.each([
		[''],
		[' '],
		[' 46.41'],
		['46,41'],
		['1,046.41'],
		['-1'],
		['-0.00'],
		[-1],
		['+5'],
		['1e3'],
		['0x10'],
		['.5'],
		['46.'],
		['46.41 EUR'],
		['Infinity'],
		[Infinity],
		[NaN],
		[[]],
		[['46.41']],
		[{}],
		[null],
		[true],
		[false],
	])('is unknown where Robot says %p', (given) => {
		expect(priceOf(standard(offer('HEL1', given, given)), {})).toEqual(UNKNOWN);
		expect(priceOf({ price: offer('HEL1', given, given) } as JsonRecord, {})).toEqual(UNKNOWN);
		expect(priceOf(withAddons({ id: 'primary_ipv4', prices: [offer('HEL1', given, given)] }), { addon: ['primary_ipv4'] })).toEqual(UNKNOWN);
		expect(priceOf({ price_vat: given, price_setup_vat: given } as JsonRecord, {})).toEqual(UNKNOWN);
	});

	it.each<[string, JsonRecord]>([
		['there are no prices', {}],
		['the prices are no list', { prices: {} }],
		['the list is empty', { prices: [] }],
		['the prices are null', { prices: null }],
		['a price is null', standard(null)],
		['a price is a text', standard('46.41')],
		['the inner price is missing', standard({ location: 'HEL1' })],
		['one location of several has no price', standard(offer('HEL1', '44.03', '0'), offer('FSN1', null, null))],
		['the price without VAT stands alone', { price: '27.00', price_setup: '0.00' }],
	])('is unknown where %s', (_what, product) => expect(priceOf(product, {})).toEqual(UNKNOWN));

	it('for setup may be unknown where the monthly one is known, and the other way round', () => {
		expect(priceOf(standard(offer('HEL1', '44.03', '')), {})).toEqual({ monthly: 44.03, setup: undefined });
		expect(priceOf(standard(offer('HEL1', '', '39.00')), {})).toEqual({ monthly: undefined, setup: 39 });
	});
});

describe('the price at a location', () => {
	const product = standard(offer('FSN1', '46.41', '5.00'), offer('HEL1', '44.03', '7.00'));

	it('is the dearest where none is chosen', () => expect(priceOf(product, {})).toEqual({ monthly: 46.41, setup: 7 }));

	it.each(['HEL1', 'hel1'])('is the one of "%s"', (location) => expect(priceOf(product, { location })).toEqual({ monthly: 44.03, setup: 7 }));

	it('is unknown where Robot does not offer it', () => expect(priceOf(product, { location: 'NBG1' })).toEqual(UNKNOWN));

	it('may be one whose location Robot does not say', () => {
		expect(priceOf(standard(offer('HEL1', '44.03', '7.00'), offer(null, '99.00', '0.00')), { location: 'HEL1' })).toEqual({ monthly: 99, setup: 7 });
	});
});

describe('the price of an addon', () => {
	it.each<[string, string[] | string | undefined, { monthly: number; setup: number }]>([
		['is not counted where none is chosen', undefined, { monthly: 40, setup: 10 }],
		['is not counted where the choice is empty', [], { monthly: 40, setup: 10 }],
		['is counted', ['primary_ipv4'], { monthly: 42.02, setup: 11.5 }],
		['is counted where it is given alone', 'primary_ipv4', { monthly: 42.02, setup: 11.5 }],
		['is counted without case', ['Primary_IPv4'], { monthly: 42.02, setup: 11.5 }],
		['is counted as often as it is sent', ['primary_ipv4', 'primary_ipv4'], { monthly: 44.04, setup: 13 }],
	])('%s', (_what, addon, expected) => expect(priceOf(withAddons(IPV4), addon === undefined ? {} : { addon })).toEqual(expected));

	it.each<[string, JsonRecord]>([
		['that is not listed', withAddons(IPV4)],
		['of a product without addons', withAddons()],
		['of a product whose addons are no list', { ...withAddons(), orderable_addons: {} }],
		['whose entry has no id', withAddons({ ...IPV4, id: undefined })],
		['without prices', withAddons({ id: 'gold' })],
		['with prices that are no list', withAddons({ id: 'gold', prices: '2.02' })],
		['without a price in one of its entries', withAddons({ id: 'gold', prices: [offer('HEL1', '2.00')] }, { id: 'gold' })],
	])('is unknown for one %s', (_what, product) => expect(priceOf(product, { addon: ['gold'] })).toEqual(UNKNOWN));

	it('is the dearest of its entries', () => {
		const gold = (monthly: string) => ({ id: 'gold', prices: [offer('HEL1', monthly)] });
		expect(priceOf(withAddons(gold('2.00'), gold('3.00')), { addon: ['gold'] })).toEqual({ monthly: 43, setup: 10 });
	});
});

describe('a sum', () => {
	it('is that of the prices as they are written', () => {
		const product = { prices: [offer('HEL1', '44.03')], orderable_addons: [{ id: 'primary_ipv4', prices: [offer('HEL1', '2.0200')] }] } as JsonRecord;
		expect(priceOf(product, { addon: ['primary_ipv4'] }).monthly).toBe(46.05);
	});

	it('counts what is less than a cent', () => {
		expect(priceOf(withAddons({ id: 'a', prices: [offer('HEL1', '0.0027')] }), { addon: ['a'] }).monthly).toBe(40.0027);
	});
});

describe('a product with prices in several places', () => {
	it.each<[string, JsonRecord, number]>([
		['one and some', { price_vat: '10.00', price_setup_vat: '0.00', prices: [offer('HEL1', '60.00')] } as JsonRecord, 60],
		['one and an offer', { price_vat: '70.00', price_setup_vat: '0.00', price: offer('HEL1', '60.00') } as JsonRecord, 70],
		['some and an offer', { prices: [offer('HEL1', '60.00')], price: offer('HEL1', '80.00') } as JsonRecord, 80],
		['one and its net amount', { price: '50.00', price_vat: '59.50', price_setup_vat: '0.00' } as JsonRecord, 59.5],
	])('costs the dearest (%s)', (_what, product, monthly) => {
		expect(priceOf(product, {})).toEqual({ monthly, setup: 0 });
	});

	it('has no price where one of them cannot be read', () => {
		expect(priceOf({ price_vat: '10.00', price_setup_vat: '0.00', prices: 'soon' } as JsonRecord, {})).toEqual(UNKNOWN);
	});
});
