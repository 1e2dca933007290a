import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { robotApiTest } from './credentialTest';
import { propertiesOf } from './description';
import { listSearch } from './listSearch';
import { loadOptions } from './loadOptions';
import { resources } from './resources';
import { runOperation } from './router';

export class HetznerRobot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Robot',
		name: 'hetznerRobot',
		icon: { light: 'file:robot.svg', dark: 'file:robot.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage dedicated servers with the Hetzner Robot webservice',
		defaults: { name: 'Hetzner Robot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'robotApi', required: true, testedBy: 'robotApiTest' }],
		properties: propertiesOf(resources),
	};

	methods = { credentialTest: { robotApiTest }, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this)];
	}
}
