import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';
import { later, methodsLater } from '../common/operation/later';
import { choices, CONSOLE_EVENTS, hints, properties, ROBOT_EVENTS, subtitle } from './trigger/description';

const runPoll = later(async () => (await import('./trigger/poll')).runPoll);
const hetznerConsoleApiTest = later(async () => (await import('./trigger/console/credentialTest')).hetznerConsoleApiTest);
const robotApiTest = later(async () => (await import('./connection/credentialTest')).robotApiTest);
const loadOptions = methodsLater(choices, async () => (await import('./trigger/loadOptions')).loadOptions);

export class HetznerRobotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Robot Trigger',
		name: 'hetznerRobotTrigger',
		icon: { light: 'file:../../icons/robot.svg', dark: 'file:../../icons/robot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		description: 'Start a workflow when servers, orders, market offers or Storage Boxes at Hetzner change. The node manages dedicated servers: reset, rescue, reinstall, firewall.',
		defaults: { name: 'Hetzner Robot Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Asked for by what is watched. Without the slash n8n's editor takes the events for a choice between logins: it hides
		// "Trigger On", and sets it by the credential.
		credentials: [
			{ name: 'hetznerConsoleApi', required: true, testedBy: 'hetznerConsoleApiTest', displayOptions: { show: { '/events': CONSOLE_EVENTS } } },
			{ name: 'robotApi', required: true, testedBy: 'robotApiTest', displayOptions: { show: { '/events': ROBOT_EVENTS } } },
		],
		hints,
		// n8n puts its own in front, into this list.
		properties: [...properties],
	};

	methods = { credentialTest: { hetznerConsoleApiTest, robotApiTest }, loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}
