import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { builderHint } from '../common/n8n/builderHint';
import { propertiesOf } from '../common/operation/description';
import { later } from '../common/operation/later';
import { subtitleOf } from '../common/operation/subtitle';
import { listSearch } from './lists/listSearch';
import { resources } from './resources';

const runOperation = later(async () => (await import('../common/operation/router')).runOperation);
const client = later(async () => (await import('./connection/client')).robotClient);
const robotApiTest = later(async () => (await import('./connection/credentialTest')).robotApiTest);

export class HetznerRobot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Robot',
		name: 'hetznerRobot',
		icon: { light: 'file:../../icons/robot.svg', dark: 'file:../../icons/robot.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Manage dedicated servers at Hetzner: reset, rescue, reinstall, firewall, failover, orders. The trigger starts a workflow when something changes.',
		defaults: { name: 'Hetzner Robot' },
		usableAsTool: true,
		builderHint,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'robotApi', required: true, testedBy: 'robotApiTest' }],
		properties: propertiesOf(resources, 'server'),
	};

	methods = { credentialTest: { robotApiTest }, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, { resources, client })];
	}
}
