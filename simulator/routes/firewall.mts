/**
 * Documentation: "Firewall". A POST replaces the whole configuration, also what it does not mention. It takes a while;
 * until then the status is `in process` and nothing else can be changed. FIREWALL_RULE_LIMIT_EXCEEDED and
 * FIREWALL_CANNOT_BE_DISABLED come from faults only.
 */
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { accepted, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { Firewall } from '../state/firewall.mts';
import { rulesFrom } from './firewallRules.mts';
import { serverByNumber, serverOf } from './lookup.mts';

/** How long the switch takes. */
const APPLY_SECONDS = 30;

const LIMIT = perHour(500);

type Target = Pick<Firewall, 'filter_ipv6' | 'whitelist_hos' | 'rules'> & { status: 'active' | 'disabled' };

export const firewallRoutes: Route[] = [
	{ method: 'GET', path: '/firewall/{server-id}', limit: LIMIT, handle: (context) => ok(wrapped(firewallOf(context), context)) },
	{ method: 'POST', path: '/firewall/{server-id}', limit: LIMIT, handle: setFirewall },
	{ method: 'DELETE', path: '/firewall/{server-id}', limit: LIMIT, handle: clearFirewall },
];

function setFirewall(context: Context): Reply {
	const firewall = idleFirewallOf(context);
	return apply(firewall, context.input.text('template_id') ? fromTemplate(context) : fromInput(context), context);
}

function fromInput({ input }: Context): Target {
	const check = new InputCheck();
	const status = input.text('status');
	check.require('status', status, isStatus);
	const rules = rulesFrom(input, check);
	check.done();
	return {
		status: status as Target['status'],
		filter_ipv6: input.flag('filter_ipv6') ?? false,
		whitelist_hos: input.flag('whitelist_hos') ?? false,
		rules,
	};
}

/** A template excludes `whitelist_hos` and `rules`, and switches the firewall on unless `status` says otherwise. */
function fromTemplate({ input, world }: Context): Target {
	const check = new InputCheck();
	const status = input.text('status') || 'active';
	if (!isStatus(status)) check.invalid('status');
	for (const name of ['whitelist_hos', 'rules']) if (input.has(name)) check.invalid(name);
	check.done();
	const id = input.text('template_id')!;
	const template = world.firewallTemplates.find((candidate) => String(candidate.id) === id);
	if (template === undefined) throw notFound('FIREWALL_TEMPLATE_NOT_FOUND', `Template with ID ${id} not found`);
	return {
		status: status as Target['status'],
		filter_ipv6: input.flag('filter_ipv6') ?? template.filter_ipv6,
		whitelist_hos: template.whitelist_hos,
		rules: structuredClone(template.rules),
	};
}

/** Back to what a server has when nobody ever configured it, but with `rules` as in the example: `{}`. */
function clearFirewall(context: Context): Reply {
	return apply(idleFirewallOf(context), { status: 'disabled', filter_ipv6: false, whitelist_hos: true, rules: {} }, context);
}

function apply(firewall: Firewall, { status, ...configuration }: Target, context: Context): Reply {
	Object.assign(firewall, configuration, { status: 'in process' });
	context.clock.after(APPLY_SECONDS, () => {
		firewall.status = status;
	});
	return accepted(wrapped(firewall, context));
}

function firewallOf(context: Context): Firewall {
	const { server_number } = serverOf(context, 'server-id');
	const firewall = context.world.firewalls.find((candidate) => candidate.server_number === server_number);
	if (firewall === undefined) {
		throw notFound('FIREWALL_NOT_AVAILABLE', 'Firewall configuration is not available for this server');
	}
	if (firewall.port === null) throw notFound('FIREWALL_PORT_NOT_FOUND', 'Switch port not found');
	return firewall;
}

function idleFirewallOf(context: Context): Firewall {
	const firewall = firewallOf(context);
	if (firewall.status === 'in process') {
		throw conflict('FIREWALL_IN_PROCESS', 'The firewall cannot be updated because a update is currently running');
	}
	return firewall;
}

const isStatus = (status: string) => status === 'active' || status === 'disabled';

function wrapped({ server_number, status, filter_ipv6, whitelist_hos, port, rules }: Firewall, { world }: Context) {
	const { server_ip } = serverByNumber(world, server_number)!;
	return { firewall: { server_ip, server_number, status, filter_ipv6, whitelist_hos, port, rules } };
}
