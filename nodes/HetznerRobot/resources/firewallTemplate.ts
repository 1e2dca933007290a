import { withRules } from '../firewallRules';
import { createTemplate, updateTemplate } from '../jobs/firewall';
import { done, field, many, operation, resource, type Field, type Output } from '../operation';
import { del, get, perHour, post } from '../robot/endpoint';
import { toNumericId } from '../values';
import { ruleFields, setting } from './fields/firewall';
import { pathLocator, type LocatorDetails } from './fields/locator';

export const TEMPLATE: LocatorDetails = {
	displayName: 'Firewall Template',
	description: 'A firewall template of the account',
	list: { method: 'searchFirewallTemplates', placeholder: 'Select a template...' },
	by: [{ displayName: 'By ID', name: 'id', placeholder: 'e.g. 123' }],
};

const templateId = pathLocator('templateId', TEMPLATE, toNumericId);

const LIMIT = perHour(500);

const output: Output = { key: 'firewall_template', shape: withRules };

const name = (required: boolean): Field =>
	field('name', {
		displayName: 'Name',
		type: 'string',
		default: '',
		...(required && { required }),
		description: required ? 'The name of the template' : 'The new name of the template, which keeps its name where this is empty',
	});

const settings = (choice: 'create' | 'update'): Field[] => [
	setting('filter_ipv6', 'IPv6 Filter', 'Whether IPv6 packets are filtered as well', choice),
	setting('whitelist_hos', 'Hetzner Services', 'Whether Hetzner services such as DNS and the rescue system always get through', choice),
	setting('is_default', 'Default', 'Whether Robot selects this template by default on its web pages', choice),
];

/** Documentation: "Firewall", templates. */
export const firewallTemplateResource = resource('firewallTemplate', 'Firewall Template', [
	operation('create', {
		name: 'Create',
		action: 'Create a firewall template',
		description: 'Create a set of rules that can be applied to servers',
		fields: [name(true), ...ruleFields('create'), ...settings('create')],
		request: { endpoint: post('/firewall/template', LIMIT), output },
		job: createTemplate,
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete a firewall template',
		description: 'Delete a firewall template: its rules are lost, servers that it was applied to keep theirs',
		fields: [templateId],
		request: { endpoint: del('/firewall/template/{templateId}', LIMIT, { effect: 'destroy' }), output: done({ deleted: true }) },
		alreadyDone: [{ code: 'NOT_FOUND' }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get a firewall template',
		description: 'Get a firewall template with its rules',
		fields: [templateId],
		request: { endpoint: get('/firewall/template/{templateId}', LIMIT), output },
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many firewall templates',
		description: 'Get many firewall templates, without their rules',
		request: { endpoint: get('/firewall/template', LIMIT), output: many('firewall_template') },
	}),
	operation('update', {
		name: 'Update',
		action: 'Update a firewall template',
		description: 'Change a firewall template; whatever you do not set is kept',
		fields: [templateId, name(false), ...ruleFields('update'), ...settings('update')],
		request: { endpoint: post('/firewall/template/{templateId}', LIMIT), output },
		job: updateTemplate,
	}),
]);
