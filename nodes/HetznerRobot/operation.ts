import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { RobotClient, Wrapping } from './robot/client';
import type { Effect, Endpoint } from './robot/endpoint';
import type { Form, FormValue } from './robot/form';

/** The vocabulary of `resources/`: what an operation is, said as data. */

/** A value to send, or a question that must be asked first (the number of a server given by its name). */
export type Value = FormValue | ((client: RobotClient) => Promise<FormValue>);

/** The value of another parameter of the same item, `undefined` where it is not shown. */
export type Parameter = (name: string) => unknown;

/**
 * A parameter of an operation. Its value goes into the path where the path names the parameter, else into the
 * request under Robot's own name (`sends`).
 */
export interface Field {
	/** What the editor shows; `displayOptions` are derived from where the field is used. */
	property: INodeProperties;
	/** Robot's name of the input; absent for a parameter that only steers the node. */
	sends?: string;
	/**
	 * Turns the parameter's value into what Robot wants; `undefined` sends nothing.
	 * Throws an InputError for a value that cannot be sent. Default: by the property's type.
	 */
	encode?: (value: unknown, parameter: Parameter) => Value | undefined;
	/** Nothing entered is an error. n8n's own `required` is one as well where an expression decides that the field is hidden. */
	needed?: boolean;
	/** What to send where nothing was entered; nothing unless told. */
	whenEmpty?: Value;
	/** The fields of a collection. */
	fields?: Field[];
	/** For a collection: sending none of its fields makes no sense. */
	needsOne?: boolean;
	/** Shown only while these parameters have these values, e.g. `{ resetNow: [true] }`. */
	showIf?: Record<string, Array<string | boolean>>;
}

/** What the items are made of. */
export interface Output extends Wrapping {
	/** What the item says where Robot's reply has no body. */
	empty?: IDataObject;
	/** Makes the items out of one of Robot's objects, where they are not the object itself. */
	shape?: (object: IDataObject) => IDataObject[];
}

/** One request that an operation can make. */
export interface Call {
	endpoint: Endpoint;
	output: Output;
	fields?: Field[];
	/** What the request always holds beside the fields. */
	constants?: Form;
}

/** An operation that serves several endpoints, one for each value of a parameter. */
export interface Choice {
	field: Field;
	calls: Record<string, Call>;
}

/** What a job may use while it works on one item. */
export interface Run {
	parameter: Parameter;
	/** The value of an option that the user added. */
	option: Parameter;
	/** Makes the operation's own request. */
	send: () => Promise<IDataObject[]>;
	/** Makes another request with values of its own. */
	call: (call: Call, path: Record<string, Value>, values?: Record<string, Value>) => Promise<IDataObject[]>;
	/** Makes a read again that may have another answer by now, after a pause in seconds. */
	lookAgain: (call: Call, pauseSeconds: number) => Promise<IDataObject[]>;
	client: RobotClient;
	/** The values of the operation's own request, which a job may complete before it sends it. */
	path: Record<string, Value>;
	values: Record<string, Value>;
	/** The time zone of the workflow, e.g. `Europe/Berlin`. */
	timezone: string;
}

export interface Operation {
	value: string;
	/** Title Case, as in the list of operations. */
	name: string;
	/** Sentence case, as in the list of actions. */
	action: string;
	description: string;
	fields: Field[];
	request: Call | Choice;
	/** Robot's refusals that mean "it is so already": the code, and for an ambiguous code a part of the message. */
	alreadyDone?: AlreadyDone[];
	/** For an operation that needs more than its own request. */
	job?: (run: Run) => Promise<IDataObject[]>;
}

export interface AlreadyDone {
	code: string;
	message?: RegExp;
}

export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

export const resource = (value: string, name: string, operations: Operation[]): Resource => ({ value, name, operations });

export const operation = (value: string, details: Omit<Operation, 'value' | 'fields'> & { fields?: Field[] }): Operation => ({
	value,
	fields: [],
	...details,
});

/** The calls of an operation: one, or one for each value of its choice. */
export const callsOf = ({ request }: Operation): Call[] => ('calls' in request ? Object.values(request.calls) : [request]);

/** What an operation does at most. */
export const effectOf = (op: Operation): Effect => (callsOf(op)[0] as Call).endpoint.effect;

/** A parameter that is sent under Robot's name; its own name is the lowerCamelCase of it. */
export const field = (sends: string, details: FieldDetails): Field => ({ sends, ...parameter(camelCase(sends), details) });

/** A parameter that is not sent under a name of its own: it is part of the path, or steers the node. */
export function parameter(name: string, { encode, needed, showIf, whenEmpty, ...property }: FieldDetails): Field {
	return { encode, needed, showIf, whenEmpty, property: { ...property, name } as INodeProperties };
}

type FieldDetails = Omit<INodeProperties, 'name' | 'displayOptions'> & Pick<Field, 'encode' | 'needed' | 'showIf' | 'whenEmpty'>;

/** n8n takes a required field of a collection for missing wherever it was not added, in every other operation as well. */
function collection(name: string, displayName: string, placeholder: string, fields: Field[]): Field {
	return {
		fields,
		property: {
			displayName,
			name,
			type: 'collection',
			placeholder,
			default: {},
			options: fields.map(({ property }) => ({ ...property, required: undefined })),
		},
	};
}

/** Optional inputs of a request that creates or starts something. */
export const additionalFields = (...fields: Field[]) => collection('additionalFields', 'Additional Fields', 'Add Field', fields);

/** What a list is narrowed down to. */
export const filters = (...fields: Field[]) => collection('filters', 'Filters', 'Add Filter', fields);

/** How the node goes about an operation. */
export const optionsOf = (...fields: Field[]) => collection('options', 'Options', 'Add Option', fields);

/** Settings of which only the chosen ones are changed. */
export const updateFields = (...fields: Field[]): Field => ({ ...collection('updateFields', 'Update Fields', 'Add Field', fields), needsOne: true });

const camelCase = (name: string) => name.replace(/[_-]+(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** One item for each object of the reply. */
export const one = (key: string | null): Output => ({ key });

/** One item for each object of a list; `none` is the code of the 404 that means an empty list. */
export const many = (key: string | null, none = 'NOT_FOUND'): Output => ({ key, none });

/** One item that says it is done, for a reply without a body. */
export const done = (empty: IDataObject = { success: true }): Output => ({ key: null, empty });
