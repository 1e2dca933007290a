import type { Endpoint } from '../../common/http/endpoint';
import { limitOf } from '../../common/operation/lists';
import type { Operation } from '../../common/operation/operation';
import { listed } from '../lookups/pages';

/** For a list that comes in pages: asks for no more of them than the limit wants. */
export const list =
	(endpoint: Endpoint): Operation['job'] =>
	async ({ client, parameter, settled }) =>
		await listed(client, endpoint, await settled(), limitOf(parameter));
