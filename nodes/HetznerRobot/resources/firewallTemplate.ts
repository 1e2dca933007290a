import { field, operation, resource, type Field } from '../../common/operation/operation';
import { createFirewallTemplate, deleteFirewallTemplate, getFirewallTemplate, listFirewallTemplates, updateFirewallTemplate } from '../endpoints/firewall';
import { updateTemplate } from '../jobs/firewall';
import { TEMPLATE } from '../lookups/things';
import { ruleFields, setting } from './fields/firewall';
import { thingInPath } from '../../common/operation/thingField';
import { warning } from '../../common/operation/warning';

export const TEMPLATE_DETAILS = {
	displayName: 'Firewall Template',
	description: 'A firewall template of the account',
	list: { method: 'searchFirewallTemplates', placeholder: 'Select a template...' },
	examples: ['123', 'Web server'] as [string, string],
};

const templateId = thingInPath('templateId', TEMPLATE, TEMPLATE_DETAILS);

const name = (required: boolean): Field =>
	field('name', {
		displayName: 'Name',
		type: 'string',
		default: '',
		...(required && { required }),
		description: required ? 'The name of the template' : 'The new name of the template, which keeps its name where this is empty',
	});

const settings = (choice: 'create' | 'update'): Field[] => [
	setting('filter_ipv6', 'Filter IPv6', 'Whether IPv6 packets are filtered as well', choice),
	setting('whitelist_hos', 'Always Allow Hetzner Services', 'Whether Hetzner services such as DNS and the rescue system always get through', choice),
	setting('is_default', 'Default Template', 'Whether Robot selects this template by default on its web pages', choice),
];

/** Documentation: "Firewall", templates. */
export const firewallTemplateResource = resource('firewallTemplate', 'Firewall Template', [
	operation('create', {
		name: 'Create',
		action: 'Create firewall template',
		description: 'Create a set of rules that can be applied to servers',
		fields: [name(true), ...ruleFields('create'), ...settings('create')],
		endpoint: createFirewallTemplate,
	}),
	operation('delete', {
		name: 'Delete',
		action: 'Delete firewall template',
		description: 'Delete a firewall template: its rules are lost, servers that it was applied to keep theirs',
		warnings: [warning('Deletes template', 'its rules are lost; servers that it was applied to keep theirs')],
		fields: [templateId],
		endpoint: deleteFirewallTemplate,
		alreadyDone: [{ code: 'NOT_FOUND' }],
	}),
	operation('get', {
		name: 'Get',
		action: 'Get firewall template',
		description: 'Get a firewall template with its rules',
		fields: [templateId],
		endpoint: getFirewallTemplate,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many firewall templates',
		description: 'Get many firewall templates, without their rules',
		endpoint: listFirewallTemplates,
	}),
	operation('update', {
		name: 'Update',
		action: 'Update firewall template (replaced rules are lost)',
		description: 'Change a firewall template; whatever you do not set is kept, but replaced rules are lost',
		warnings: [warning('Replaces rules', 'the rules that the template has now are lost; servers that it was applied to keep theirs', { rules: ['rows', 'json'] })],
		fields: [templateId, name(false), ...ruleFields('update'), ...settings('update')],
		endpoint: updateFirewallTemplate,
		job: updateTemplate,
	}),
]);
