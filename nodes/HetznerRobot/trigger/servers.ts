import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { robotClient } from '../connection/client';
import { listServers } from '../endpoints/server';
import { isNumericId } from '../robot/pathValues';
import { serverChoice, type ServerChoice } from './choice';
import { advanced, changedFields, differences, digest, haveFields, isEntries, startingPoint, type Difference, type Entries, type Fields } from './differences';
import { HOUR_MS, isWithin, type TriggerEvent } from './events';
import { isNumber, isSaid, isText, isTruth, orNothing, recordOf, shaped, type Check } from './shape';
import type { Look, Poll, Watch } from './watch';

interface Known extends Entries {
	/** Servers that are not listed any more, with the time since when; they count as there until that was an hour ago. */
	missing: Record<string, number>;
	/** The list was empty when the starting point was to be taken: since when. */
	emptySince?: number;
}

const isMore = shaped<Omit<Known, keyof Entries>>({ missing: recordOf(isNumber), emptySince: orNothing(isNumber) });

const haveServerFields = haveFields(shaped({ server_name: isText, status: isText, cancelled: isTruth }));

/** Documentation: "Server". A list may be short or empty for a while: what it lacks is believed after an hour. */
export const servers: Watch<Known, ServerChoice> = {
	connect: robotClient,
	choose: serverChoice,
	isKnown: ((value) => isEntries(value) && isMore(value) && haveServerFields(value)) as Check<Known>,
	nothing: 'no server',

	async look(poll, known) {
		const { now } = poll;
		const listed = await poll.requests.list(listServers, known === undefined);
		const current = fieldsById(listed, known);
		if (known === undefined || (known.emptySince !== undefined && isWithin(HOUR_MS, notAhead(known.emptySince, now), now))) return begin(now, current, known);
		const missing = missingSince(known, current, now);
		const isGone = (id: string) => known.missing[id] !== undefined && !isWithin(HOUR_MS, missing[id], now);
		const awaited = Object.keys(missing).filter((id) => !isGone(id));
		const found = differences(known, { ...current, ...Object.fromEntries(awaited.map((id) => [id, known.of[id]?.[1] as Fields])) });
		const events = found.flatMap((difference) => eventsOf(poll, difference, serverOf(listed, difference.id)));
		const putOut = new Set(events.map(({ serverNumber }) => String(serverNumber)));
		return { known: { ...advanced(known, found, putOut), missing: Object.fromEntries(awaited.map((id) => [id, missing[id] as number])) }, events };
	},

	async sample(poll) {
		const [server] = await poll.requests.ask(listServers);
		const change = poll.choice.changes.includes('ready') ? 'ready' : (poll.choice.changes[0] as string);
		const sampled = SAMPLES[change];
		if (!server || !sampled) return undefined;
		return eventOf(change, { id: String(server.server_number), occurrence: 'sample', ...sampled(fieldsOf(server)) }, change === 'gone' ? undefined : server);
	},
};

/** An account without servers is believed after an hour only: until then the first servers that are listed are no new ones. */
function begin(now: number, current: Record<string, Fields>, known: Known | undefined): Look<Known> {
	const isEmpty = Object.keys(current).length === 0;
	return {
		known: { ...startingPoint(now, current), missing: {}, ...(isEmpty ? { emptySince: notAhead(known?.emptySince, now) } : {}) },
		events: [],
		hasBegun: !isEmpty,
	};
}

/** On a clock that was set back the time counts anew. */
const notAhead = (since: number | undefined, now: number): number => Math.min(since ?? now, now);

function missingSince(known: Known, current: Record<string, Fields>, now: number): Known['missing'] {
	const missing = Object.entries(known.of).filter(([id, [, fields]]) => fields !== undefined && current[id] === undefined);
	return Object.fromEntries(missing.map(([id]) => [id, notAhead(known.missing[id], now)]));
}

/** A server that is listed without what is compared is as it was. */
function fieldsById(listed: JsonRecord[], known: Known | undefined): Record<string, Fields> {
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
