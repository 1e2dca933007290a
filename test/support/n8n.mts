import 'reflect-metadata';
import { beforeEach } from '@jest/globals';
import { DataDeduplicationService, LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IDataDeduplicator,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowParameters,
} from 'n8n-workflow';
import { HetznerConsoleApi } from '../../credentials/HetznerConsoleApi.credentials.ts';
import { RobotApi } from '../../credentials/RobotApi.credentials.ts';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { typeFor } from './operationOnly.mts';
import { processedData } from './processedData.mts';

/** The n8n around a node in the tests. Only the credential store is ours, which hands out the credentials that a test gives it, and the database. */

// Each test begins as after a restart: without the limits, logins and lists that the one before has seen.
beforeEach(() => processMemory.forget());

/** How often a credential was read and decrypted. */
export const decryptions = { count: 0 };
beforeEach(() => void (decryptions.count = 0));

/** What all processes of n8n keep. */
export const database = processedData();
beforeEach(() => {
	database.rows.clear();
	database.asked = [];
	database.before = () => {};
});

/** The key of a node's row, as n8n makes it. */
export const rowOf = (workflowId: string, nodeId: string) => `${workflowId} n:${nodeId}`;

const keyOf = (scope: string, { workflow, node }: { workflow: { id: string }; node?: INode }) => (scope === 'node' ? rowOf(workflow.id, node!.id) : workflow.id);

const deduplicator: IDataDeduplicator = {
	checkProcessedAndRecord: async (items, scope, context) => await database.add(keyOf(scope, context), items.map(String)),
	removeProcessed: async () => await Promise.reject(new Error('No test removes single values')),
	clearAllProcessedItems: async (scope, context) => await database.clear(keyOf(scope, context)),
	getProcessedDataCount: async (scope, context) => await database.count(keyOf(scope, context)),
};
void DataDeduplicationService.init(deduplicator);

/** The fields of a credential of either API. */
export type AnyCredential = ICredentialDataDecryptedObject;

/** The fields of Robot's credential. */
export interface Credential extends ICredentialDataDecryptedObject {
	username: string;
	password: string;
	baseUrl: string;
}

interface NodeToBuild {
	parameters: INodeParameters;
	/** The node's type; that of a tool of an agent ends in "Tool". */
	type: string;
	name: string;
	id?: string;
}

export const nodeOf = ({ id = '1', ...node }: NodeToBuild): INode => ({
	id,
	...node,
	typeVersion: 1,
	position: [0, 0],
	credentials: { robotApi: { id: '1', name: 'Robot' }, hetznerConsoleApi: { id: '2', name: 'Console' } },
});

/** n8n makes a type of its own of a node that is used as a tool. Since ours has a `toolDescription`, nothing else is added. */
export const typeOfTool = (node: INodeType, connectors: Partial<INodeType['description']> = {}): INodeType =>
	Object.assign(Object.create(node) as INodeType, { description: { ...node.description, name: `${node.description.name}Tool`, ...connectors } });

/** A workflow of this node only. */
export function workflowOf(node: INode, whole: INodeType, more: Partial<WorkflowParameters> = {}): Workflow {
	const type = typeFor(node, whole);
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) } as unknown as INodeTypes;
	return new Workflow({ id: 'test', nodes: [node], connections: {}, nodeTypes, active: false, ...more });
}

/** Where the editor asks a node for its lists and choices. */
export function editorContext(node: INode, type: INodeType, credential: AnyCredential): LoadOptionsContext {
	// As they are entered: a workflow takes away from its node what its resource and operation do not show.
	const { parameters } = node;
	return new LoadOptionsContext(workflowOf(node, type), node, { ...additionalData(credential), currentNodeParameters: parameters }, 'parameters');
}

/** @param ofConsole where a node uses the credentials of both APIs */
export function additionalData(credential: AnyCredential, ofConsole = credential): IWorkflowExecuteAdditionalData {
	const credentialsHelper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		authenticate: async (data: ICredentialDataDecryptedObject, type: string, options: IHttpRequestOptions) =>
			type === 'robotApi' ? await new RobotApi().authenticate(data, options) : await new HetznerConsoleApi().authenticate(data, options),
		getDecrypted: async (_data: unknown, _credentials: unknown, type: string) => {
			decryptions.count += 1;
			return { ...(type === 'hetznerConsoleApi' ? ofConsole : credential) };
		},
		getCredentials: async () => ({}),
		updateCredentials: async () => {},
		getCredentialsProperties: () => [],
	} as unknown as ICredentialsHelper;
	return { credentialsHelper, variables: {} } as unknown as IWorkflowExecuteAdditionalData;
}
