export interface Location {
	id: number;
	name: string;
	description: string;
	country: string;
	city: string;
	latitude: number;
	longitude: number;
	network_zone: string;
}

/** Decimal text, in the currency of the project's owner. */
export interface Amount {
	net: string;
	gross: string;
}

export interface StorageBoxType {
	id: number;
	name: string;
	description: string;
	/** Bytes. */
	size: number;
	snapshot_limit: number | null;
	automatic_snapshot_limit: number | null;
	subaccounts_limit: number;
	/** The locations in which it can be ordered. */
	prices: { location: string; price_hourly: Amount; price_monthly: Amount; setup_fee: Amount }[];
	/** ISO times. It cannot be ordered after `unavailable_after`. */
	deprecation: { announced: string; unavailable_after: string } | null;
}
