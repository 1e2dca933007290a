import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A token of a project in Hetzner Console. The node tests it (`hetznerConsoleApiTest`), so that a refused token is sent once. */
export class HetznerConsoleApi implements ICredentialType {
	name = 'hetznerConsoleApi';

	displayName = 'Hetzner Console API';

	icon: Icon = { light: 'file:../icons/storageBox.svg', dark: 'file:../icons/storageBox.dark.svg' };

	documentationUrl = 'https://docs.hetzner.cloud/reference/hetzner';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Made in Hetzner Console: open the project, then Security, API tokens, Generate API token. Choose Read & Write, or Read for a workflow that only looks. It has 64 characters, is shown once, and belongs to that one project.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.hetzner.com/v1',
			required: true,
			description: 'The address of the API. Change it only to try your workflows on a simulated one.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiToken}}' } },
	};
}
