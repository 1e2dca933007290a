import type { ICredentialDataDecryptedObject, Icon, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { allowedActions } from '../nodes/common/n8n/allowedActions';
import { allowedDomains } from '../nodes/common/n8n/allowedDomains';
import { sentUsername } from '../nodes/HetznerRobot/connection/account';

/** The web service user of a Robot account. The node tests it (`robotApiTest`), so that a refused login is sent once. */
export class RobotApi implements ICredentialType {
	name = 'robotApi';

	displayName = 'Hetzner Robot API';

	icon: Icon = { light: 'file:../icons/robot.svg', dark: 'file:../icons/robot.dark.svg' };

	documentationUrl = 'https://github.com/hetzner-robot-n8n/n8n-nodes-hetzner-robot#credential';

	properties: INodeProperties[] = [
		{
			displayName:
				'Robot needs the <b>web service user</b>, not the user you log in to Robot with. Create it in Robot under Settings > Web service and app settings; its name begins with #ws+.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
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
		allowedActions('It does not bind the HTTP Request node, see below.'),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://robot-ws.your-server.de',
			required: true,
			description: 'The address of the webservice. Change it only to try your workflows on a simulated Robot.',
		},
		...allowedDomains({
			host: 'robot-ws.your-server.de',
			secret: 'password',
			without: 'The Hetzner Robot nodes do not need it.',
			about: 'The domains, separated by commas. The HTTP Request node sends a refused login twice: two of the three after which Robot blocks your IP address.',
		}),
	];

	async authenticate({ username, password }: ICredentialDataDecryptedObject, options: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return { ...options, auth: { username: sentUsername(username), password: String(password) } };
	}
}
