import { field, updateFields, type Field } from '../../../common/operation/operation';

const limit = (sends: string, displayName: string, description: string): Field =>
	field(sends, { displayName, type: 'number', typeOptions: { minValue: 0 }, default: 0, description });

/** The settings of the traffic warnings of an address or a net. */
export const trafficWarnings: Field = updateFields(
	field('traffic_warnings', {
		displayName: 'Traffic Warnings',
		type: 'boolean',
		default: true,
		description: 'Whether Hetzner warns by email when a limit is exceeded',
	}),
	limit('traffic_daily', 'Daily Limit (MB)', 'Daily traffic limit in MB'),
	limit('traffic_hourly', 'Hourly Limit (MB)', 'Hourly traffic limit in MB'),
	limit('traffic_monthly', 'Monthly Limit (GB)', 'Monthly traffic limit in GB'),
);
