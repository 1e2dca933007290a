import { strongest, type Effect } from '../http/endpoint';
import type { Consequence, Field, Operation } from './operation';
import { isEmpty, wordOf } from './values';

/** A field that does more than the operation's own request, with its name in a workflow's JSON. */
interface Bringing {
	/** `updateFields.vlan` for one in a collection. */
	name: string;
	brings: Consequence;
}

/** What an operation does whatever its fields are: of several requests, the one that does most. */
export const ownEffectOf = ({ calls, further = [] }: Operation): Effect => strongest([...calls.map(({ endpoint }) => endpoint), ...further].map(({ effect }) => effect));

/** What the fields of an operation bring about beyond that. */
export const consequencesOf = ({ fields, calls }: Operation): Bringing[] => [...fields, ...calls.flatMap((call) => call.fields)].flatMap((field) => bringing(field));

function bringing({ property, brings, fields = [] }: Field): Bringing[] {
	const inner = fields.flatMap((field) => bringing(field)).map(({ name, ...rest }) => ({ ...rest, name: `${property.name}.${name}` }));
	return brings ? [{ name: property.name, brings }, ...inner] : inner;
}

/** The most that an operation may do, whatever its parameters are. */
export const effectOf = (operation: Operation): Effect => strongest([ownEffectOf(operation), ...consequencesOf(operation).map(({ brings }) => brings.effect)]);

/** What a field with this value brings about beyond the operation's own request; nothing where nothing was entered. */
export const consequenceOf = ({ brings }: Field, value: unknown): Consequence | undefined =>
	brings && !isEmpty(value) && !brings.unless?.some((harmless) => String(harmless) === wordOf(value)) ? brings : undefined;
