import type { DisplayCondition, IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiClient } from '../http/client';
import type { Effect, Endpoint } from '../http/endpoint';
import type { JsonRecord } from '../http/json';
import type { PathValue } from '../http/path';
import type { Inputs, RequestValue, RequestValues, SettledInputs } from '../http/request';
import type { Memory } from '../http/memory';
import type { Reader } from './readers';
import type { Lock } from '../n8n/lock';
import type { Tells } from './tells';

/** The vocabulary of `resources/`: what an operation is, said as data. */

/** A value that must be asked for before the request (the number of a server given by its name). */
export interface Lookup<T> {
	lookUp: (client: ApiClient) => Promise<T>;
}

/** A value to send, or how to find it. */
export type Value = RequestValue | Lookup<RequestValue>;

/** A checked part of a path, or how to find it. */
export type PathPart = PathValue | Lookup<PathValue>;

export const isLookup = <T>(value: T | Lookup<T>): value is Lookup<T> => typeof value === 'object' && value !== null && 'lookUp' in value && typeof value.lookUp === 'function';

/** What is given, once it is looked up. */
export const found = async <T>(given: T | Lookup<T>, client: ApiClient): Promise<T> => (isLookup(given) ? await given.lookUp(client) : given);

/** The value of another parameter of the same item, `undefined` where it is not shown. */
export type Parameter = (name: string) => unknown;

/**
 * A parameter of an operation. Its value goes into the path where the path names the parameter, else into the
 * request under the API's own name (`sends`).
 */
export interface Field {
	/** What the editor shows; `displayOptions` are derived from where the field is used. */
	property: INodeProperties;
	/** The API's name of the input; absent for a parameter that only steers the node. */
	sends?: string;
	/**
	 * Turns the parameter's value into what the API wants; `undefined` sends nothing.
	 * Throws an InputError for a value that cannot be sent. Default: by the property's type.
	 *
	 * @param timezone that of the workflow, e.g. `Europe/Berlin`
	 */
	encode?: (value: unknown, parameter: Parameter, timezone: string) => Value | undefined;
	/** For a parameter that the path names, instead of `encode`: a path takes checked values only. */
	toPath?: (value: unknown, parameter: Parameter) => PathPart;
	/** What the item says of the thing that was named, where the reply does not. */
	tells?: Tells;
	/** What an action calls it, where that is not its label. */
	noun?: string;
	/** What people call the thing that was chosen, e.g. "monitoring (485)", for refusals that are about it. */
	inWords?: (value: unknown) => string;
	/** The field that reads this one, whatever it holds: nothing is sent for it by itself. */
	readBy?: string;
	/** Nothing entered is an error. n8n's own `required` is one as well where an expression decides that the field is hidden. */
	needed?: boolean;
	/** What to send where nothing was entered, also in a collection to which the field was added; nothing unless told. */
	whenEmpty?: Value;
	/** The fields of a collection. */
	fields?: Field[];
	/** For a collection of which none of the fields makes no sense: what to add. */
	needsOne?: string;
	/** What it does beyond the operation's own request. */
	brings?: Consequence;
	/** Shown only while these parameters have these values, e.g. `{ resetNow: [true] }`. */
	showIf?: Record<string, Array<string | boolean>>;
}

/** What giving a field does, unless it holds one of these values: what is not understood does the worst. */
export interface Consequence {
	effect: Effect;
	unless?: Array<string | boolean>;
	/** The further request that the operation's job makes for it, and the key under which the item tells of that: in a dry run, what it would send. */
	further?: { endpoint: Endpoint; toldAs: string };
}

/** What an operation destroys, interrupts or costs. The editor shows it where that is decided. */
export interface Warning {
	/** What it does, in the words that stand out: "Deletes all data". */
	what: string;
	/** The rest of the sentence, without its full stop. */
	how: string;
	/** Holds only while these parameters have these values; a field of a collection is `updateFields.vlan`. */
	showIf?: Record<string, Array<string | boolean | DisplayCondition>>;
	/** What the editor shows. */
	property: INodeProperties;
}

/** One request that an operation can make. */
export interface Call {
	endpoint: Endpoint;
	/** The value of the operation's choice that stands for this request, where there is a choice. */
	chosenBy?: string;
	/** The fields that only this request has. */
	fields: Field[];
	/** What the request always holds beside the fields. */
	constants: Record<string, RequestValue>;
	/** How to tell whether it changes anything. */
	comparison?: Comparison;
	/** What comes out of it, where that is more than a few fields. */
	output?: Output;
}

/** The fields of what comes out. */
export interface Output {
	/** Those of the simplified output, in order, and how they are read from the API's object. */
	simplified: Record<string, Reader>;
	/** The API's own, as documented. */
	raw: string[];
}

/** What a job may use while it works on one item. */
export interface Run {
	parameter: Parameter;
	/** The value of an option that the user added. */
	option: Parameter;
	/** Makes the operation's own request. */
	send: (details?: SendDetails) => Promise<IDataObject[]>;
	/**
	 * Makes another request with values of its own; what was read is read again where it is to be fresh. A change before the
	 * operation's own is only noted in a dry run, which goes on with an empty reply.
	 */
	call: (endpoint: Endpoint, path: Record<string, PathPart>, values?: Record<string, Value>, options?: SendDetails & { fresh?: boolean }) => Promise<IDataObject[]>;
	/** Reads again, after a pause in seconds, what may have changed by now. */
	readAgain: (endpoint: Endpoint, pauseSeconds: number) => Promise<IDataObject[]>;
	client: ApiClient;
	/** The values of the operation's own request, which a job may complete before it sends it. */
	path: Record<string, PathPart>;
	values: Record<string, Value>;
	/** Both, looked up: once the item has sent a change, what they led to then, also in later tries. */
	settled: () => Promise<Inputs>;
	/** What was found out before the item's first change; the same in later tries once a change was sent. */
	remembered: <T>(name: string, findOut: () => Promise<T>) => Promise<T>;
	/** The time zone of the workflow, e.g. `Europe/Berlin`. */
	timezone: string;
	/** Keeps this node from working side by side with itself, in all processes of n8n. */
	lock: () => Lock;
	/** What all items of this run of the node remember, also in later tries of Retry On Fail. */
	memory: Memory;
	/** What this item alone remembers, also in later tries of Retry On Fail. */
	itemMemory: Memory;
	/** For how many seconds a change may take its time. */
	maximumWait: number;
	/** In a dry run: tells what was found out, for the item, and what a person should know, instead of a warning that is not true then. */
	foretell?: (known: IDataObject, warning?: string, untrue?: Warning['what']) => void;
}

export interface SendDetails {
	/**
	 * Asks and checks what must be new when the request is sent: it is called right before each sending, and again where
	 * it had to wait. May throw whatever says that nothing is to be sent.
	 */
	complete?: (inputs: Inputs) => Completion | Promise<Completion>;
	/** What is bought: an item that has bought something else does not buy this in the user's Retry. */
	purchase?: string;
	/** What belongs to the objects of the reply, and is not in it: it is kept with them for further tries. */
	beside?: JsonRecord;
	/** Which of the things it is that an item changes one after another: a later try may leave some of them out. */
	thing?: string;
}

/** What completes the inputs of a request. */
export interface Completion extends Pick<SettledInputs, 'confirm' | 'over'> {
	values?: RequestValues;
	/** What was asked before is old by now: all is asked and completed anew, and nothing is sent before that. */
	isOld?: boolean;
}

/** What a change makes of one thing; `null` stands for nothing. */
export interface Change extends IDataObject {
	/** The API's name of it. */
	field: string;
	from: IDataObject[string];
	to: IDataObject[string];
}

/** What is there, beside what a change wants. */
export interface Difference {
	/** What is put out where nothing would change. */
	there: IDataObject;
	/** What would be another; empty where it is so already. */
	changes: Change[];
	/** The reply does not say all that matters: it may or may not be so already. */
	isUnclear: boolean;
}

/** How to tell whether a request changes anything. */
export interface Comparison {
	difference: (run: Run, inputs: Inputs) => Promise<Difference>;
	/** It happens anew each time: nothing is ever so already. */
	isCertain?: true;
}

export interface Operation {
	value: string;
	/** Title Case, as in the list of operations. */
	name: string;
	/** Sentence case, as in the list of actions. */
	action: string;
	description: string;
	/** What is destroyed, interrupted or paid, said in the panel and in the documentation. */
	warnings?: Warning[];
	fields: Field[];
	/** The parameter that says which of the calls is made, where there are several. */
	choice?: Field;
	calls: Call[];
	/** Refusals that mean "it is so already": the code, and for an ambiguous code a part of the message. */
	alreadyDone?: AlreadyDone[];
	/** For how many seconds the API may take its time with the change, unless the option `maximumWait` says otherwise. */
	maximumWait?: number;
	/** For a list: what it can be sorted by, first what it is sorted by unless told. */
	sorts?: Sort[];
	/** For an operation that needs more than its own request. */
	job?: (run: Run) => Promise<IDataObject[]>;
	/** The changes that its job makes beside its own request, whatever the parameters are. */
	further?: Endpoint[];
	/** For a job that makes several changes, and looks itself which: what a dry run says of each thing. Sends no change. */
	rehearsal?: (run: Run) => Promise<Rehearsal[]>;
}

/** What would become of one thing. */
export interface Rehearsal {
	/** What tells it from others, and what was found out. */
	thing: IDataObject;
	changes: Change[];
	/** None where it is so already. */
	requests: IDataObject[];
	/** What is done, or why nothing is. */
	message?: string;
	warnings: string[];
	/** The warning of the operation that is not true of this one. */
	untrue?: Warning['what'];
}

/** Something that the results can be sorted by. */
export interface Sort {
	/** The value of the parameter, and what the editor calls it. */
	value: string;
	name: string;
	/** What is compared: texts in natural order, numbers by size. Results without it come last. */
	of: (result: IDataObject) => string | number | undefined;
	/** The largest first. */
	descending?: true;
}

export interface AlreadyDone {
	code: string;
	message?: RegExp;
	/**
	 * Asks for what is there, for the item to put out; `undefined` where it is not what the operation wanted. Without it
	 * there is nothing any more: the item says so as after the change itself.
	 */
	shows?: (run: Run) => Promise<IDataObject | undefined>;
}

/** What an endpoint with the operation's own path answers, where that is what the operation wanted. */
export const whatIsAt =
	(endpoint: Endpoint, isWanted: (there: IDataObject, values: Run['values']) => boolean = () => true): AlreadyDone['shows'] =>
	async ({ call, path, values }) => {
		const [there] = await call(endpoint, path);
		return there && isWanted(there, values) ? there : undefined;
	};

export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

export const resource = (value: string, name: string, operations: Operation[]): Resource => ({ value, name, operations });

/** An operation that makes one request. */
interface Single {
	endpoint: Endpoint;
	constants?: Record<string, RequestValue>;
}

/** An operation that serves several endpoints, one for each value of a parameter. */
interface Several {
	choice: Field;
	/** By the value of the choice: the endpoint, with the fields that it alone has. */
	endpoints: Record<string, Endpoint | { endpoint: Endpoint; fields: Field[] }>;
}

type Details = Omit<Operation, 'value' | 'fields' | 'choice' | 'calls'> & { fields?: Field[] } & (Single | Several);

export function operation(value: string, details: Details): Operation {
	if (!('choice' in details)) {
		const { endpoint, constants = {}, fields = [], ...rest } = details;
		return { value, fields, calls: [{ endpoint, fields: [], constants }], ...rest };
	}
	const { endpoints, fields = [], ...rest } = details;
	const calls = Object.entries(endpoints).map(([chosenBy, given]): Call => ({ chosenBy, constants: {}, ...('endpoint' in given ? given : { endpoint: given, fields: [] }) }));
	return { value, fields, calls, ...rest };
}

/** A parameter that is sent under the API's name; its own name is the lowerCamelCase of it. */
export const field = (sends: string, details: FieldDetails): Field => ({ sends, ...parameter(camelCase(sends), details) });

/** A parameter that is not sent under a name of its own: it is part of the path, or steers the node. */
export function parameter(name: string, { encode, toPath, tells, noun, inWords, readBy, needed, brings, showIf, whenEmpty, ...property }: FieldDetails): Field {
	return { encode, toPath, tells, noun, inWords, readBy, needed, brings, showIf, whenEmpty, property: { ...property, name } as INodeProperties };
}

type FieldDetails = Omit<INodeProperties, 'name' | 'displayOptions'> &
	Pick<Field, 'encode' | 'toPath' | 'tells' | 'noun' | 'inWords' | 'readBy' | 'needed' | 'brings' | 'showIf' | 'whenEmpty'>;

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
			options: fields.map(({ property }) => Object.fromEntries(Object.entries(property).filter(([key]) => key !== 'required')) as unknown as INodeProperties),
		},
	};
}

/** Optional inputs of a request that creates or starts something. */
export const additionalFields = (...fields: Field[]) => collection('additionalFields', 'Additional Fields', 'Add Field', fields);

/** What a list is narrowed down to. */
export const filters = (...fields: Field[]) => collection('filters', 'Filters', 'Add Filter', fields);

/** How the node goes about an operation. */
export const optionsOf = (...fields: Field[]) => collection('options', 'Options', 'Add Option', fields);

export const isOptions = ({ property }: Field): boolean => property.name === 'options';

/** Settings of which only the chosen ones are changed. */
export const updateFields = (...fields: Field[]): Field => ({ ...collection('updateFields', 'Update Fields', 'Add Field', fields), needsOne: 'Add at least one field to change.' });

/** What decides together, of which at least one is needed. */
export const rules = (...fields: Field[]): Field => ({ ...collection('rules', 'Rules', 'Add Rule', fields), needsOne: 'Add at least one rule. Nothing was sent.' });

const camelCase = (name: string) => name.replace(/[_-]+(\w)/g, (_match, letter: string) => letter.toUpperCase());
