import type { INodeParameters } from 'n8n-workflow';
import { cases } from '../contract/cases/index.mts';
import { endpoints, examples, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';

/** One row of the matrix: a documented endpoint, and how the node is made to ask it. */
export interface Row {
	/** `POST /reset/{server-number}` */
	name: string;
	endpoint: DocumentedEndpoint;
	/** The path of the operation's own request. */
	path: string;
	parameters: INodeParameters;
	/** The documented reply. */
	success: string;
}

/** All documented endpoints with the hand-written parameters of the contract tests. */
export const rows: Row[] = endpoints.map((endpoint) => {
	const name = `${endpoint.method} ${endpoint.path}`;
	const { path, parameters, variant } = cases.find((entry) => entry.endpoint === name)!;
	const example = examples.find((entry) => `${entry.method} ${entry.path}` === name && entry.variant === variant)!;
	return { name, endpoint, path, parameters, success: example.response === null ? '' : JSON.stringify(example.response) };
});

/** What asks without changing anything, by its method: traffic is asked with POST. */
export const reads = ({ endpoint: { method, path } }: Row): boolean => method === 'GET' || path === '/traffic';
