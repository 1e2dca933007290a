import { EVENTS } from './events';

const NAMES = Object.fromEntries(EVENTS.map(({ value, name }) => [value, name.replace(/ \(.*\)$/, '')]));

/** What the canvas shows below the trigger's name, as n8n's expression: the events in words. */
export const triggerSubtitle = `={{ (${eventsInWords})(${JSON.stringify(NAMES)}, $parameter.toJSON().events) }}`;

/** Is evaluated in the editor, which knows nothing of this file. */
function eventsInWords(names: Record<string, string>, events: unknown): string {
	const known = Array.isArray(events) ? events.map((event) => names[String(event)] ?? '').filter((name) => name !== '') : [];
	return known.length > 2 ? `${known[0] ?? ''} and ${known.length - 1} more` : known.join(', ');
}
