import type { Simulator } from '../../simulator/index.mts';
import type { User } from './user.mts';

/** What the HTTP Request node needs where this package is not known: n8n's own kinds of credentials. */
export const httpCredentials = ({ username, password, console: { token } }: Pick<Simulator, 'username' | 'password' | 'console'>) => [
	{ name: 'Robot', type: 'httpBasicAuth', data: { user: username, password } },
	{ name: 'Hetzner Console', type: 'httpBearerAuth', data: { token } },
];

interface Request {
	url: string;
	authentication?: 'Basic Auth' | 'Bearer Auth';
	method?: string;
	/** What the body holds: a form, or an object in JSON, which n8n proposes. */
	body?: Array<[name: string, value: string]>;
	isJson?: boolean;
}

/** Sends a request with n8n's HTTP Request node, as somebody does who has looked it up in the API's documentation. */
export async function httpRequest(user: User, { url, authentication = 'Basic Auth', method = 'GET', body = [], isJson = false }: Request): Promise<void> {
	await user.startWith('http', 'HTTP Request');
	if (method !== 'GET') await user.choose('method', method);
	await user.fill('url', url);
	await user.choose('authentication', 'Generic Credential Type');
	await user.choose('genericAuthType', authentication);
	if (body.length > 0) await fillBody(user, body, isJson);
	await user.execute();
}

async function fillBody(user: User, body: Array<[name: string, value: string]>, isJson: boolean): Promise<void> {
	await user.toggle('sendBody');
	if (!isJson) await user.choose('contentType', 'Form URL Encoded');
	const rows = user.part('fixed-collection-bodyParameters');
	for (const [index, [name, value]] of body.entries()) {
		if (index > 0) await user.click(rows.locator('[data-test-id="fixed-collection-add"]'));
		await user.type(rows.locator('[data-test-id="parameter-input-name"] input').nth(index), name);
		await user.type(rows.locator('[data-test-id="parameter-input-value"] input').nth(index), value);
	}
}
