import { by, eachServer, server, type Case, type Given } from '../case.mts';

const server321 = { resource: 'firewall', serverNumber: by('id', '321') };

/** The documented rules, with the fields that the requests name; those of the templates are the same. */
export const sent = {
	rule1: { name: 'rule 1', ip_version: 'ipv4', src_ip: '1.1.1.1', dst_port: '80', action: 'accept' },
	mysql: { name: 'Allow MySQL', ip_version: 'ipv4', dst_port: '3306', action: 'accept' },
	https: { name: 'Allow HTTPS', ip_version: 'ipv4', dst_port: '443', protocol: 'tcp', action: 'accept' },
	all: { name: 'Allow all', action: 'accept' },
};

/** One documented set of rules as JSON. */
export const rules = (...input: object[]) => JSON.stringify({ input, output: [sent.all] });

const anything = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null };

export const cases: Case[] = [
	{
		endpoint: 'GET /firewall/{server-id}',
		path: '/firewall/321',
		parameters: { ...server321, operation: 'get' },
		key: 'firewall',
		items: {
			why: 'the example has the output rules inside the input rules, and those as an object; the table has two lists',
			expected: [
				{
					server_ip: '123.123.123.123',
					server_number: 321,
					status: 'active',
					filter_ipv6: false,
					whitelist_hos: true,
					port: 'main',
					rules: {
						input: [{ ...anything, ip_version: 'ipv4', name: 'rule 1', src_ip: '1.1.1.1', dst_port: '80', action: 'accept' }],
						output: [{ ...anything, name: 'Allow all', action: 'accept' }],
					},
				},
			],
		},
	},
	{
		endpoint: 'POST /firewall/{server-id}',
		path: '/firewall/321',
		parameters: {
			...server321,
			operation: 'set',
			status: 'active',
			rules: 'json',
			rulesJson: rules(sent.rule1, sent.mysql),
			filterIpv6: 'omit',
			whitelistHos: 'true',
		},
		key: 'firewall',
	},
	{
		endpoint: 'DELETE /firewall/{server-id}',
		path: '/firewall/321',
		parameters: { ...server321, operation: 'clear' },
		key: 'firewall',
		items: {
			why: 'the example has no lists of rules where there are none',
			expected: [
				{
					server_ip: '123.123.123.123',
					server_number: 321,
					status: 'in process',
					filter_ipv6: false,
					whitelist_hos: true,
					port: 'main',
					rules: { input: [], output: [] },
				},
			],
		},
	},
];

export const given: Record<string, Given> = {
	'GET /firewall/{server-id}': eachServer('321'),
	'POST /firewall/{server-id}': server('321'),
	'DELETE /firewall/{server-id}': server('321'),
};
