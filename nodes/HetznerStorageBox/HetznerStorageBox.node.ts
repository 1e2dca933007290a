import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { builderHint } from '../common/n8n/builderHint';
import { later, methodsLater } from '../common/operation/later';
import { lists, properties, subtitle } from './resources/description';

const runOperation = later(async () => (await import('../common/operation/router')).runOperation);
const client = later(async () => (await import('./connection/client')).consoleClient);
const hetznerConsoleApiTest = later(async () => (await import('./connection/credentialTest')).hetznerConsoleApiTest);
const listSearch = methodsLater(lists, async () => (await import('./lists/listSearch')).listSearch);

export class HetznerStorageBox implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Storage Box',
		name: 'hetznerStorageBox',
		icon: { light: 'file:../../icons/storageBox.svg', dark: 'file:../../icons/storageBox.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle,
		description: 'Manage Storage Boxes at Hetzner: backup space, snapshots, sub-accounts, access, orders',
		defaults: { name: 'Hetzner Storage Box' },
		usableAsTool: true,
		builderHint,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hetznerConsoleApi', required: true, testedBy: 'hetznerConsoleApiTest' }],
		properties,
	};

	methods = { credentialTest: { hetznerConsoleApiTest }, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { resources } = await import('./resources');
		return [await runOperation(this, { resources, client })];
	}
}
