/** The section Server ordering. Products and prices are kept as the webservice prints them. */
export interface Price {
	net: string;
	gross: string;
	/** null: not billed hourly. */
	hourly_net: string | null;
	hourly_gross: string | null;
}

export interface LocationPrice {
	location: string;
	price: Price;
	price_setup: { net: string; gross: string };
}

export interface OrderableAddon {
	id: string;
	name: string;
	min: number;
	max: number;
	prices: LocationPrice[];
}

/** What every server on offer can be preinstalled with. */
export interface Installable {
	name: string;
	description: string[];
	traffic: string;
	dist: string[];
	'@deprecated arch': number[];
	lang: string[];
	orderable_addons: OrderableAddon[];
}

export interface StandardProduct extends Installable {
	id: string;
	location: string[];
	prices: LocationPrice[];
}

/** A used server: there is one of it. */
export interface MarketProduct extends Installable {
	id: number;
	cpu: string;
	cpu_benchmark: number;
	/** GB. */
	memory_size: number;
	/** GB. */
	hdd_size: number;
	hdd_text: string;
	hdd_count: number;
	datacenter: string;
	network_speed: string;
	price: string;
	price_hourly: string | null;
	price_setup: string;
	price_vat: string;
	price_hourly_vat: string | null;
	price_setup_vat: string;
	fixed_price: boolean;
	/** `2018-05-01 12:22:00`; the countdown `next_reduce` follows from it. */
	next_reduce_date: string;
}

export type AddonType = 'ip_ipv4' | 'subnet_ipv4' | 'failover_subnet_ipv4' | 'failover_subnet_ipv6';

/** An addon for a server that the account already has. Its location is the server's. */
export interface AddonProduct {
	id: string;
	name: string;
	type: AddonType;
	/** Of a subnet, the number of bits of its net. */
	mask: number;
	price: Omit<LocationPrice, 'location'>;
}

export type TransactionStatus = 'ready' | 'in process' | 'cancelled';

/** What was chosen for the preinstallation: single values where the product has lists. */
export interface OrderedInstallation {
	name: string;
	description: string[];
	traffic: string;
	dist: string;
	'@deprecated arch': string;
	lang: string;
}

export interface OrderedStandard extends OrderedInstallation {
	id: string;
	location: string | null;
}

export interface OrderedMarket extends OrderedInstallation {
	id: number;
	cpu: string;
	cpu_benchmark: number;
	memory_size: number;
	hdd_size: number;
	hdd_text: string;
	hdd_count: number;
	datacenter: string;
	network_speed: string;
	/** Only the list shows it, with a price that is fixed by now. */
	next_reduce_date: string;
}

export interface ServerTransaction<Product> {
	/** `B20150121-344957-251478` */
	id: string;
	/** `2015-01-21T12:30:43+00:00` */
	date: string;
	status: TransactionStatus;
	/** null unless ready. */
	server_number: number | null;
	/** null unless ready, and for a server without IPv4. */
	server_ip: string | null;
	authorized_key: { key: { name: string; fingerprint: string; type: string; size: number } }[];
	host_key: { key: { fingerprint: string; type: string; size: number } }[];
	comment: string | null;
	product: Product;
	addons: string[];
}

export interface AddonTransaction {
	id: string;
	date: string;
	status: TransactionStatus;
	server_number: number;
	product: { id: string; name: string; type: AddonType; price: LocationPrice };
	/** Empty unless ready. */
	resources: { type: 'ip' | 'subnet'; id: string }[];
}

export interface Orders {
	products: StandardProduct[];
	market: MarketProduct[];
	addons: AddonProduct[];
	/** Newest first. */
	transactions: {
		server: ServerTransaction<OrderedStandard>[];
		market: ServerTransaction<OrderedMarket>[];
		addon: AddonTransaction[];
	};
}
