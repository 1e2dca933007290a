import { parameter, type Field } from '../../../common/operation/operation';
import { DRIVE_KINDS } from '../../robot/marketDrives';
import { checkMarketFilter } from '../../robot/marketFilters';

type Name = Parameters<typeof checkMarketFilter>[0];

const text = (name: Name, displayName: string, placeholder: string, description: string): Field =>
	parameter(name, { displayName, type: 'string', default: '', placeholder, description, encode: checkMarketFilter(name) });

const flag = (name: Name, displayName: string, description: string): Field =>
	parameter(name, { displayName, type: 'boolean', default: true, description, encode: checkMarketFilter(name) });

const amount = (name: Name, displayName: string, description: string, numberPrecision = 0): Field =>
	parameter(name, { displayName, type: 'number', typeOptions: { minValue: 0, numberPrecision }, default: 0, description, encode: checkMarketFilter(name) });

const either = (name: Name, displayName: string, description: string, chosen: string, options: Array<{ name: string; value: string; description: string }>): Field =>
	parameter(name, { displayName, type: 'options', options, default: chosen, description, encode: checkMarketFilter(name) });

/** What an offer of the server market has to be like, for the operation and the trigger. */
export const marketFilters: Field[] = [
	text('cpu', 'CPU', 'e.g. Ryzen', "A part of the CPU's name"),
	text('dataCenter', 'Data Center', 'e.g. FSN1, HEL1-DC6', 'The data center, or a location for all of its data centers; any of several with commas between them'),
	parameter('driveKinds', {
		displayName: 'Drive Kinds',
		type: 'multiOptions',
		options: Object.entries(DRIVE_KINDS).map(([value, name]) => ({ name, value })),
		default: ['nvme'],
		description: 'Kinds of drives of which there is at least one. Drives of other kinds then do not count for number and size.',
		encode: checkMarketFilter('driveKinds'),
	}),
	flag('ecc', 'ECC Memory', 'Whether the memory has ECC'),
	flag('fixedPrice', 'Fixed Price', 'Whether the price stays as it is, or falls with time'),
	flag('gpu', 'GPU', 'Whether there is a graphics card'),
	flag('hardwareRaid', 'Hardware RAID', 'Whether there is a RAID controller'),
	flag('hourly', 'Hourly Billing', 'Whether the server is billed hourly'),
	flag('withIpv4', 'Include IPv4 Address', 'Whether the price of the IPv4 address counts, which every server can be ordered without'),
	flag('intelNic', 'Intel NIC', 'Whether there is a network card of Intel'),
	amount('maximumPrice', 'Maximum Monthly Price (EUR)', 'The highest price per month, in euros. An offer without a price never passes.', 2),
	amount('minimumBenchmark', 'Minimum CPU Benchmark', "The lowest value of the CPU's benchmark"),
	amount('minimumDrives', 'Minimum Drive Count', 'The smallest number of drives'),
	amount('minimumDriveSize', 'Minimum Drive Size (GB)', 'The smallest size of a drive, in GB. Smaller drives then do not count.'),
	amount('minimumMemory', 'Minimum Memory (GB)', 'The smallest memory, in GB'),
	amount('minimumTotalDriveSize', 'Minimum Total Drive Size (GB)', 'The smallest size of all drives together, in GB'),
	either(
		'unknown',
		'Offers That Do Not Say',
		'What to do with an offer that does not say whether it has what a filter wants. Most of it stands in free text only, which seldom says that something is missing.',
		'keep',
		[
			{ name: 'Keep', value: 'keep', description: 'It may have it' },
			{ name: 'Leave Out', value: 'leaveOut', description: 'As long as nothing else is chosen' },
		],
	),
	either('priceKind', 'Price', 'Which price the maximum price is compared with, net unless chosen', 'net', [
		{ name: 'Gross', value: 'gross', description: 'With VAT' },
		{ name: 'Net', value: 'net', description: 'Without VAT' },
	]),
	flag('redundantPsu', 'Redundant Power Supply', 'Whether there is a second power supply'),
	text('searchWords', 'Search Words', 'e.g. GTX 1080', 'Words that all stand somewhere in the name, the CPU, the description or the tags'),
];
