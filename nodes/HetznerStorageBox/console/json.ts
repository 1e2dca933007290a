import type { Endpoint } from '../../common/http/endpoint';
import type { RequestValue, RequestValues } from '../../common/http/request';

/** A query; lists repeat their name: `sort=name:asc&sort=id`. */
export function repeatedQuery(values: RequestValues): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(values)) for (const entry of [value].flat(1)) if (entry !== undefined) query.append(name, String(entry));
	return query.toString();
}

/**
 * A body in JSON. `access_settings.ssh_enabled` is `ssh_enabled` within `access_settings`. The API wants `{}` where
 * nothing is set, except from a deletion and where its documentation has no body.
 */
export function jsonBody(values: RequestValues, { method, hasNoBody }: Endpoint): { text: string; contentType: string } {
	const isBodiless = method === 'DELETE' || hasNoBody === true;
	return { text: isBodiless ? '' : JSON.stringify(nested(values)), contentType: 'application/json' };
}

function nested(values: RequestValues): RequestValues {
	const body: RequestValues = {};
	for (const [name, value] of Object.entries(values)) {
		const [outer = '', inner] = name.split('.');
		body[outer] = inner === undefined ? value : { ...(body[outer] as Record<string, RequestValue> | undefined), [inner]: value };
	}
	return body;
}
