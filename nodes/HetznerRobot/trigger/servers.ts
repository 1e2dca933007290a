import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../common/http/json';
import { listServers } from '../endpoints/server';
import { advanced, changedFields, differences, digest, startingPoint, type Difference, type Entries, type Fields } from './differences';
import type { TriggerEvent } from './events';
import type { Poll, Watch } from './watch';

interface Known extends Entries {
	/** The list was empty where it had not been: it has to be so twice before all servers count as gone. */
	wasEmpty?: true;
}

/** Documentation: "Server". */
export const servers: Watch<Known> = {
	nothing: 'no server',

	async look(poll, known) {
		const listed = await poll.requests.list(listServers, known === undefined);
		const current = Object.fromEntries((listed ?? []).map((server) => [String(server.server_number), fieldsOf(server)]));
		if (known === undefined) return { known: startingPoint(poll.now, current), events: [] };
		if (listed === undefined) return { known, events: [] };
		if (listed.length === 0 && !known.wasEmpty) return { known: { ...known, wasEmpty: true }, events: [] };
		const found = differences(known, current);
		const events = found.flatMap((difference) => eventsOf(poll, difference, serverOf(listed, difference.id)));
		return { known: advanced(known, found, new Set(events.map(({ serverNumber }) => String(serverNumber)))), events };
	},

	async sample(poll) {
		const [server] = await poll.requests.ask(listServers);
		const change = poll.choice.serverChanges.includes('ready') ? 'ready' : (poll.choice.serverChanges[0] as string);
		const sampled = SAMPLES[change];
		if (!server || !sampled) return undefined;
		return eventOf(change, { id: String(server.server_number), occurrence: 'sample', ...sampled(fieldsOf(server)) }, change === 'gone' ? undefined : server);
	},
};

const fieldsOf = ({ server_name, status, cancelled }: JsonRecord): Fields => ({
	server_name: String(server_name ?? ''),
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

const eventsOf = ({ choice }: Poll, difference: Difference, server: JsonRecord | undefined): TriggerEvent[] =>
	Object.entries(CHANGES)
		.filter(([change, has]) => choice.serverChanges.includes(change) && has(difference))
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
