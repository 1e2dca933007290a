import type { Dialect } from '../../common/http/dialect';
import { SERVICE, undocumentedError } from './errors';
import { encodeForm } from './form';
import { loginHeldBackError, loginPart } from './logins';
import { loginVerdict, readReply, unwrap } from './reply';

/** What Robot's webservice does in its own way: forms, keys around objects, its errors, its rules for logins. */
export const robotDialect: Dialect = {
	service: SERVICE,
	afterLimit: 'The option Wait for Request Limit lets the node wait that long.',
	login: { verdict: loginVerdict, part: loginPart, heldBack: loginHeldBackError },
	query: encodeForm,
	body: (values) => ({ text: encodeForm(values), contentType: 'application/x-www-form-urlencoded' }),
	read: readReply,
	objects: ({ reply: { key } }, body) => unwrap(body, key),
	undocumented: (endpoint) => undocumentedError(endpoint, 200),
};
