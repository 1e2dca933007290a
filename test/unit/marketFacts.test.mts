import { describe, expect, it } from '@jest/globals';
import { drivesOf, totalSize, type Drives } from '../../nodes/HetznerRobot/robot/marketDrives.ts';
import { hasFeature } from '../../nodes/HetznerRobot/robot/marketFeatures.ts';
import { examples } from '../contract/documentation/documentation.mts';

/** What is read from the words of market offers. */

const ANY = ['hdd', 'nvme', 'sataSsd'];

describe('the drives of an offer', () => {
	it.each<[string, Drives[]]>([
		['2x SSD SATA 512 GB', [{ count: 2, size: 512, kinds: ['sataSsd'] }]],
		['4x SSD M.2 NVMe 1 TB', [{ count: 4, size: 1000, kinds: ['nvme'] }]],
		['2x SSD U.2 NVMe 3,84 TB Datacenter', [{ count: 2, size: 3840, kinds: ['nvme'] }]],
		['2x SSD U.2 NVMe 7.68 TB Datacenter', [{ count: 2, size: 7680, kinds: ['nvme'] }]],
		['2x NVMe SSD 512GB', [{ count: 2, size: 512, kinds: ['nvme'] }]],
		['2 x 2 TB SATA Enterprise HDD', [{ count: 2, size: 2000, kinds: ['hdd'] }]],
		['2x HDD 750 GB SATA', [{ count: 2, size: 750, kinds: ['hdd'] }]],
		['15x HDD SATA 10,0 TB Enterprise 7200 rpm 6 Gb/s', [{ count: 15, size: 10_000, kinds: ['hdd'] }]],
		['2x HDD SAS 6 Gb/s', [{ count: 2, kinds: ['hdd'] }]],
		['2x SAS 600 GB', [{ count: 2, size: 600, kinds: ['hdd', 'nvme', 'sataSsd'] }]],
		['2x SSD SAS 400 GB', [{ count: 2, size: 400, kinds: [] }]],
		['2x SSD 120 GB', [{ count: 2, size: 120, kinds: ['nvme', 'sataSsd'] }]],
		['2x SSD SATA 1.024 GB', [{ count: 2, kinds: ['sataSsd'] }]],
		[
			'1x NVMe SSD 512 GB + 2x HDD SATA 16 TB',
			[
				{ count: 1, size: 512, kinds: ['nvme'] },
				{ count: 2, size: 16_000, kinds: ['hdd'] },
			],
		],
		['1x RAID Controller SAS', [{ kinds: ['hdd', 'nvme', 'sataSsd'] }]],
		['4x RAM 16384 MB DDR4 ECC', [{ kinds: ['hdd', 'nvme', 'sataSsd'] }]],
	])('are told by "%s"', (line, expected) => {
		expect(drivesOf({ description: [line] })).toEqual(expected);
	});

	it('have the number and the size of the fields, which Robot documents', () => {
		expect(drivesOf({ description: ['2x HDD SATA 4,0 TB'], hdd_count: '2', hdd_size: '4096' })).toEqual([{ count: 2, size: 4096, kinds: ['hdd'] }]);
		expect(drivesOf({ hdd_count: 0, hdd_size: 0 })).toEqual([{ count: 0, kinds: ANY }]);
	});

	it('may be of any kind where the field counts others than the words', () => {
		expect(drivesOf({ description: ['2x SSD M.2 NVMe 512 GB'], hdd_count: 4, hdd_size: 512 })).toEqual([{ count: 4, size: 512, kinds: ANY }]);
	});

	it('have a size in total where each of them has one', () => {
		expect(
			totalSize([
				{ count: 2, size: 512, kinds: [] },
				{ count: 4, size: 1000, kinds: [] },
			]),
		).toBe(5024);
		expect(
			totalSize([
				{ count: 2, size: 512, kinds: [] },
				{ count: 4, kinds: [] },
			]),
		).toBeUndefined();
	});
});

describe('what an offer has', () => {
	it.each([
		['ecc', '4x RAM 16384 MB DDR4 ECC', 'yes'],
		['ecc', '4x RAM 16384 MB DDR4 reg. ECC', 'yes'],
		['ecc', '4x RAM 16384 MB DDR4 Non-ECC', 'no'],
		['ecc', '4x RAM 16384 MB DDR5 on-die ECC', 'unknown'],
		['ecc', '4x RAM 16384 MB DDR4', 'unknown'],
		['ecc', 'ECCentric', 'unknown'],
		['gpu', '1x GPU - GeForce GTX 1080', 'yes'],
		['gpu', 'NVIDIA RTX 4000 SFF Ada', 'yes'],
		['gpu', 'GTX1080', 'yes'],
		['gpu', 'iGPU of the processor', 'unknown'],
		['gpu', 'without GPU', 'no'],
		['intelNic', 'NIC 1 Gbit - Intel I219-LM', 'yes'],
		['intelNic', 'Intel 10 Gbit NIC', 'yes'],
		['intelNic', 'NIC 1000Mbit PCI - Realtek RTL8169', 'unknown'],
		['intelNic', 'Intel Xeon E3-1275v5', 'unknown'],
		['hardwareRaid', 'RAID Controller 4-Port SATA PCI-E - Adaptec 6405', 'yes'],
		['hardwareRaid', '2x SSD (Software-RAID 1)', 'unknown'],
		['hardwareRaid', 'no RAID controller', 'no'],
		['redundantPsu', '2x Redundant PSU', 'yes'],
		['redundantPsu', 'Redundant Power Supply', 'yes'],
		['redundantPsu', '2x PSU (redundant)', 'yes'],
		['redundantPsu', 'Red.PS', 'yes'],
		['redundantPsu', 'PSU non-redundant', 'unknown'],
		['redundantPsu', 'non-redundant PSU', 'no'],
		['redundantPsu', '1x PSU', 'unknown'],
	] as const)('%s by "%s" is %s', (feature, line, answer) => {
		expect(hasFeature({ description: [line] }, feature)).toBe(answer);
	});

	it.each([
		['ecc', 'ENT.HDD ECC INIC', 'yes'],
		['intelNic', 'ENT.HDD ECC INIC', 'yes'],
		['hardwareRaid', 'ESAS HWR', 'yes'],
		['gpu', 'ESAS HWR', 'unknown'],
	] as const)('%s by the tags "%s" is %s', (feature, hdd_text, answer) => {
		expect(hasFeature({ hdd_text }, feature)).toBe(answer);
	});

	it('is unknown where it says both', () => {
		expect(hasFeature({ description: ['4x RAM 16384 MB DDR4 Non-ECC'], hdd_text: 'ECC' }, 'ecc')).toBe('unknown');
	});

	it('is not told by the name of the processor', () => {
		expect(hasFeature({ cpu: 'CPU with Tesla GPU', description: ['CPU with Tesla GPU'] }, 'gpu')).toBe('unknown');
	});
});

it('reads the documented offers', () => {
	const { response } = examples.find(({ path }) => path === '/order/server_market/product')!;
	const told = (response as Array<{ product: never }>).map(({ product }) => [
		...drivesOf(product),
		...(['ecc', 'gpu', 'hardwareRaid', 'intelNic', 'redundantPsu'] as const).map((feature) => hasFeature(product, feature)),
	]);

	expect(told).toEqual([
		[{ count: 2, size: 750, kinds: ['hdd'] }, 'yes', 'unknown', 'yes', 'yes', 'unknown'],
		[{ count: 2, size: 120, kinds: ['sataSsd'] }, 'unknown', 'unknown', 'yes', 'yes', 'unknown'],
	]);
});
