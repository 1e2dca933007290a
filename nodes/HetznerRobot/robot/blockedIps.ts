import { InputError } from '../../common/http/errors';
import { toTrimmed } from '../../common/operation/values';
import { addressOf, isIPv4, netOf, plainNet } from './addresses';
import { MAXIMUM_RULES, type Rule } from './firewallRules';
import type { AllRules, RuleChange } from './ruleChanges';

/** Addresses that are blocked for a time. Robot keeps nothing of that but the names of the rules, so that they say until when. */

/** An address that is blocked by one of our rules. */
interface Block {
	rule: Rule;
	address: string;
	/** In milliseconds since 1970. */
	until: number;
}

/** What is to be blocked. */
export interface Wanted {
	/** An IPv4 address or net, in its one form. */
	address: string;
	/** In milliseconds since 1970, as `until`. */
	at: number;
	until: number;
	/** How many rules may be used for it. */
	reserved: number;
}

/** A net of so many addresses, /16, may be blocked: what is wider is no attacker, but a part of the Internet. */
const WIDEST = 2 ** 16;

const EVERYTHING = '0.0.0.0/0';

/**
 * The one form of an IPv4 address or net.
 *
 * @throws InputError
 */
export function toNet(name: string, value: unknown): string {
	// So programs that listen to both IP versions write down an IPv4 address.
	const typed = toTrimmed(name, value).replace(/^::ffff:(?=\d+\.)/i, '');
	const isAddress = addressOf(typed) !== undefined;
	if (isAddress && !isIPv4(typed.split('/')[0] as string)) {
		throw new InputError(name, ': Robot filters no packets by IPv6 addresses', 'Nothing was sent. Give IPv4 addresses; block others on the server itself.');
	}
	if (!isAddress) throw new InputError(name, 'is no IPv4 address or net like 203.0.113.0/24', 'Nothing was sent.');
	return plainNet(typed) || EVERYTHING;
}

/**
 * The one form of an IPv4 address or net that may be blocked.
 *
 * @throws InputError
 */
export function toBlockable(name: string, value: unknown): string {
	const net = toNet(name, value);
	const [first, last] = netOf(net);
	if (last - first < WIDEST) return net;
	throw new InputError(name, 'is wider than /16', 'Nothing was sent. A rule for more can be added with Add Rules.');
}

const NAME = /^block until (\d{4}-\d\d-\d\d) (\d\d)\.(\d\d) UTC$/;

/** A time in a name, which may not hold a colon. */
const untilInWords = (until: number): string => `until ${new Date(until).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.')} UTC`;

/** What has another name, or does something else, is somebody else's rule. */
function blockOf(rule: Rule): Block[] {
	const [, day, hour, minute] = NAME.exec(rule.name?.trim() ?? '') ?? [];
	const until = day === undefined ? NaN : Date.parse(`${day}T${hour}:${minute}:00Z`);
	const isPlain = Object.keys(rule).every((key) => ['ip_version', 'name', 'src_ip', 'action'].includes(key));
	const address = plainNet(rule.src_ip ?? '');
	return rule.action === 'discard' && address !== '' && isPlain && !Number.isNaN(until) ? [{ rule, address, until }] : [];
}

const blocksIn = ({ input }: AllRules): Block[] => input.flatMap(blockOf);

/** Whether all addresses of one net are in another. */
export function holdsNet(outer: string, inner: string): boolean {
	const [[from, to], [first, last]] = [netOf(outer), netOf(inner)];
	return from <= first && last <= to;
}

/**
 * Puts a rule for an address before all others, and takes away what has expired and what there is no room for, the oldest
 * first. What is blocked for at least half of the time already stays as it is, so that the same once more changes nothing.
 */
export function withBlocked(now: AllRules, wanted: Wanted): RuleChange {
	const { address, at, until, reserved } = wanted;
	const blocks = blocksIn(now);
	const expired = blocks.filter((block) => block.until <= at);
	const running = blocks.filter((block) => block.until > at);
	const room = Math.max(1, Math.min(reserved, MAXIMUM_RULES - (now.input.length - blocks.length)));
	const lasting = running.slice(0, room).find((block) => holdsNet(block.address, address) && block.until - at >= (until - at) / 2);
	const renewed = lasting ? [] : running.filter((block) => holdsNet(address, block.address) && block.until <= until);
	const others = running.filter((block) => !renewed.includes(block));
	const left = others.slice(lasting ? room : room - 1);
	const mine: Rule = { ip_version: 'ipv4', name: `block ${untilInWords(until)}`, src_ip: address, action: 'discard' };
	const warning = left.length > 0 ? `There is no room for more: ${addressesOf(left)} would not be blocked any more` : undefined;
	const done = lasting ? `Blocked already: ${lasting.address} ${untilInWords(lasting.until)}` : `Blocked: ${address} ${untilInWords(until)}`;
	return {
		rules: { ...now, input: [...(lasting ? [] : [mine]), ...without(now, [...expired, ...renewed, ...left])] },
		message: [done, ...said('Expired', expired), ...said('No room any more for', left)].join('. '),
		unchanged: done,
		...(warning !== undefined && { warning: `${warning}.` }),
	};
}

/** Takes away what blocks an address or parts of a net, and what has expired. */
export function withUnblocked(now: AllRules, address: string, at: number): RuleChange {
	const blocks = blocksIn(now);
	const expired = blocks.filter(({ until }) => until <= at);
	const running = blocks.filter((block) => !expired.includes(block));
	const freed = running.filter((block) => holdsNet(address, block.address));
	const wider = running.filter((block) => !freed.includes(block) && holdsNet(block.address, address));
	const unchanged = [`${address} was not blocked`, ...said('Still blocked by', wider)].join('. ');
	const done = freed.length > 0 ? [...said('Unblocked', freed), ...said('Still blocked by', wider)].join('. ') : unchanged;
	return { ...withoutBlocks(now, [...expired, ...freed]), message: [done, ...said('Expired', expired)].join('. '), unchanged };
}

/** Takes away what has expired. */
export function withoutExpired(now: AllRules, at: number): RuleChange {
	const expired = blocksIn(now).filter(({ until }) => until <= at);
	return { ...withoutBlocks(now, expired), message: said('Expired', expired).join(''), unchanged: 'Nothing has expired' };
}

const withoutBlocks = (now: AllRules, gone: Block[]): Pick<RuleChange, 'rules'> => ({ rules: { ...now, input: without(now, gone) } });

const without = ({ input }: AllRules, gone: Block[]): Rule[] => input.filter((rule) => !gone.some((block) => block.rule === rule));

const said = (what: string, blocks: Block[]): string[] => (blocks.length > 0 ? [`${what}: ${addressesOf(blocks)}`] : []);

const addressesOf = (blocks: Block[]): string => blocks.map(({ address }) => address).join(', ');
