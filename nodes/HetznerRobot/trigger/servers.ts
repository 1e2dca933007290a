import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listServers } from '../endpoints/server';
import { isNumericId } from '../robot/pathValues';
import { serverChoice, type ServerChoice } from './choice';
import { changedFields, digest, haveFields, type Difference, type Fields } from './differences';
import type { TriggerEvent } from './events';
import { EXAMPLE_SERVER } from './examples';
import { begin, compared, hasStarted, isLasting, type Lasting } from './lasting';
import { isSaid, isText, isTruth, shaped, type Check } from './shape';
import type { Poll, Watch } from './watch';

const haveServerFields = haveFields(shaped({ server_name: isText, status: isText, cancelled: isTruth }));

/** Documentation: "Server". */
export const servers: Watch<Lasting, ServerChoice> = {
	connect: robotClient,
	choose: serverChoice,
	isKnown: ((value) => isLasting(value) && haveServerFields(value)) as Check<Lasting>,

	async look(poll, known) {
		const { now } = poll;
		const listed = await poll.requests.list(listServers, known === undefined);
		const current = fieldsById(listed, known);
		if (!hasStarted(known, now)) return begin(current, known, now);
		const { found, next } = compared(known, current, now);
		const events = found.flatMap((difference) => eventsOf(poll, difference, serverOf(listed, difference.id)));
		const putOut = new Set(events.map(({ serverNumber }) => String(serverNumber)));
		return { known: next(putOut), events };
	},

	async sample({ requests, choice: { changes } }) {
		const change = changes.includes('ready') ? 'ready' : (changes[0] as string);
		const newestFirst = [...(await requests.ask(listServers))].sort((a, b) => Number(b.server_number) - Number(a.server_number));
		const server = newestFirst.find((listed) => isAsIfJust(change, listed)) ?? EXAMPLE_SERVER;
		const difference = sampled(change, server);
		return eventOf(change, difference, difference.after && { ...server, ...difference.after });
	},
};

/** A server that is listed without what is compared is as it was. */
function fieldsById(listed: JsonRecord[], known: Lasting | undefined): Record<string, Fields> {
	const numbered = listed.filter(({ server_number }) => isNumericId(String(server_number)));
	const entries = numbered.map((server) => {
		const before = known?.of[String(server.server_number)]?.[1];
		return [String(server.server_number), isWhole(server) ? fieldsOf(server, before) : before] as const;
	});
	return Object.fromEntries(entries.filter((entry): entry is [string, Fields] => entry[1] !== undefined));
}

const isWhole = ({ server_name, status, cancelled }: JsonRecord) => server_name !== undefined && isSaid(status) && typeof cancelled === 'boolean';

/** A name that is no text is not another one. */
const fieldsOf = ({ server_name, status, cancelled }: JsonRecord, before?: Fields): Fields => ({
	server_name: isText(server_name) ? server_name : (before?.server_name ?? ''),
	status: String(status ?? ''),
	cancelled: cancelled === true,
});

const serverOf = (listed: JsonRecord[], id: string) => listed.find(({ server_number }) => String(server_number) === id);

/** What can happen to a server. A server that is ready when it is first seen has become so, whenever the polls were. */
const CHANGES: Record<string, (difference: Difference) => boolean> = {
	new: ({ before }) => before === undefined,
	gone: ({ after }) => after === undefined,
	renamed: ({ before, after }) => before !== undefined && after !== undefined && before.server_name !== after.server_name,
	ready: ({ before, after }) => before?.status !== 'ready' && after?.status === 'ready',
	cancelled: ({ before, after }) => before?.cancelled !== true && after?.cancelled === true,
	cancellationWithdrawn: ({ before, after }) => before?.cancelled === true && after?.cancelled === false,
};

/** How a server would have been before each change, and after it. */
const SAMPLES: Record<string, (now: Fields) => Pick<Difference, 'before' | 'after'>> = {
	new: (now) => ({ after: now }),
	gone: (now) => ({ before: now }),
	renamed: (now) => ({ before: { ...now, server_name: 'old-name' }, after: now }),
	ready: (now) => ({ before: { ...now, status: 'in process' }, after: { ...now, status: 'ready' } }),
	cancelled: (now) => ({ before: { ...now, cancelled: false }, after: { ...now, cancelled: true } }),
	cancellationWithdrawn: (now) => ({ before: { ...now, cancelled: true }, after: { ...now, cancelled: false } }),
};

const sampled = (change: string, server: JsonRecord): Difference => ({ id: String(server.server_number), occurrence: 'sample', ...SAMPLES[change]?.(fieldsOf(server)) });

/** Whether a server is as the change would have left it. */
function isAsIfJust(change: string, server: JsonRecord): boolean {
	const difference = sampled(change, server);
	return CHANGES[change]?.(difference) === true && JSON.stringify(difference.after) === JSON.stringify(fieldsOf(server));
}

const eventsOf = ({ choice }: Poll<ServerChoice>, difference: Difference, server: JsonRecord | undefined): TriggerEvent[] =>
	Object.entries(CHANGES)
		.filter(([change, has]) => choice.changes.includes(change) && has(difference))
		.map(([change]) => eventOf(change, difference, server));

function eventOf(change: string, { id, before, after, occurrence }: Difference, server: JsonRecord | undefined): TriggerEvent {
	const name = change === 'renamed' ? [digest(String(after?.server_name))] : [];
	return {
		event: 'serverChanged',
		eventId: ['server', id, change, occurrence, ...name].join(':'),
		change,
		serverNumber: Number(id),
		changedFields: before && after ? changedFields(before, after) : [],
		before: before ?? null,
		after: after ?? null,
		server: (server as IDataObject | undefined) ?? null,
	};
}
