import type { INodeProperties } from 'n8n-workflow';
import { DIRECTIONS } from '../robot/trafficDays';
import { shownFor } from './properties';

const shownBy = (measure: string): INodeProperties['displayOptions'] => ({ show: { ...shownFor('trafficAbove')?.show, trafficMeasure: [measure] } });

/** The parameters for the traffic of servers. */
export const trafficProperties: INodeProperties[] = [
	{
		displayName: 'Traffic Limit',
		name: 'trafficMeasure',
		type: 'options',
		displayOptions: shownFor('trafficAbove'),
		options: [
			{ name: 'GB per Day', value: 'perDay', description: 'What a server may have in a day. Each day that comes to it starts the workflow once.' },
			{ name: 'Share of Quota', value: 'quotaShare', description: 'How much of its quota a server may have used. Each month that comes to it starts the workflow once.' },
		],
		default: 'quotaShare',
		description: 'What the traffic of a server is held against. Servers whose quota is unlimited have no share.',
	},
	{
		displayName: 'Share of Quota (%)',
		name: 'trafficShare',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		displayOptions: shownBy('quotaShare'),
		default: 80,
		description: "From how many percent of a server's monthly quota on the workflow starts",
	},
	{
		displayName: 'GB per Day',
		name: 'trafficPerDay',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: shownBy('perDay'),
		default: 500,
		description: 'From how many GB of a server on one day on the workflow starts',
	},
	{
		displayName: 'Counted Traffic',
		name: 'countedTraffic',
		type: 'options',
		displayOptions: shownFor('trafficAbove'),
		options: Object.entries(DIRECTIONS).map(([value, name]) => ({ name, value })),
		default: 'sum',
		description: 'Which traffic counts. Robot does not say which one counts towards the quota; the terms of your servers do.',
	},
];
