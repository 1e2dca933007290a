import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Account } from '../http/account';
import { ApiClient, type ClientOptions } from '../http/client';
import type { Dialect } from '../http/dialect';
import { permissionOfTool } from './agents';
import { permissionOf } from './allowedActions';
import { wireOf, type Context } from './transport';

/** One of Hetzner's APIs, and how to log in to it. */
interface Login {
	dialect: Dialect;
	/** The name of the credential. */
	credential: string;
	/** Reads the fields of the credential; may throw an InputError. */
	accountOf: (data: ICredentialDataDecryptedObject) => Account;
}

/**
 * A client for the credential of a node, which does what the credential allows and, as a tool of an agent, the node.
 *
 * @throws InputError for a credential that cannot be used
 */
export async function connect(context: Context, { dialect, credential, accountOf }: Login, options?: ClientOptions): Promise<ApiClient> {
	const data = await context.getCredentials(credential);
	const node = context.getNode();
	const account = accountOf(data);
	const { id, name } = node.credentials?.[credential] ?? {};
	const permissions = [permissionOf(data, name), ...permissionOfTool(node)];
	const wire = wireOf(context, { id: id ?? '', name: name ?? '', type: credential, data });
	return new ApiClient(dialect, account, wire, { timezone: context.getTimezone(), permissions, ...options });
}
