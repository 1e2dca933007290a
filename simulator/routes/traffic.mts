/** Documentation: "Traffic". A query that is sent as a POST. */
import { canonical, sameAddress } from '../addresses.mts';
import { InputCheck, notFound } from '../errors.mts';
import type { Input } from '../input.mts';
import { perHour } from '../limits.mts';
import { ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { World } from '../sections.mts';
import { intervals, isTrafficType, isTimeOf, type Interval } from './trafficInterval.mts';
import { rounded, trafficIn, type Traffic } from './trafficVolume.mts';

export const trafficRoutes: Route[] = [{ method: 'POST', path: '/traffic', limit: perHour(200), handle: queryTraffic }];

/** Addresses that are not the account's, or had no traffic, are left out. `data` is `[]` when nothing remains. */
function queryTraffic({ input, world, clock }: Context): Reply {
	const { type, from, to } = checked(input);
	const addresses = addressesIn(input, world);
	if (addresses.length === 0) throw notFound('NOT_FOUND', 'No IP addresses or subnets found');
	const wanted = intervals(type, from, to, clock.now());
	const single = input.flag('single_values') ?? false;
	const data = addresses
		.filter(({ address }) => wanted.length > 0 && !world.silent.includes(address))
		.map(({ address, label }) => [label, single ? byInterval(address, wanted) : total(address, wanted)]);
	return ok({ traffic: { type, from, to, data: data.length > 0 ? Object.fromEntries(data) : [] } });
}

function checked(input: Input) {
	const type = input.text('type');
	const known = type !== undefined && isTrafficType(type);
	const from = input.text('from');
	const to = input.text('to');
	const check = new InputCheck();
	check.require('type', type, () => known);
	check.require('from', from, (time) => !known || isTimeOf(type, time));
	check.require('to', to, (time) => !known || (isTimeOf(type, time) && time >= (from ?? '')));
	check.done();
	return { type: type as 'day' | 'month' | 'year', from: from!, to: to! };
}

/** Single addresses are labelled as they are, subnets with their mask: `2001:db8::/64`. */
function addressesIn(input: Input, world: World): { address: string; label: string }[] {
	const ips = input.list('ip').flatMap((wanted) => world.ips.filter(({ ip }) => sameAddress(ip, wanted)));
	const subnets = input.list('subnet').flatMap((wanted) => world.subnets.filter(({ ip }) => sameAddress(ip, wanted)));
	return [...ips.map(({ ip }) => ({ address: ip, label: ip })), ...subnets.map(({ ip, mask }) => ({ address: canonical(ip), label: `${ip}/${mask}` }))];
}

function total(address: string, wanted: Interval[]): Traffic {
	const parts = wanted.map((interval) => trafficIn(address, interval));
	return rounded(
		parts.reduce((sum, part) => sum + part.in, 0),
		parts.reduce((sum, part) => sum + part.out, 0),
	);
}

/** `single_values=true`: keys are the two digits of the hour, day or month. */
function byInterval(address: string, wanted: Interval[]): Record<string, Traffic> {
	return Object.fromEntries(wanted.map((interval) => [interval.key, trafficIn(address, interval)]));
}
