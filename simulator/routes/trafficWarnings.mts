import { InputCheck } from '../errors.mts';
import type { Input } from '../input.mts';
import type { TrafficWarnings } from '../state/network.mts';

const AMOUNTS = ['traffic_hourly', 'traffic_daily', 'traffic_monthly'] as const;

/** The four keys that close the replies about an IP address or a subnet. */
export function warningKeys({ traffic_warnings, traffic_hourly, traffic_daily, traffic_monthly }: TrafficWarnings): TrafficWarnings {
	return { traffic_warnings, traffic_hourly, traffic_daily, traffic_monthly };
}

/** POST /ip/{ip} and POST /subnet/{net-ip}: changes what is sent and leaves the rest. */
export function updateWarnings(target: TrafficWarnings, input: Input): void {
	const check = new InputCheck();
	for (const name of AMOUNTS) {
		if (input.text(name) && !/^\d{1,9}$/.test(input.text(name)!)) check.invalid(name);
	}
	check.done();
	for (const name of AMOUNTS) {
		if (input.text(name)) target[name] = Number(input.text(name));
	}
	target.traffic_warnings = input.flag('traffic_warnings') ?? target.traffic_warnings;
}
