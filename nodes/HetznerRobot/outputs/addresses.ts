import type { Output } from '../../common/operation/operation';
import { flag, id, number, text } from '../../common/operation/readers';

const THRESHOLDS = ['traffic_warnings', 'traffic_hourly', 'traffic_daily', 'traffic_monthly'];

const thresholds = { traffic_warnings: flag(), traffic_hourly: number(), traffic_daily: number(), traffic_monthly: number() };

const IP_FIELDS = ['ip', 'gateway', 'mask', 'broadcast', 'server_ip', 'server_number', 'locked', 'separate_mac', ...THRESHOLDS];

const SUBNET_FIELDS = ['ip', 'mask', 'gateway', 'server_ip', 'server_number', 'failover', 'locked', ...THRESHOLDS];

const net = { ip: text(), mask: number(), gateway: text() };
const owner = { server_number: id(), server_ip: text() };

export const IP: Output = {
	simplified: { ...net, broadcast: text(), ...owner, locked: flag(), separate_mac: text(), traffic_warnings: flag() },
	raw: IP_FIELDS,
};

export const SUBNET: Output = {
	simplified: { ...net, ...owner, failover: flag(), locked: flag(), traffic_warnings: flag() },
	raw: SUBNET_FIELDS,
};

/** After a change of the traffic warnings these are what matters. */
export const IP_WARNINGS: Output = { simplified: { ip: text(), ...owner, ...thresholds }, raw: IP_FIELDS };

export const SUBNET_WARNINGS: Output = { simplified: { ip: text(), mask: number(), ...owner, ...thresholds }, raw: SUBNET_FIELDS };
