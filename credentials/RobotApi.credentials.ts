import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The web service user of a Robot account. The node tests it (`robotApiTest`), so that a refused login is sent once. */
export class RobotApi implements ICredentialType {
	name = 'robotApi';

	displayName = 'Hetzner Robot API';

	icon: Icon = { light: 'file:../icons/robot.svg', dark: 'file:../icons/robot.dark.svg' };

	documentationUrl = 'https://robot.hetzner.com/doc/webservice/en.html#preface';

	properties: INodeProperties[] = [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. #ws+AbCdEfGh',
			description: 'The web service user, which you create in Robot under Settings, Web service and app settings. It is not the user you log in to Robot with.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password of the web service user. Robot blocks your IP address for 10 minutes after three failed logins.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://robot-ws.your-server.de',
			required: true,
			description: 'The address of the webservice. Change it only to try your workflows on a simulated Robot.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{$credentials.username}}', password: '={{$credentials.password}}' } },
	};
}
