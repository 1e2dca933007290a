import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';
import { later } from '../common/operation/later';
import { CONSOLE_EVENTS, ROBOT_EVENTS } from './trigger/events';
import { loadOptions } from './trigger/loadOptions';
import { marketProperties } from './trigger/marketProperties';
import { trafficProperties } from './trigger/trafficProperties';
import { triggerHints, triggerOptions, triggerProperties } from './trigger/properties';
import { triggerSubtitle } from './trigger/subtitle';

const runPoll = later(async () => (await import('./trigger/poll')).runPoll);
const hetznerConsoleApiTest = later(async () => (await import('./trigger/console/credentialTest')).hetznerConsoleApiTest);
const robotApiTest = later(async () => (await import('./connection/credentialTest')).robotApiTest);

export class HetznerRobotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Robot Trigger',
		name: 'hetznerRobotTrigger',
		icon: { light: 'file:../../icons/robot.svg', dark: 'file:../../icons/robot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: triggerSubtitle,
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
		hints: triggerHints,
		properties: [...triggerProperties, ...marketProperties, ...trafficProperties, triggerOptions],
	};

	methods = { credentialTest: { hetznerConsoleApiTest, robotApiTest }, loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}
