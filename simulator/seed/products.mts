import { dayAndTime, daysAfter } from '../dates.mts';
import type { AddonProduct, LocationPrice, MarketProduct, OrderableAddon, StandardProduct } from '../state/order.mts';

/** An hourly price is the monthly one divided by that, as in the documentation's examples. */
const HOURS = 624;
const VAT = 1.19;

/** A price at one location; products have two decimals, addons four. */
function price(location: string, monthly: number, setup: number, digits: 2 | 4, hourly = true): LocationPrice {
	const perHour = (amount: number) => (hourly ? (amount / HOURS).toFixed(4) : null);
	return {
		location,
		price: {
			net: monthly.toFixed(digits),
			gross: (monthly * VAT).toFixed(digits),
			hourly_net: perHour(monthly),
			hourly_gross: perHour(monthly * VAT),
		},
		price_setup: { net: setup.toFixed(digits), gross: (setup * VAT).toFixed(digits) },
	};
}

/** What every new server can have. Its prices are not part of the server's. */
function orderableAddons(locations: string[]): OrderableAddon[] {
	const prices = locations.map((location) => price(location, 1.7, 0, 4));
	return [{ id: 'primary_ipv4', name: 'Primary IPv4', min: 0, max: 1, prices }];
}

const DISTRIBUTIONS = ['Rescue system', 'AlmaLinux 9 minimal', 'Debian 12 minimal', 'Debian 13 minimal', 'Ubuntu 24.04 LTS minimal'];

interface Standard {
	id: string;
	description: string[];
	traffic?: string;
	/** Monthly price by location. */
	monthly: Record<string, number>;
	setup: number;
	hourly?: boolean;
}

const STANDARD: Standard[] = [
	{
		id: 'EX44',
		description: ['Intel® Core™ i5-13500', '64 GB DDR4 RAM', '2 x 512 GB NVMe SSD (Software-RAID 1)', '1 Gbit/s bandwidth'],
		monthly: { FSN1: 39, NBG1: 41, HEL1: 37 },
		setup: 0,
	},
	{
		id: 'AX42',
		description: ['AMD Ryzen™ 7 PRO 8700GE', '64 GB DDR5 ECC RAM', '2 x 512 GB NVMe SSD (Software-RAID 1)', '1 Gbit/s bandwidth'],
		monthly: { FSN1: 49, HEL1: 46 },
		setup: 39,
	},
	{
		id: 'AX102',
		description: ['AMD Ryzen™ 9 7950X3D', '128 GB DDR5 ECC RAM', '2 x 1.92 TB NVMe SSD (Software-RAID 1)', '1 Gbit/s bandwidth'],
		monthly: { FSN1: 109, HEL1: 104 },
		setup: 39,
	},
	{
		id: 'SX65',
		description: ['AMD Ryzen™ 7 3700X', '64 GB DDR4 ECC RAM', '4 x 22 TB SATA Enterprise HDD', '1 Gbit/s bandwidth'],
		traffic: 'unlimited',
		monthly: { HEL1: 104 },
		setup: 79,
		hourly: false,
	},
];

export function seedProducts(): StandardProduct[] {
	return STANDARD.map(({ id, description, traffic, monthly, setup, hourly }) => ({
		id,
		name: `Dedicated Server ${id}`,
		description: [...description],
		traffic: traffic ?? '20 TB',
		dist: [...DISTRIBUTIONS],
		'@deprecated arch': [64],
		lang: ['en', 'de'],
		location: Object.keys(monthly),
		prices: Object.entries(monthly).map(([location, amount]) => price(location, amount, setup, 2, hourly)),
		orderable_addons: orderableAddons(Object.keys(monthly)),
	}));
}

type Market = Pick<MarketProduct, 'id' | 'cpu' | 'cpu_benchmark' | 'memory_size' | 'hdd_size' | 'hdd_text' | 'hdd_count' | 'datacenter'> & {
	drives: string;
	/** What else is in it, in Hetzner's words. */
	extras?: string[];
	monthly: number;
	/** When the price falls; without it, the price is fixed. */
	hours?: number;
	hourly?: boolean;
};

const MARKET: Market[] = [
	{
		id: 2710001,
		cpu: 'Intel Core i7-6700',
		cpu_benchmark: 8088,
		memory_size: 32,
		hdd_size: 512,
		hdd_text: 'ENT.HDD ECC INIC',
		hdd_count: 2,
		datacenter: 'FSN1-DC7',
		drives: 'SSD M.2 NVMe 512 GB',
		monthly: 27,
		hours: 6,
	},
	{
		id: 2710002,
		cpu: 'AMD Ryzen 5 3600',
		cpu_benchmark: 17_832,
		memory_size: 64,
		hdd_size: 512,
		hdd_text: 'ECC',
		hdd_count: 2,
		datacenter: 'HEL1-DC6',
		drives: 'SSD M.2 NVMe 512 GB',
		monthly: 36,
	},
	{
		id: 2710003,
		cpu: 'Intel Core i7-8700',
		cpu_benchmark: 13_062,
		memory_size: 128,
		hdd_size: 1024,
		hdd_text: 'GPU',
		hdd_count: 2,
		datacenter: 'HEL1-DC6',
		drives: 'SSD M.2 NVMe 1 TB',
		extras: ['1x GPU - GeForce GTX 1080'],
		monthly: 42,
		hours: 20,
	},
	{
		id: 2710004,
		cpu: 'Intel Xeon E3-1275V6',
		cpu_benchmark: 9217,
		memory_size: 64,
		hdd_size: 4096,
		hdd_text: 'ENT.HDD ECC',
		hdd_count: 2,
		datacenter: 'FSN1-DC14',
		drives: 'HDD SATA 4,0 TB Enterprise',
		monthly: 38,
		hours: 3,
	},
	{
		id: 2710005,
		cpu: 'AMD EPYC 7502P',
		cpu_benchmark: 48_022,
		memory_size: 256,
		hdd_size: 1920,
		hdd_text: 'ECC INIC',
		hdd_count: 2,
		datacenter: 'FSN1-DC18',
		drives: 'SSD U.2 NVMe 1,92 TB Datacenter',
		extras: ['NIC 10 Gbit - Intel X520-DA2'],
		monthly: 129,
	},
	{
		id: 2710006,
		cpu: 'Intel Xeon W-2145',
		cpu_benchmark: 17_205,
		memory_size: 128,
		hdd_size: 10_240,
		hdd_text: 'ENT.HDD ECC',
		hdd_count: 10,
		datacenter: 'NBG1-DC3',
		drives: 'HDD SATA 10,0 TB Enterprise',
		extras: ['RAID Controller 16-Port SATA PCI-E - Adaptec 6805', '2x Redundant PSU'],
		monthly: 151,
		hours: 48,
		hourly: false,
	},
];

export function seedMarket(start: Date): MarketProduct[] {
	return MARKET.map(({ id, drives, extras = [], monthly, hours, hourly, ...hardware }) => {
		const { price: month, price_setup: setup } = price('', monthly, 0, 2, hourly);
		return {
			id,
			name: `SB${monthly}`,
			description: [hardware.cpu, `${hardware.memory_size / 16}x RAM 16384 MB DDR4`, `${hardware.hdd_count}x ${drives}`, ...extras],
			traffic: '20 TB',
			dist: ['Rescue system'],
			'@deprecated arch': [64],
			lang: ['en'],
			...hardware,
			network_speed: '1 Gbit/s',
			price: month.net,
			price_hourly: month.hourly_net,
			price_setup: setup.net,
			price_vat: month.gross,
			price_hourly_vat: month.hourly_gross,
			price_setup_vat: setup.gross,
			fixed_price: hours === undefined,
			next_reduce_date: dayAndTime(daysAfter(start, (hours ?? -24) / 24)),
			orderable_addons: orderableAddons([hardware.datacenter.slice(0, 4)]),
		};
	});
}

const ADDONS: (Omit<AddonProduct, 'price'> & { monthly: number; setup: number; hourly?: boolean })[] = [
	{ id: 'additional_ipv4', name: 'Additional IP address', type: 'ip_ipv4', mask: 32, monthly: 1.7, setup: 4.9 },
	{ id: 'subnet_ipv4_29', name: 'Additional subnet /29 (monthly charge)', type: 'subnet_ipv4', mask: 29, monthly: 13.6, setup: 39.2 },
	{ id: 'subnet_ipv4_28', name: 'Additional subnet /28 (monthly charge)', type: 'subnet_ipv4', mask: 28, monthly: 27.2, setup: 78.4 },
	{ id: 'failover_subnet_ipv4_29', name: 'Failover subnet /29', type: 'failover_subnet_ipv4', mask: 29, monthly: 18.6, setup: 152 },
	{ id: 'failover_subnet_ipv6_64', name: 'Failover subnet /64', type: 'failover_subnet_ipv6', mask: 64, monthly: 5, setup: 0, hourly: false },
];

export function seedAddons(): AddonProduct[] {
	return ADDONS.map(({ monthly, setup, hourly, ...addon }) => {
		const { location: _, ...amounts } = price('', monthly, setup, 4, hourly);
		return { ...addon, price: amounts };
	});
}
