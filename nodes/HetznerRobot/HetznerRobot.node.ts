import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { builderHint } from '../common/n8n/builderHint';
import { propertiesOf } from '../common/operation/description';
import { runOperation } from '../common/operation/router';
import { subtitleOf } from '../common/operation/subtitle';
import { robotClient } from './connection/client';
import { robotApiTest } from './connection/credentialTest';
import { listSearch } from './lists/listSearch';
import { resources } from './resources';

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
		return [await runOperation(this, { resources, client: robotClient })];
	}
}
