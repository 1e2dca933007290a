import { by, each, type Case, type Given } from '../case.mts';
import { rules, sent } from './firewall.mts';

const template = { resource: 'firewallTemplate', name: 'My new template', filterIpv6: 'false', whitelistHos: 'true', isDefault: 'false', rules: 'json' };

export const cases: Case[] = [
	{
		endpoint: 'GET /firewall/template',
		path: '/firewall/template',
		parameters: { resource: 'firewallTemplate', operation: 'getAll' },
		key: 'firewall_template',
		emptyCode: 'NOT_FOUND',
	},
	{
		endpoint: 'POST /firewall/template',
		path: '/firewall/template',
		parameters: { ...template, operation: 'create', rulesJson: rules(sent.rule1, sent.mysql) },
		key: 'firewall_template',
	},
	{
		endpoint: 'GET /firewall/template/{template-id}',
		path: '/firewall/template/123',
		parameters: { resource: 'firewallTemplate', operation: 'get', templateId: by('id', '123') },
		key: 'firewall_template',
	},
	{
		endpoint: 'POST /firewall/template/{template-id}',
		path: '/firewall/template/123',
		parameters: { ...template, operation: 'update', templateId: by('id', '123'), rulesJson: rules(sent.rule1, sent.mysql, sent.https) },
		key: 'firewall_template',
	},
	{
		endpoint: 'DELETE /firewall/template/{template-id}',
		path: '/firewall/template/123',
		parameters: { resource: 'firewallTemplate', operation: 'delete', templateId: by('id', '123') },
		key: null,
		items: { why: 'no output is documented', expected: [{ id: 123, deleted: true }] },
	},
];

const seeded = { templateId: by('id', '11') };

export const given: Record<string, Given> = {
	'GET /firewall/template': {},
	'POST /firewall/template': { name: 'SSH', rules: 'json', rulesJson: '[{ "action": "accept" }]' },
	'GET /firewall/template/{template-id}': each({ resource: 'firewallTemplate', operation: 'getAll' }, ({ id }) => ({ templateId: by('id', String(id)) }))(seeded),
	'POST /firewall/template/{template-id}': { ...seeded, name: 'Web' },
	'DELETE /firewall/template/{template-id}': seeded,
};
