import type { INodeParameters } from 'n8n-workflow';
import { cases, casesFile } from '../contract/cases/index.mts';
import { endpoints, examples, EXAMPLES_FILE, nameOf, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';
import { found } from '../support/table.mts';

/** One row of the matrix: a documented endpoint, and how the node is made to ask it. */
export interface Row {
	/** `POST /reset/{server-number}` */
	name: string;
	endpoint: DocumentedEndpoint;
	/** The path of the operation's own request. */
	path: string;
	parameters: INodeParameters;
	/** The price of an order, which is read before it: what goes wrong with that stops nothing. */
	reads?: string;
	/** The documented reply. */
	success: string;
	/** For a list: the code of the documented 404 that means that there is nothing. */
	emptyCode?: string;
}

/** All documented endpoints with the hand-written parameters of the contract tests. */
export const rows: Row[] = endpoints.map((endpoint) => {
	const name = nameOf(endpoint);
	const {
		path,
		parameters,
		variant,
		emptyCode,
		reads: readsBefore,
	} = found(
		cases.find((entry) => entry.endpoint === name),
		name,
		casesFile(endpoint.resource),
	);
	const example = found(
		examples.find((entry) => `${entry.method} ${entry.path}` === name && entry.variant === variant),
		[name, variant].filter(Boolean).join(', '),
		EXAMPLES_FILE,
	);
	return { name, endpoint, path, parameters, reads: readsBefore, success: example.response === null ? '' : JSON.stringify(example.response), emptyCode };
});

/** What asks without changing anything, by its method: traffic is asked with POST. */
export const reads = ({ endpoint: { method, path } }: Row): boolean => method === 'GET' || path === '/traffic';
