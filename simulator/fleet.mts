import { readFileSync } from 'node:fs';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { isDay } from './dates.mts';

/**
 * A fleet of one's own instead of the built-in one: a file for `--fleet`. Its entries are what Robot answers to GET /server,
 * /failover, /vswitch and /storagebox, so that a saved reply is one, or as much of that as matters; what is left out is as usual.
 */
export interface Fleet {
	servers: FleetServer[];
	failovers: FleetFailover[];
	vswitches: FleetVSwitch[];
	storageboxes: FleetBox[];
}

export interface FleetServer {
	server_number: number;
	server_name?: string;
	/** null: none. */
	server_ip?: string | null;
	server_ipv6_net?: string;
	product?: string;
	dc?: string;
	traffic?: string;
	status?: string;
	cancelled?: boolean;
	paid_until?: string;
	/** All addresses, the main one included. */
	ip?: string[] | null;
	/** All nets, the main one included. */
	subnet?: Array<{ ip: string; mask: number | string }> | null;
	linked_storagebox?: number | null;
	/** The types of GET /reset; or whether there are any, as GET /server/{server-number} says it. */
	reset?: string[] | boolean;
	operating_status?: string;
	rescue?: boolean;
	linux?: boolean;
	vnc?: boolean;
	windows?: boolean;
	plesk?: boolean;
	cpanel?: boolean;
	wol?: boolean;
	hot_swap?: boolean;
}

export interface FleetFailover {
	ip: string;
	netmask?: string;
	server_ip?: string | null;
	server_ipv6_net?: string;
	server_number: number;
	/** null: routed nowhere. */
	active_server_ip?: string | null;
}

export interface FleetVSwitch {
	id: number;
	name: string;
	vlan: number;
	cancelled?: boolean;
	server?: Array<{ server_number: number }>;
}

export interface FleetBox {
	id: number;
	login?: string;
	name: string;
	product?: string;
	location?: string;
	cancelled?: boolean;
	locked?: boolean;
	linked_server?: number | null;
	paid_until?: string;
	/** MB */
	disk_quota?: number;
	disk_usage?: number;
	disk_usage_data?: number;
	disk_usage_snapshots?: number;
}

/** What a value has to be, in words, and whether one is. */
type Check = [words: string, holds: (value: unknown) => boolean];
type Checks = Record<string, Check>;

const text: Check = ['a text', (value) => typeof value === 'string'];
const flag: Check = ['true or false', (value) => typeof value === 'boolean'];
const number: Check = ['a whole number of 1 or more', (value) => Number.isSafeInteger(value) && (value as number) > 0];
const size: Check = ['a number of 0 or more', (value) => typeof value === 'number' && value >= 0];
const date: Check = ['a day such as 2027-01-31', (value) => typeof value === 'string' && isDay(value)];
const address: Check = ['an IP address', (value) => typeof value === 'string' && isIP(value) !== 0];
const address4: Check = ['an IPv4 address', (value) => typeof value === 'string' && isIPv4(value)];
const address6: Check = ['an IPv6 address', (value) => typeof value === 'string' && isIPv6(value)];
const oneOf = (...words: string[]): Check => [words.map((word) => `"${word}"`).join(' or '), (value) => words.includes(value as string)];
const orNull = ([words, holds]: Check): Check => [`${words}, or null`, (value) => value === null || holds(value)];
const listOf = ([words, holds]: Check): Check => [`a list, each of it ${words}`, (value) => Array.isArray(value) && value.every(holds)];
const either = ([words, holds]: Check, [otherWords, others]: Check): Check => [`${words}, or ${otherWords}`, (value) => holds(value) || others(value)];
const withFields = (checks: Checks): Check => [
	`an object with ${Object.keys(checks).join(' and ')}`,
	(value) => isObject(value) && Object.entries(checks).every(([name, [, holds]]) => holds(value[name])),
];

const RESET_TYPES = ['sw', 'hw', 'man', 'power', 'power_long'];

interface Kind {
	/** The key that Robot puts each entry under. */
	wrapped: string;
	required: string[];
	/** What an entry is known by. */
	key: string;
	fields: Checks;
}

const KINDS: Record<keyof Fleet, Kind> = {
	servers: {
		wrapped: 'server',
		required: ['server_number'],
		key: 'server_number',
		fields: {
			server_number: number,
			server_name: text,
			server_ip: orNull(address4),
			server_ipv6_net: address6,
			product: text,
			dc: text,
			traffic: text,
			status: oneOf('ready', 'in process'),
			cancelled: flag,
			paid_until: date,
			ip: orNull(listOf(address4)),
			subnet: orNull(listOf(withFields({ ip: address, mask: ['a number of bits', (value) => /^\d{1,3}$/.test(String(value)) && Number(value) <= 128] }))),
			linked_storagebox: orNull(number),
			reset: either(flag, listOf(oneOf(...RESET_TYPES))),
			operating_status: oneOf('running', 'shut off', 'not supported'),
			...Object.fromEntries(['rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel', 'wol', 'hot_swap'].map((name) => [name, flag])),
		},
	},
	failovers: {
		wrapped: 'failover',
		required: ['ip', 'server_number'],
		key: 'ip',
		fields: { ip: address, netmask: address, server_ip: orNull(address4), server_ipv6_net: address6, server_number: number, active_server_ip: orNull(address) },
	},
	vswitches: {
		wrapped: 'vswitch',
		required: ['id', 'name', 'vlan'],
		key: 'id',
		fields: { id: number, name: text, vlan: number, cancelled: flag, server: ['a list of objects with server_number', listOf(withFields({ server_number: number }))[1]] },
	},
	storageboxes: {
		wrapped: 'storagebox',
		required: ['id', 'name'],
		key: 'id',
		fields: {
			id: number,
			login: text,
			name: text,
			product: text,
			location: text,
			cancelled: flag,
			locked: flag,
			linked_server: orNull(number),
			paid_until: date,
			disk_quota: size,
			disk_usage: size,
			disk_usage_data: size,
			disk_usage_snapshots: size,
		},
	},
};

/** A file that is no fleet; its message says what is wrong, and where. */
export class FleetProblem extends Error {}

/** @throws {FleetProblem} */
export function readFleet(path: string): Fleet {
	try {
		return toFleet(JSON.parse(readFileSync(path, 'utf8')));
	} catch (error) {
		throw new FleetProblem(`${path}: ${(error as Error).message}`);
	}
}

/**
 * @param given a reply of GET /server, or an object of lists: `{ "servers": […], "failovers": […], "vswitches": […], "storageboxes": […] }`
 * @throws {FleetProblem}
 */
export function toFleet(given: unknown): Fleet {
	const lists = Array.isArray(given) ? { servers: given } : given;
	if (!isObject(lists)) throw new FleetProblem('A fleet is a list of servers, or an object with "servers".');
	const unknown = Object.keys(lists).find((name) => !Object.hasOwn(KINDS, name));
	if (unknown !== undefined) throw new FleetProblem(`"${unknown}" is not known; a fleet has ${Object.keys(KINDS).join(', ')}.`);
	const names = Object.keys(KINDS) as Array<keyof Fleet>;
	const fleet = Object.fromEntries(names.map((name) => [name, entries(name, lists[name] ?? [])])) as unknown as Fleet;
	if (fleet.servers.length === 0) throw new FleetProblem('There is no server in it.');
	checkServers(fleet);
	return fleet;
}

function entries(name: keyof Fleet, list: unknown): object[] {
	if (!Array.isArray(list)) throw new FleetProblem(`"${name}" is not a list.`);
	const { key } = KINDS[name];
	const all = list.map((entry: unknown, index) => checked(name, index, entry));
	const twice = all.find((entry, index) => all.findIndex((other) => other[key] === entry[key]) !== index);
	if (twice !== undefined) throw new FleetProblem(`${name}: ${key} ${String(twice[key])} is there twice.`);
	return all;
}

function checked(name: keyof Fleet, index: number, entry: unknown): Record<string, unknown> {
	const { wrapped, fields, required } = KINDS[name];
	const place = `${name}[${index}]`;
	const unwrapped = isObject(entry) && isObject(entry[wrapped]) && Object.keys(entry).length === 1 ? entry[wrapped] : entry;
	if (!isObject(unwrapped)) throw new FleetProblem(`${place} is not an object.`);
	const missing = required.find((field) => unwrapped[field] === undefined);
	if (missing !== undefined) throw new FleetProblem(`${place} has no ${missing}.`);
	for (const [field, value] of Object.entries(unwrapped)) {
		const check = Object.hasOwn(fields, field) ? fields[field] : undefined;
		if (!check) throw new FleetProblem(`${place}.${field} is not known; there are ${Object.keys(fields).join(', ')}.`);
		if (!check[1](value)) throw new FleetProblem(`${place}.${field} is ${JSON.stringify(value)}, and has to be ${check[0]}.`);
	}
	return unwrapped;
}

/** Whether the servers that others name are there. */
function checkServers({ servers, failovers, vswitches, storageboxes }: Fleet): void {
	const numbers = new Set(servers.map(({ server_number }) => server_number));
	const named = [
		...failovers.map(({ ip, server_number }) => [`The failover IP ${ip}`, server_number] as const),
		...vswitches.flatMap(({ id, server = [] }) => server.map(({ server_number }) => [`The vSwitch ${id}`, server_number] as const)),
		...storageboxes.flatMap(({ id, linked_server }) => (typeof linked_server === 'number' ? [[`The Storage Box ${id}`, linked_server] as const] : [])),
	];
	const wrong = named.find(([, number]) => !numbers.has(number));
	if (wrong) throw new FleetProblem(`${wrong[0]} names the server ${wrong[1]}, which is not in the fleet.`);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
