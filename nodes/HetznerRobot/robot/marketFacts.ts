import type { JsonRecord } from '../../common/http/json';
import { DRIVE_KINDS, amountIn, drivesOf, totalSize, type Drives } from './marketDrives';
import { hasFeature, type Feature } from './marketFeatures';
import { monthlyPrice, rounded } from './marketPrices';

/** What an offer can have that Robot has no field for, by the field that says it here. */
export const FEATURES: Record<string, { name: string; feature: Feature }> = {
	ecc: { name: 'ECC memory', feature: 'ecc' },
	gpu: { name: 'GPU', feature: 'gpu' },
	intel_nic: { name: 'Intel NIC', feature: 'intelNic' },
	hardware_raid: { name: 'hardware RAID', feature: 'hardwareRaid' },
	redundant_psu: { name: 'redundant power supply', feature: 'redundantPsu' },
};

/** The fields that are added to Robot's. */
export const FOUND_FIELDS = ['drive_kinds', 'total_drive_size', ...Object.keys(FEATURES), 'price_with_ipv4', 'price_with_ipv4_vat', 'price_per_gb', 'price_per_gb_memory'];

/** An offer with what was read from its words, and what follows from its numbers; null for what it does not say. */
export function withFacts(offer: JsonRecord): JsonRecord {
	const drives = drivesOf(offer);
	const size = totalSize(drives);
	const price = monthlyPrice(offer, { priceKind: 'gross' });
	return {
		...offer,
		drive_kinds: [...new Set(drives.map(kindInWords))],
		total_drive_size: size ?? null,
		...Object.fromEntries(Object.entries(FEATURES).map(([field, { feature }]) => [field, hasFeature(offer, feature)])),
		price_with_ipv4: monthlyPrice(offer, { withIpv4: true }) ?? null,
		price_with_ipv4_vat: monthlyPrice(offer, { priceKind: 'gross', withIpv4: true }) ?? null,
		price_per_gb: perUnit(price, size),
		price_per_gb_memory: perUnit(price, amountIn(offer.memory_size)),
	};
}

function kindInWords({ kinds }: Drives): string {
	const [kind, ...others] = kinds;
	return kind === undefined || others.length > 0 ? 'unknown' : DRIVE_KINDS[kind];
}

const perUnit = (price: number | undefined, units: number | undefined): number | null => (price === undefined || !units ? null : rounded(price / units));
