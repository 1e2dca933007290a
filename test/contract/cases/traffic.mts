import type { Case, Given } from '../case.mts';

const get = { resource: 'traffic', operation: 'get', trafficOf: 'addresses', period: 'custom', type: 'month' };
/** The documentation asks up to September 31, which the node refuses. */
const september = { ...get, from: '2010-09-01', to: '2010-09-30' };
const inForm = (...addresses: Array<[string, string]>) => ({
	why: 'September has 30 days',
	expected: [...addresses, ['from', '2010-09-01'], ['to', '2010-09-30'], ['type', 'month']] as Array<[string, string]>,
});
const WHY = 'the reply is a map from addresses, and an item stands for one of them';

const inSeptember = (address: string) => ({ address, type: 'month', from: '2010-09-01', to: '2010-09-31', in: 0.2874, out: 0.0481, sum: 0.3355 });

const onDay = (interval: string, amounts: { in: number; out: number; sum: number }) => ({
	address: '123.123.123.123',
	type: 'month',
	from: '2019-01-01',
	to: '2019-01-07',
	interval,
	timestamp: `2019-01-${interval}T00:00:00`,
	...amounts,
});

export const cases: Case[] = [
	{
		endpoint: 'POST /traffic',
		variant: 'one IP',
		path: '/traffic',
		parameters: { ...september, ip: ['123.123.123.123'] },
		key: 'traffic',
		items: { why: WHY, expected: [inSeptember('123.123.123.123')] },
		form: inForm(['ip', '123.123.123.123']),
	},
	{
		endpoint: 'POST /traffic',
		variant: 'multiple IPs',
		path: '/traffic',
		parameters: { ...september, ip: ['123.123.123.123', '124.124.124.124'] },
		key: 'traffic',
		items: { why: WHY, expected: [inSeptember('123.123.123.123'), inSeptember('124.124.124.124')] },
		form: inForm(['ip[]', '123.123.123.123'], ['ip[]', '124.124.124.124']),
	},
	{
		endpoint: 'POST /traffic',
		variant: 'subnet',
		path: '/traffic',
		parameters: { ...september, subnet: ['2a01:4f8:61:41a2::'] },
		key: 'traffic',
		items: { why: WHY, expected: [inSeptember('2a01:4f8:61:41a2::/64')] },
		form: inForm(['subnet', '2a01:4f8:61:41a2::']),
	},
	{
		endpoint: 'POST /traffic',
		variant: 'single_values, one IP by days',
		path: '/traffic',
		parameters: { ...get, from: '2019-01-01', to: '2019-01-07', ip: ['123.123.123.123'], singleValues: true },
		key: 'traffic',
		items: {
			why: 'the reply is a map of maps, and an item stands for one day of one address',
			expected: [
				onDay('01', { in: 0.0023, out: 0.0102, sum: 0.0125 }),
				onDay('02', { in: 229.7502, out: 10.7187, sum: 240.4689 }),
				onDay('03', { in: 97.8517, out: 1.53, sum: 99.3817 }),
				onDay('04', { in: 191.0187, out: 0.153, sum: 191.1717 }),
				onDay('05', { in: 0.0021, out: 0.0022, sum: 0.0043 }),
				onDay('06', { in: 0, out: 0.0021, sum: 0.0021 }),
				onDay('07', { in: 0, out: 0, sum: 0 }),
			],
		},
	},
];

export const given: Record<string, Given> = {
	'POST /traffic': {
		these: [
			{ trafficOf: 'addresses', ip: ['203.0.113.10'], period: 'lastMonth' },
			{ trafficOf: 'addresses', ip: ['203.0.113.10', '203.0.113.11'], period: 'last24Hours', singleValues: true },
		],
	},
};
