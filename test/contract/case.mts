import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { World } from '../../simulator/index.mts';

/**
 * What the tests know of one resource, all of it written by hand: the file of `cases/` that has the resource's name.
 * A test tells what is missing in it.
 */
export interface KnownResource {
	/** For the documented examples, one for each. */
	cases: Case[];
	/** For the simulated account, one for each endpoint. */
	given: Record<string, Given>;
}

/** How a documented exchange is made with the node. Everything in here is written by hand from the documentation. */
export interface Case {
	/** The documented endpoint: `POST /reset/{server-number}`. */
	endpoint: string;
	/** Which of the endpoint's examples. */
	variant?: string;
	/** The path that the example's request goes to. */
	path: string;
	parameters: INodeParameters;
	/** What is read before, for what the item says beside the documented reply, which is the reply to that as well. */
	reads?: string;
	/** The key around each object of the documented reply, `null` where the objects are bare. */
	key: string | null;
	/** What the item says of the thing that was meant and of what was done, where the documented reply does not. */
	told?: object;
	/** For a list: the code of the documented 404 that means that there is nothing. No error, no items. */
	emptyCode?: string;
	/** The items, where they are not just the documented objects: with the reason. */
	items?: { why: string; expected: unknown[] };
	/** The form pairs, where the documented request has a slip: with the reason. */
	form?: { why: string; expected: Array<[string, string]> };
}

/** What the operation of an endpoint needs on the seeded account, without `resource`, `operation` and the choice that selects the endpoint. */
export type Given = INodeParameters | ((world: World) => INodeParameters) | Tries;

/** A read that is tried on more than one thing. */
export interface Tries {
	/** By hand: these. */
	these: Array<INodeParameters | ((world: World) => INodeParameters)>;
	/** And, for the form of what comes out, one for each item of a list; things that do not offer what is read give none. */
	forEach?: { list: INodeParameters; parameters: (item: IDataObject) => INodeParameters };
	/** What must have happened to the seeded account. */
	before?: (world: World) => void;
}

/** A server, a failover IP, ... given by its number or address. */
export const by = (mode: string, value: string) => ({ __rl: true, mode, value });

/** Several servers, addresses, ... as an expression gives them. */
export const several = (...values: Array<string | number>) => by('value', `={{ ${JSON.stringify(values)} }}`);

/**
 * A read of one thing, tried on all that a list has: `each({ resource: 'vSwitch', operation: 'getAll' }, ({ id }) => …)(one)`.
 * `one` is the thing that the documented request is tried with, by hand.
 */
export const each =
	(list: INodeParameters, parameters: (item: IDataObject) => INodeParameters) =>
	(one: Tries['these'][number]): Tries => ({ these: [one], forEach: { list, parameters } });

export const server = (number: string) => ({ serverNumber: by('id', number) });

/** A read of one server, tried on all of them: `eachServer('321')`. */
export const eachServer = (number: string): Tries => each({ resource: 'server', operation: 'getAll' }, ({ server_number }) => server(String(server_number)))(server(number));

/** What the node adds to a password that nothing shows again. */
export const SHOWN_ONCE = { oneTimeSecrets: ['password'] };

/** A date for cancellations. */
export const NEXT_YEAR = `${new Date().getUTCFullYear() + 1}-06-30`;
