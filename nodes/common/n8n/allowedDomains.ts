import type { INodeProperties } from 'n8n-workflow';

interface Allowed {
	/** The API's host. */
	host: string;
	/** "password" */
	secret: string;
	/** Who does not need it. */
	without: string;
	/** What to know of the domains. */
	about?: string;
}

/**
 * Where the HTTP Request node may use a credential: nowhere unless told. Under n8n's own names, so that its default, which
 * lets the secret go to any host, does not hold.
 */
export const allowedDomains = ({ host, secret, without, about = 'The domains, separated by commas' }: Allowed): INodeProperties[] => [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: `Whoever may use this credential may send the ${secret} anywhere` },
			{ name: 'None', value: 'none', description: 'The HTTP Request node cannot use this credential' },
			{ name: 'Specific Domains', value: 'domains', description: `The HTTP Request node may send the ${secret} to these domains` },
		],
		default: 'none',
		description: ['Where the HTTP Request node may use this credential.', without].join(' '),
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'string',
		default: host,
		displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		description: about,
	},
];
