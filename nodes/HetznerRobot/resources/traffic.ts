import { field, operation, parameter, resource, type Field } from '../../common/operation/operation';
import { toBoolean, toFilledList } from '../../common/operation/values';
import { queryTraffic } from '../endpoints/traffic';
import { listServers } from '../endpoints/server';
import { checkPeriod, toIntervalEnd, trafficFor } from '../jobs/traffic';
import { checkReported, REPORT_SORTS, REPORTED, toDirection, trafficReport } from '../jobs/trafficReport';
import { toAddress } from '../robot/pathValues';
import { asSent } from '../robot/traffic';
import { DIRECTIONS } from '../robot/trafficDays';
import { loadedMany } from '../../common/operation/loaded';
import { asNumber } from '../../common/operation/tells';
import { server } from './fields/server';
import { serverFilters } from './fields/serverFilters';

/** Robot knows the traffic of addresses only: those of a server are looked up first. */
const trafficOf = parameter('trafficOf', {
	displayName: 'Traffic Of',
	type: 'options',
	options: [
		{ name: 'IP Addresses and Subnets', value: 'addresses', description: 'Of those that you choose' },
		{ name: 'Server', value: 'server', description: 'Of all addresses and subnets that the server has' },
	],
	default: 'server',
	needed: true,
	description: 'Whose traffic',
});

const OF_SERVER = { trafficOf: ['server'] };
const OF_ADDRESSES = { trafficOf: ['addresses'] };

const ownServer: Field = {
	...server,
	// n8n would want one as well where an expression says that addresses are meant.
	property: { ...server.property, required: undefined },
	needed: true,
	showIf: OF_SERVER,
	tells: { ...server.tells, server_number: { ...asNumber, isOptional: true } },
};

const addresses = (sends: 'ip' | 'subnet', displayName: string, method: string, placeholder: string, description: string): Field =>
	loadedMany(sends, {
		showIf: OF_ADDRESSES,
		displayName,
		method,
		placeholder,
		hint: 'Several with commas between them',
		description,
		encode: (value) => asSent([...new Set(toFilledList(sends, value).map((address) => toAddress(sends, address)))]),
	});

const custom = { period: ['custom'] };

/** Documentation: "Traffic". */
export const trafficResource = resource('traffic', 'Traffic', [
	operation('get', {
		name: 'Get',
		action: 'Get traffic of server or addresses',
		description: 'Get the traffic of a server, or of addresses and subnets, in GB: one item for each address and subnet, and for each interval where grouped',
		fields: [
			trafficOf,
			ownServer,
			addresses('ip', 'IP Addresses', 'searchIps', 'e.g. 203.0.113.10', 'The single IP addresses'),
			addresses('subnet', 'Subnets', 'searchSubnets', 'e.g. 2001:db8:0:321::', 'The subnets, by their net addresses'),
			parameter('period', {
				displayName: 'Period',
				type: 'options',
				options: [
					{ name: 'Custom', value: 'custom' },
					{ name: 'Last 24 Hours', value: 'last24Hours' },
					{ name: 'Last Month', value: 'lastMonth' },
					{ name: 'This Month', value: 'thisMonth' },
				],
				default: 'thisMonth',
				needed: true,
				description: 'Which time. Robot knows hours, days and months that are over.',
				encode: (value, _parameters, timezone) => checkPeriod(value, timezone),
			}),
			field('type', {
				displayName: 'From and To Are',
				type: 'options',
				options: [
					{ name: 'Days of One Month', value: 'month', description: 'A first and a last day, like the 3rd and the 9th of May' },
					{ name: 'Hours of One Day', value: 'day', description: 'A first and a last hour, like 8 and 17 on the 3rd of May' },
					{ name: 'Months of One Year', value: 'year', description: 'A first and a last month, like January and May' },
				],
				default: 'month',
				description: 'What From and To stand for. Robot tells traffic within one day, one month or one year.',
				showIf: custom,
			}),
			field('from', {
				displayName: 'From',
				type: 'dateTime',
				default: '',
				needed: true,
				description: 'The first hour, day or month, in the time zone of the workflow',
				encode: (value, parameters, timezone) => toIntervalEnd('from', value, parameters, timezone),
				showIf: custom,
			}),
			field('to', {
				displayName: 'To',
				type: 'dateTime',
				default: '',
				needed: true,
				description: 'The last hour, day or month, in the time zone of the workflow',
				encode: (value, parameters, timezone) => toIntervalEnd('to', value, parameters, timezone),
				showIf: custom,
			}),
			field('single_values', {
				displayName: 'Group by Interval',
				type: 'boolean',
				default: false,
				description: 'Whether to get hours, days or months one by one instead of their sum',
				encode: (value) => (toBoolean('singleValues', value) ? true : undefined),
			}),
		],
		endpoint: queryTraffic,
		job: trafficFor,
	}),
	operation('report', {
		name: 'Report',
		action: 'Report traffic of servers in month',
		description: 'Get a table of the traffic of many servers in this or the last month: sums, share of the quota and projection, in GB',
		fields: [
			parameter('period', {
				displayName: 'Period',
				type: 'options',
				options: Object.entries(REPORTED).map(([value, name]) => ({ name, value })),
				default: 'thisMonth',
				needed: true,
				description: 'Which month, in the time zone of the workflow. Its days that are over count; Robot does not say in which time zone its days begin.',
				encode: (value, _parameters, timezone) => checkReported(value, timezone),
			}),
			parameter('countedTraffic', {
				displayName: 'Counted Traffic',
				type: 'options',
				options: Object.entries(DIRECTIONS).map(([value, name]) => ({ name, value })),
				default: 'sum',
				needed: true,
				description: 'Which traffic counts towards the quota and is projected. Robot does not say it; the terms of your servers do.',
				encode: (value) => void toDirection('countedTraffic', value),
			}),
			serverFilters,
		],
		endpoint: listServers,
		sorts: REPORT_SORTS,
		job: trafficReport,
	}),
]);
