import type { ICredentialDataDecryptedObject, Icon, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { allowedActions } from '../nodes/common/n8n/allowedActions';
import { allowedDomains } from '../nodes/common/n8n/allowedDomains';
import { sentToken } from '../nodes/HetznerStorageBox/connection/account';

/** A token of a project in Hetzner Console. The node tests it (`hetznerConsoleApiTest`), so that a refused token is sent once. */
export class HetznerConsoleApi implements ICredentialType {
	name = 'hetznerConsoleApi';

	displayName = 'Hetzner Console API';

	icon: Icon = { light: 'file:../icons/storageBox.svg', dark: 'file:../icons/storageBox.dark.svg' };

	documentationUrl = 'https://github.com/hetzner-robot-n8n/n8n-nodes-hetzner-robot#storage-boxes';

	properties: INodeProperties[] = [
		{
			displayName:
				'Make the token in <b>Hetzner Console</b>: open the project, then Security > API tokens > Generate API token, with Read & Write. It is shown once, and belongs to that one project.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The 64 characters of the token. One that may only read is enough for a workflow that only looks.',
		},
		allowedActions('It does not bind the HTTP Request node, see below. A token that may only read is bound by Hetzner itself.'),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.hetzner.com/v1',
			required: true,
			description: 'The address of the API. Change it only to try your workflows on a simulated one.',
		},
		...allowedDomains({ host: 'api.hetzner.com', secret: 'token', without: 'The Hetzner Storage Box node does not need it.' }),
	];

	async authenticate({ apiToken }: ICredentialDataDecryptedObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return { ...options, headers: { ...options.headers, Authorization: `Bearer ${sentToken(apiToken)}` } };
	}
}
