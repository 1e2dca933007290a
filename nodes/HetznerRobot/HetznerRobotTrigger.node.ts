import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';
import { robotApiTest } from './connection/credentialTest';
import { loadOptions } from './trigger/loadOptions';
import { runPoll } from './trigger/poll';
import { triggerHints, triggerProperties } from './trigger/properties';

export class HetznerRobotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Robot Trigger',
		name: 'hetznerRobotTrigger',
		icon: { light: 'file:../../icons/robot.svg', dark: 'file:../../icons/robot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Start a workflow when something changes in a Hetzner Robot account',
		defaults: { name: 'Hetzner Robot Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'robotApi', required: true, testedBy: 'robotApiTest' }],
		hints: triggerHints,
		properties: triggerProperties,
	};

	methods = { credentialTest: { robotApiTest }, loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this);
	}
}
