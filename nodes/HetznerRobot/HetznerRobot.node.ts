import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { builderHint } from '../common/n8n/builderHint';
import { later, methodsLater } from '../common/operation/later';
import { lists, properties, subtitle } from './resources/description';

const runOperation = later(async () => (await import('../common/operation/router')).runOperation);
const client = later(async () => (await import('./connection/client')).robotClient);
const robotApiTest = later(async () => (await import('./connection/credentialTest')).robotApiTest);
const listSearch = methodsLater(lists, async () => (await import('./lists/listSearch')).listSearch);

export class HetznerRobot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Robot',
		name: 'hetznerRobot',
		icon: { light: 'file:../../icons/robot.svg', dark: 'file:../../icons/robot.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle,
		description: 'Manage dedicated servers at Hetzner: reset, rescue, reinstall, firewall, failover, orders. The trigger starts a workflow when something changes.',
		defaults: { name: 'Hetzner Robot' },
		usableAsTool: true,
		builderHint,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'robotApi', required: true, testedBy: 'robotApiTest' }],
		properties,
	};

	methods = { credentialTest: { robotApiTest }, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { resources } = await import('./resources');
		return [await runOperation(this, { resources, client })];
	}
}
