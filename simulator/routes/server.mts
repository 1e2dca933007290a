/** Documentation: "Server". */
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { empty, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import type { Server } from '../state/server.mts';
import type { World } from '../sections.mts';
import { checkCancellationDate, cancellationDay } from './cancellationDate.mts';
import { serverKeys, serverOf } from './lookup.mts';

/** The list and the single query count together. */
const READS = perHour(200, 'GET /server');

const REASONS = [
	'Upgrade to a new server',
	'Dissatisfied with the hardware',
	'Dissatisfied with the support',
	'Dissatisfied with the network',
	'Dissatisfied with the IP/subnet allocation',
	'Dissatisfied with the Robot webinterface',
	'Dissatisfied with the official Terms and Conditions',
	'Server no longer necessary due to project ending',
	'Server too expensive',
];

export const serverRoutes: Route[] = [
	{ method: 'GET', path: '/server', limit: READS, handle: listServers },
	{ method: 'GET', path: '/server/{server-number}', limit: READS, handle: showServer },
	{ method: 'POST', path: '/server/{server-number}', limit: perHour(200), handle: renameServer },
	{ method: 'GET', path: '/server/{server-number}/cancellation', limit: perHour(200), handle: showCancellation },
	{ method: 'POST', path: '/server/{server-number}/cancellation', limit: perHour(200), handle: cancelServer },
	{ method: 'DELETE', path: '/server/{server-number}/cancellation', limit: perHour(200), handle: withdrawCancellation },
];

function listServers({ world }: Context): Reply {
	if (world.servers.length === 0) throw notFound('SERVER_NOT_FOUND', 'No server found');
	return ok(world.servers.map((server) => ({ server: listEntry(server, world) })));
}

function showServer(context: Context): Reply {
	const server = serverOf(context);
	return ok({ server: { ...listEntry(server, context.world), ...features(server), linked_storagebox: server.linked_storagebox } });
}

/** The reply is the documented example's: the whole server, but without `linked_storagebox`. */
function renameServer(context: Context): Reply {
	const server = serverOf(context);
	const name = context.input.text('server_name');
	const check = new InputCheck();
	if (name === undefined) check.missing('server_name');
	else if (name.length > 255) check.invalid('server_name');
	check.done();
	server.server_name = name!;
	return ok({ server: { ...listEntry(server, context.world), ...features(server) } });
}

function listEntry(server: Server, world: World) {
	const { server_number } = server;
	return {
		...serverKeys(server),
		server_name: server.server_name,
		product: server.product,
		dc: server.dc,
		traffic: server.traffic,
		status: server.status,
		cancelled: server.cancellation.cancellation_date !== null,
		paid_until: server.paid_until,
		ip: orNull(world.ips.filter((ip) => ip.server_number === server_number).map(({ ip }) => ip)),
		subnet: orNull(world.subnets.filter((subnet) => subnet.server_number === server_number).map(({ ip, mask }) => ({ ip, mask: String(mask) }))),
	};
}

/** No addresses, no subnets: null, not an empty array. */
function orNull<T>(list: T[]): T[] | null {
	return list.length > 0 ? list : null;
}

function features({ reset, boot, wol, hot_swap }: Server) {
	return {
		reset: reset.type.length > 0,
		rescue: boot.rescue !== undefined,
		vnc: boot.vnc !== undefined,
		windows: boot.windows !== undefined,
		plesk: boot.plesk !== undefined,
		cpanel: boot.cpanel !== undefined,
		wol,
		hot_swap,
	};
}

function showCancellation(context: Context): Reply {
	const server = serverOf(context);
	const { earliest_cancellation_date, reservation_possible, reserved, cancellation_date, cancellation_reason } = server.cancellation;
	const cancelled = cancellation_date !== null;
	return ok({
		cancellation: {
			...serverKeys(server),
			server_name: server.server_name,
			earliest_cancellation_date,
			cancelled,
			reservation_possible,
			reserved,
			cancellation_date,
			cancellation_reason: cancelled ? cancellation_reason : REASONS,
		},
	});
}

/**
 * `reserve_location` must be given when the location can be reserved, and must not be `true` when it cannot.
 * A date is given as yyyy-MM-dd, not before the earliest one, or as `now`.
 */
function cancelServer(context: Context): Reply {
	const server = serverOf(context);
	const { cancellation } = server;
	if (cancellation.cancellation_date !== null) throw conflict('CONFLICT', 'The server is already cancelled');
	if (cancellation.transfer) throw conflict('CONFLICT', 'Cancellation of server is not possible because of active transfer');

	const { input, clock } = context;
	const date = input.text('cancellation_date');
	const reason = input.text('cancellation_reason');
	const reserve = input.flag('reserve_location');
	const check = new InputCheck();
	checkCancellationDate(check, date, cancellation.earliest_cancellation_date);
	if (reason && !REASONS.includes(reason)) check.invalid('cancellation_reason');
	if (cancellation.reservation_possible && reserve === undefined) check.missing('reserve_location');
	check.done();
	if (reserve && !cancellation.reservation_possible) {
		throw conflict('SERVER_CANCELLATION_RESERVE_LOCATION_FALSE_ONLY', "It is not possible to reserve the location. Remove parameter reserve_location or set value to 'false'");
	}

	cancellation.cancellation_date = cancellationDay(date!, clock.now());
	cancellation.cancellation_reason = reason || null;
	cancellation.reserved = reserve ?? false;
	cancellation.immediate = date === 'now';
	return ok({ cancellation: cancelledReply(server) });
}

/** The keys in the order of the POST's example, which is not that of the GET. */
function cancelledReply(server: Server) {
	const { earliest_cancellation_date, reserved, reservation_possible, cancellation_date, cancellation_reason } = server.cancellation;
	return {
		...serverKeys(server),
		server_name: server.server_name,
		earliest_cancellation_date,
		cancelled: true,
		reserved,
		reservation_possible,
		cancellation_date,
		cancellation_reason,
	};
}

/** Nothing to withdraw and a cancellation with `now` are both the documented CONFLICT. */
function withdrawCancellation(context: Context): Reply {
	const { cancellation } = serverOf(context);
	if (cancellation.cancellation_date === null || cancellation.immediate) {
		throw conflict('CONFLICT', 'The cancellation cannot be revoked');
	}
	cancellation.cancellation_date = null;
	cancellation.cancellation_reason = null;
	cancellation.reserved = false;
	return empty();
}
