import type { Dialect } from '../../common/http/dialect';
import { SERVICE, tokenHeldBackError, undocumentedError } from './errors';
import { jsonBody, repeatedQuery } from './json';
import { limitOf, objectsIn, readReply, tokenPart, tokenVerdict } from './reply';

/** What Hetzner Console's API does in its own way: JSON, objects under their names, its errors, tokens that may only read. */
export const consoleDialect: Dialect = {
	service: SERVICE,
	afterLimit: 'Run it again then; a change with the option Maximum Wait waits for that as long as it says.',
	login: { verdict: tokenVerdict, part: tokenPart, heldBack: tokenHeldBackError },
	query: repeatedQuery,
	body: jsonBody,
	read: readReply,
	objects: objectsIn,
	limit: limitOf,
	undocumented: (endpoint) => undocumentedError(endpoint, { status: 200, headers: {} }),
};
