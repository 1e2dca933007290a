/**
 * Documentation: "Firewall", templates. The replies with rules have the `name` that the table lists and the examples
 * lack. An update replaces everything, as the firewall's own POST does.
 */
import { InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { created, empty, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { FirewallTemplate } from '../state/firewall.mts';
import type { World } from '../sections.mts';
import { rulesFrom } from './firewallRules.mts';
import { listOrNotFound } from './lookup.mts';

const LIMIT = perHour(500);

export const firewallTemplateRoutes: Route[] = [
	{ method: 'GET', path: '/firewall/template', limit: LIMIT, handle: listTemplates },
	{ method: 'POST', path: '/firewall/template', limit: LIMIT, handle: createTemplate },
	{ method: 'GET', path: '/firewall/template/{template-id}', limit: LIMIT, handle: (context) => ok(wrapped(templateOf(context))) },
	{ method: 'POST', path: '/firewall/template/{template-id}', limit: LIMIT, handle: updateTemplate },
	{ method: 'DELETE', path: '/firewall/template/{template-id}', limit: LIMIT, handle: deleteTemplate },
];

function listTemplates({ world }: Context): Reply {
	const list = listOrNotFound(world.firewallTemplates, 'No firewall templates found');
	return ok(
		list.map(({ id, name, filter_ipv6, whitelist_hos, is_default }) => ({
			firewall_template: { id, name, filter_ipv6, whitelist_hos, is_default },
		})),
	);
}

function createTemplate(context: Context): Reply {
	const { world } = context;
	const template = { id: Math.max(0, ...world.firewallTemplates.map(({ id }) => id)) + 1, ...templateFrom(context) };
	world.firewallTemplates.push(template);
	keepOneDefault(template, world);
	return created(wrapped(template));
}

function updateTemplate(context: Context): Reply {
	const template = templateOf(context);
	Object.assign(template, templateFrom(context));
	keepOneDefault(template, context.world);
	return ok(wrapped(template));
}

function deleteTemplate(context: Context): Reply {
	const { firewallTemplates } = context.world;
	firewallTemplates.splice(firewallTemplates.indexOf(templateOf(context)), 1);
	return empty();
}

function templateFrom({ input }: Context): Omit<FirewallTemplate, 'id'> {
	const check = new InputCheck();
	const name = input.text('name');
	check.require('name', name);
	const rules = rulesFrom(input, check);
	check.done();
	return {
		name: name!,
		filter_ipv6: input.flag('filter_ipv6') ?? false,
		whitelist_hos: input.flag('whitelist_hos') ?? false,
		is_default: input.flag('is_default') ?? false,
		rules,
	};
}

/** The panel preselects the default template, so there is at most one. */
function keepOneDefault(template: FirewallTemplate, world: World): void {
	if (!template.is_default) return;
	for (const other of world.firewallTemplates) other.is_default = other === template;
}

function templateOf({ params, world }: Context): FirewallTemplate {
	const template = world.firewallTemplates.find(({ id }) => String(id) === params['template-id']);
	if (template === undefined) throw notFound('NOT_FOUND', 'Firewall template not found');
	return template;
}

function wrapped({ id, name, filter_ipv6, whitelist_hos, is_default, rules }: FirewallTemplate) {
	return { firewall_template: { id, name, filter_ipv6, whitelist_hos, is_default, rules } };
}
