import type { INodeParameters } from 'n8n-workflow';

/** How a documented exchange is made with the node. Everything in here is written by hand from the documentation. */
export interface Case {
	/** The documented endpoint: `POST /reset/{server-number}`. */
	endpoint: string;
	/** Which of the endpoint's examples. */
	variant?: string;
	/** The path that the example's request goes to. */
	path: string;
	parameters: INodeParameters;
	/** The key around each object of the documented reply, `null` where the objects are bare. */
	key: string | null;
	/** The items, where they are not just the documented objects: with the reason. */
	items?: { why: string; expected: unknown[] };
	/** The form pairs, where the documented request has a slip: with the reason. */
	form?: { why: string; expected: Array<[string, string]> };
}

/** A server, a failover IP, ... given by its number or address. */
export const by = (mode: string, value: string) => ({ __rl: true, mode, value });
