import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { builderHint } from '../common/n8n/builderHint';
import { propertiesOf } from '../common/operation/description';
import { later } from '../common/operation/later';
import { subtitleOf } from '../common/operation/subtitle';
import { listSearch } from './lists/listSearch';
import { resources } from './resources';

const runOperation = later(async () => (await import('../common/operation/router')).runOperation);
const client = later(async () => (await import('./connection/client')).consoleClient);
const hetznerConsoleApiTest = later(async () => (await import('./connection/credentialTest')).hetznerConsoleApiTest);

export class HetznerStorageBox implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hetzner Storage Box',
		name: 'hetznerStorageBox',
		icon: { light: 'file:../../icons/storageBox.svg', dark: 'file:../../icons/storageBox.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Manage Storage Boxes at Hetzner: backup space, snapshots, sub-accounts, access, orders',
		defaults: { name: 'Hetzner Storage Box' },
		usableAsTool: true,
		builderHint,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hetznerConsoleApi', required: true, testedBy: 'hetznerConsoleApiTest' }],
		properties: propertiesOf(resources, 'storageBox'),
	};

	methods = { credentialTest: { hetznerConsoleApiTest }, listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, { resources, client })];
	}
}
