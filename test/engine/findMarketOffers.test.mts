import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { MarketProduct } from '../../simulator/state/order.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();

const find = (filters: INodeParameters = {}, more: INodeParameters = {}): INodeParameters => ({
	resource: 'order',
	operation: 'findMarketOffers',
	filters,
	returnAll: true,
	output: 'simplified',
	...more,
});

/** What the account's market offers in these tests: the first offer of the simulated one with other words and numbers. */
function offers(...all: Array<Partial<MarketProduct> | object>): void {
	const [like] = robot.simulator.state.orders.market;
	robot.simulator.state.orders.market = all.map((offer) => ({ ...structuredClone(like!), ...offer }));
}

const ipv4 = (location: string, net: string, gross: string) => ({
	location,
	price: { net, gross, hourly_net: null, hourly_gross: null },
	price_setup: { net: '0.0000', gross: '0.0000' },
});

const WORKSTATION = {
	id: 1,
	name: 'SB60',
	cpu: 'Intel Xeon E3-1275v5',
	cpu_benchmark: 8100,
	memory_size: 64,
	hdd_size: 512,
	hdd_count: 2,
	hdd_text: 'ECC INIC',
	description: ['Intel Xeon E3-1275v5', '4x RAM 16384 MB DDR4 ECC', '2x SSD SATA 512 GB', 'NIC 1 Gbit - Intel I219-LM', '1x GPU - GeForce GTX 1080'],
	datacenter: 'FSN1-DC1',
	price: '60.00',
	price_vat: '71.40',
	fixed_price: true,
	orderable_addons: [{ id: 'primary_ipv4', name: 'Primary IPv4', min: 0, max: 1, prices: [ipv4('HEL1', '5.0000', '5.9500'), ipv4('FSN1', '1.7000', '2.0230')] }],
};

const STORE = {
	id: 2,
	name: 'SB90',
	cpu: 'AMD Ryzen 7 3700X',
	cpu_benchmark: 22_000,
	memory_size: 128,
	hdd_size: 960,
	hdd_count: 6,
	hdd_text: '',
	description: [
		'AMD Ryzen 7 3700X',
		'4x RAM 32768 MB DDR4',
		'2x SSD M.2 NVMe 960 GB',
		'4x HDD SATA 16,0 TB Enterprise',
		'RAID Controller 4-Port SATA PCI-E - Adaptec 6405',
		'2x Redundant PSU',
	],
	datacenter: 'HEL1-DC14',
	price: '90.00',
	price_vat: '107.10',
	fixed_price: false,
	orderable_addons: [],
};

const SILENT = {
	id: 3,
	name: 'SB30',
	cpu: 'Intel Core i7-6700',
	cpu_benchmark: 8000,
	memory_size: 32,
	hdd_size: 2000,
	hdd_count: 2,
	hdd_text: 'ENT.HDD',
	description: ['Intel Core i7-6700'],
	datacenter: 'FSN1-DC14',
	price: '30.00',
	price_vat: '35.00',
	price_hourly: null,
	fixed_price: false,
	next_reduce_date: '2030-01-01 00:00:00',
};

beforeEach(() => offers(WORKSTATION, STORE, SILENT));

const idsOf = ({ json }: { json: unknown[] }) => json.map((item) => (item as { id: number }).id);
const found = async (filters: INodeParameters, more: INodeParameters = {}) => idsOf(await robot.run(find(filters, { sort: 'none', ...more })));

describe('Find Market Offers', () => {
	it('asks once, and puts out one flat item for each offer, the cheapest first', async () => {
		const run = await robot.run(find());

		expect(robot.sent()).toEqual(['GET /order/server_market/product']);
		expect(idsOf(run)).toEqual([3, 1, 2]);
		expect(run.json[1]).toEqual({
			id: 1,
			cpu: 'Intel Xeon E3-1275v5',
			cpu_benchmark: 8100,
			memory_size: 64,
			drives: '2x SSD SATA 512 GB',
			total_drive_size: 1024,
			features: ['ECC memory', 'GPU', 'Intel NIC'],
			datacenter: 'FSN1-DC1',
			price_vat: 71.4,
			price_with_ipv4_vat: 73.423,
			price_setup_vat: 0,
			price_per_gb: 0.0697,
			fixed_price: true,
			next_reduce_date: expect.any(String),
			addons: ['primary_ipv4'],
		});
		expect(run.json[2]).toMatchObject({
			drives: '2x SSD M.2 NVMe 960 GB, 4x HDD SATA 16,0 TB Enterprise',
			total_drive_size: 65_920,
			features: ['hardware RAID', 'redundant power supply'],
			price_with_ipv4_vat: null,
			price_per_gb: 0.0016,
		});
	});

	it('adds to what Robot says, where all is wanted, what it reads from its words', async () => {
		const run = await robot.run(find({}, { output: 'raw', sort: 'none' }));

		expect(run.json).toMatchObject([
			{
				price: '60.00',
				drive_kinds: ['SATA SSD'],
				ecc: 'yes',
				gpu: 'yes',
				intel_nic: 'yes',
				hardware_raid: 'unknown',
				redundant_psu: 'unknown',
				price_with_ipv4: 61.7,
				price_per_gb_memory: 1.1156,
			},
			{ drive_kinds: ['NVMe SSD', 'HDD'], ecc: 'unknown', hardware_raid: 'yes', redundant_psu: 'yes' },
			{ drive_kinds: ['unknown'], ecc: 'unknown', gpu: 'unknown' },
		]);
	});

	it.each<[INodeParameters, number[]]>([
		[{ driveKinds: ['nvme'] }, [2]],
		[{ driveKinds: ['sataSsd'] }, [1]],
		[{ driveKinds: ['hdd'] }, [2]],
		[{ driveKinds: 'SATA SSD, hdd' }, [1, 2]],
		[{ minimumDrives: 3 }, [2]],
		[{ minimumDrives: '2' }, [1, 2, 3]],
		[{ minimumDriveSize: 2000 }, [2, 3]],
		[{ minimumTotalDriveSize: 4000 }, [2, 3]],
		[{ minimumTotalDriveSize: 4001 }, [2]],
		// Two NVMe drives of 960 GB, whatever else is in it.
		[{ driveKinds: ['nvme'], minimumDrives: 3 }, []],
		[{ driveKinds: ['nvme'], minimumDriveSize: 1000 }, []],
		[{ driveKinds: ['nvme'], minimumTotalDriveSize: 1920 }, [2]],
		[{ driveKinds: ['nvme'], minimumTotalDriveSize: 1921 }, []],
		[{ driveKinds: ['hdd'], minimumDrives: 4, minimumDriveSize: 16_000 }, [2]],
		[{ ecc: true }, [1]],
		[{ gpu: true }, [1]],
		[{ intelNic: 'true' }, [1]],
		[{ hardwareRaid: true }, [2]],
		[{ redundantPsu: true }, [2]],
		[{ gpu: false }, []],
		[{ cpu: 'RYZEN' }, [2]],
		[{ minimumBenchmark: 8100 }, [1, 2]],
		[{ minimumMemory: 64 }, [1, 2]],
		[{ dataCenter: 'fsn1' }, [1, 3]],
		[{ dataCenter: 'FSN1-DC1' }, [1]],
		[{ dataCenter: 'FSN1-DC14, HEL1' }, [2, 3]],
		[{ fixedPrice: true }, [1]],
		[{ fixedPrice: false }, [2, 3]],
		[{ hourly: false }, [3]],
		[{ maximumPrice: 60 }, [1, 3]],
		[{ maximumPrice: 71.39, priceKind: 'gross' }, [3]],
		[{ maximumPrice: 71.4, priceKind: 'Gross' }, [1, 3]],
		[{ maximumPrice: 61.7, withIpv4: true }, [1, 3]],
		[{ maximumPrice: 61.69, withIpv4: true }, [3]],
		[{ maximumPrice: 73.423, priceKind: 'gross', withIpv4: true }, [1, 3]],
		[{ maximumPrice: 73.42, priceKind: 'gross', withIpv4: true }, [3]],
		[{ maximumPrice: 1000, withIpv4: true }, [1, 3]],
		[{ maximumPrice: 0 }, []],
		[{ maximumPrice: '0' }, []],
		[{ searchWords: 'gtx' }, [1]],
		[{ searchWords: '1080  geforce' }, [1]],
		[{ searchWords: 'adaptec, ryzen' }, [2]],
		[{ searchWords: 'ENT.HDD' }, [3]],
		[{ searchWords: 'adaptec xeon' }, []],
		[{ ecc: true, minimumMemory: 65 }, []],
		[{ minimumMemory: 0 }, [1, 2, 3]],
	])('filters by %j', async (filters, expected) => {
		expect(await found(filters)).toEqual(expected);
	});

	it.each<[INodeParameters, number[]]>([
		[{ gpu: true }, [1, 2, 3]],
		[{ gpu: false }, [2, 3]],
		[{ ecc: true }, [1, 2, 3]],
		[{ driveKinds: ['nvme'] }, [2, 3]],
		[{ driveKinds: ['nvme'], minimumDriveSize: 2001 }, []],
		[{ driveKinds: ['hdd'], minimumDrives: 3 }, [2]],
		// What Robot says in a field is known.
		[{ minimumMemory: 64 }, [1, 2]],
		[{ maximumPrice: 1000, withIpv4: true }, [1, 3]],
	])('keeps what does not say it, where that was chosen: %j', async (filters, expected) => {
		expect(await found({ ...filters, unknown: 'keep' })).toEqual(expected);
		expect(await found({ ...filters, unknown: 'Keep' })).toEqual(expected);
	});

	it('leaves out what does not say it, where that was chosen', async () => {
		expect(await found({ driveKinds: ['nvme'], unknown: 'leaveOut' })).toEqual([2]);
	});

	it('knows that something is missing where Robot says so', async () => {
		offers(
			{ ...SILENT, id: 4, description: ['4x RAM 16384 MB DDR4 non-ECC', 'no GPU', 'without RAID Controller', 'no Intel NIC', 'non-redundant PSU'] },
			{ ...SILENT, id: 5, description: ['4x RAM 16384 MB DDR5 (on-die ECC)'] },
		);
		for (const name of ['ecc', 'gpu', 'hardwareRaid', 'intelNic', 'redundantPsu']) {
			expect(await found({ [name]: false })).toEqual([4]);
			expect(await found({ [name]: true, unknown: 'keep' })).toEqual([5]);
		}
	});

	it.each<[string, number[]]>([
		['none', [1, 2, 3]],
		['price', [3, 1, 2]],
		['benchmark', [2, 1, 3]],
		['memory', [2, 1, 3]],
		['totalDriveSize', [2, 3, 1]],
		['pricePerGb', [2, 3, 1]],
		['pricePerGbMemory', [2, 3, 1]],
		['nextReduction', [2, 3, 1]],
	])('sorts by %s', async (sort, expected) => {
		expect(await found({}, { sort })).toEqual(expected);
	});

	it('puts out no more than the limit, after it has filtered and sorted', async () => {
		expect(await found({ dataCenter: 'FSN1' }, { returnAll: false, limit: 1, sort: 'price' })).toEqual([3]);
	});

	it('puts out nothing where the market is empty', async () => {
		robot.simulator.state.orders.market = [];
		const run = await robot.run(find({ maximumPrice: 50 }));
		expect([run.json, run.error]).toEqual([[], undefined]);
	});
});

describe('an offer that is broken', () => {
	it.each([null, '', ' ', 'free', '0', '0.00', '-1', [], {}, true])('is not one that costs little: its price is %j', async (price) => {
		offers({ ...WORKSTATION, price, price_vat: price });
		expect(await found({ maximumPrice: 1000 })).toEqual([]);
		expect(await found({ maximumPrice: 1000, unknown: 'keep' })).toEqual([]);
		expect(await found({ maximumPrice: 1000, priceKind: 'gross' })).toEqual([]);
		expect(await found({})).toEqual([1]);
	});

	it.each([null, 'many', [], {}, -8, 0])('has not what it does not say in a field: %j', async (said) => {
		offers({ ...WORKSTATION, memory_size: said, cpu_benchmark: said });
		expect(await found({ minimumMemory: 1 })).toEqual([]);
		expect(await found({ minimumBenchmark: 1 })).toEqual([]);
		expect(await found({ minimumMemory: 1, minimumBenchmark: 1, unknown: 'keep' })).toEqual([1]);
	});

	it.each([null, 'text', {}, [null, {}, 5]])('whose description is %j says nothing', async (description) => {
		offers({ ...SILENT, description, hdd_text: null });
		expect(await found({ ecc: true })).toEqual([]);
		expect(await found({ driveKinds: ['hdd'], ecc: true, unknown: 'keep' })).toEqual([3]);
	});

	it.each([null, '', [], {}])('without an ID cannot be ordered, and is left out: %j', async (id) => {
		offers({ ...WORKSTATION, id }, SILENT);
		expect(await found({})).toEqual([3]);
	});

	it('says nothing of the address whose price is broken', async () => {
		const addon = (prices: unknown) => ({ ...WORKSTATION, orderable_addons: [null, { id: 'primary_ipv4', prices }] });
		const nothing = [undefined, null, [], [null], [ipv4('HEL1', '1.7000', '2.0230')], [ipv4('FSN1', 'x', 'x')], [{ location: 'FSN1', price: null }]];
		offers(...nothing.map(addon), addon([ipv4('FSN1', '0.0000', '0.0000')]), addon([ipv4('FSN1', '1', '1'), ipv4('FSN1', '2', '2')]));
		const run = await robot.run(find({}, { output: 'selectedFields', fields: ['price_with_ipv4'], sort: 'none' }));
		expect(run.json).toEqual([...nothing.map(() => ({ price_with_ipv4: null })), { price_with_ipv4: 60 }, { price_with_ipv4: 62 }]);
	});
});

describe('a filter that holds nothing', () => {
	const names = ['cpu', 'dataCenter', 'driveKinds', 'ecc', 'fixedPrice', 'maximumPrice', 'minimumDrives', 'minimumMemory', 'priceKind', 'searchWords', 'unknown', 'withIpv4'];

	it.each(names.flatMap((name) => ['', ' ', '={{ null }}', '={{ $json.nothing }}', '={{ {} }}', '={{ [] }}'].map((value) => [name, value] as const)))(
		'is refused before anything is sent: %s %j',
		async (name, value) => {
			const run = await robot.run(find({ [name]: value } as INodeParameters), { items: itemsOf(1) });
			expect(run.error?.message).toBeDefined();
			expect(robot.sent()).toEqual([]);
		},
	);
});

describe('a filter that makes no sense', () => {
	it.each<[INodeParameters, RegExp]>([
		[{ minimumMemory: '64 GB' }, /^Minimum Memory \(GB\) is not a number/],
		[{ maximumPrice: '50 €' }, /^Maximum Monthly Price \(EUR\) is not a number/],
		[{ maximumPrice: -1 }, /^Maximum Monthly Price \(EUR\) is negative/],
		[{ driveKinds: ['floppy'] }, /^Drive Kinds: there is no kind "floppy"/],
		[{ ecc: 'maybe' }, /^ECC Memory is neither true nor false/],
		[{ priceKind: 'brutto' }, /^Price is none of gross, net/],
		[{ unknown: 'drop' }, /^Offers That Do Not Say is none of keep, leaveOut/],
	])('is refused before anything is sent: %j', async (filters, message) => {
		expect((await robot.run(find(filters))).error?.message).toMatch(message);
		expect(robot.sent()).toEqual([]);
	});
});
