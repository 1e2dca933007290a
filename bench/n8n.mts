/**
 * n8n as it runs for users: the engine, the expressions, the credential store's decryption and the HTTP Request node of the
 * n8n in demo/node_modules, and the built package, all in this process. Only the database is ours: it hands out the one
 * encrypted credential at once, which spares whoever reads it often.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type * as Flow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { N8N, ROOT } from '../demo/paths.mts';
import { load } from './modules.mts';

const DIST = join(ROOT, 'dist');
/** A module of n8n, by its name or by its file in n8n's own package. */
export const ofN8n = <T,>(module: string): T => load(module.startsWith('dist/') ? join(N8N, module) : module) as T;

/** A file of the built package. */
export const built = <T,>(file: string): T => load(join(DIST, file)) as T;

process.env.N8N_LOG_LEVEL = 'silent';
// n8n keeps a key there.
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-bench-'));
process.env.N8N_USER_FOLDER = userFolder;
process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
ofN8n('reflect-metadata');
const { Cipher, Credentials, EncryptionKeyProxy, ExecutionLifecycleHooks, InstanceSettings, WorkflowExecute } = ofN8n<typeof Core>('n8n-core');
const { createRunExecutionData, Expression, Workflow } = ofN8n<typeof Flow>('n8n-workflow');

/** The types that the credential store knows. */
const credentialTypes: Record<string, ICredentialType> = {
	robotApi: new (built<{ RobotApi: new () => ICredentialType }>('credentials/RobotApi.credentials.js').RobotApi)(),
	hetznerConsoleApi: new (built<{ HetznerConsoleApi: new () => ICredentialType }>('credentials/HetznerConsoleApi.credentials.js').HetznerConsoleApi)(),
	httpBasicAuth: new (ofN8n<{ HttpBasicAuth: new () => ICredentialType }>('n8n-nodes-base/dist/credentials/HttpBasicAuth.credentials.js').HttpBasicAuth)(),
};

/** How often the credential was read from the database. */
export const database = { reads: 0 };

/** What the database holds, by the type of the credential. */
const encrypted: Record<string, string | undefined> = {};

/** From now on the credentials are those for Robot at this address. */
export async function useCredentialAt(baseUrl: string): Promise<void> {
	const login = { username: '#ws+benchmark', user: '#ws+benchmark', password: 'a password of the benchmarks' };
	await useCredentials({ robotApi: { ...login, baseUrl }, httpBasicAuth: login });
}

/** From now on the credentials of these types hold this, encrypted as n8n stores it. */
export async function useCredentials(fields: Record<string, ICredentialDataDecryptedObject>): Promise<void> {
	for (const [type, data] of Object.entries(fields)) {
		const credential = new Credentials({ id: '1', name: type }, type);
		await credential.setData({ ...data, allowedActions: 'everything', allowedHttpRequestDomains: 'all' });
		encrypted[type] = credential.data;
	}
}

async function storedCredential({ id, type }: { id: string; type: string }): Promise<object> {
	database.reads += 1;
	return await Promise.resolve({ id, name: type, type, data: encrypted[type], usageScope: 'project', isResolvable: false });
}

interface Dependencies {
	get: <T>(type: abstract new (...parts: never[]) => T) => T;
	set: (type: unknown, value: unknown) => void;
}

const { Container } = ofN8n<{ Container: Dependencies }>('@n8n/di');

/** n8n's own credential store, with nothing but its database replaced. */
function credentialsHelper(): ICredentialsHelper {
	const { CredentialsRepository, SecretsProviderConnectionRepository } = ofN8n<Record<string, unknown>>('@n8n/db');
	const replaced: Array<[unknown, object]> = [
		[CredentialsRepository, { findOneByOrFail: storedCredential }],
		[SecretsProviderConnectionRepository, {}],
		[ofN8n<Record<string, unknown>>('@n8n/backend-common').LicenseState, { isExternalSecretsLicensed: () => false }],
		[ofN8n<Record<string, unknown>>('dist/services/ai-gateway.service.js').AiGatewayService, {}],
		[ofN8n<Record<string, unknown>>('dist/credentials-overwrites.js').CredentialsOverwrites, { applyOverwrite: (_type: string, data: object) => data }],
		[
			ofN8n<Record<string, unknown>>('dist/load-nodes-and-credentials.js').LoadNodesAndCredentials,
			{ knownCredentials: {}, loadedCredentials: {}, getCredential: (name: string) => ({ type: credentialTypes[name] }) },
		],
	];
	for (const [type, value] of replaced) Container.set(type, value);
	const value = Container.get(Cipher).encryptDEKWithInstanceKey(Container.get(InstanceSettings).encryptionKey);
	const key = async () => await Promise.resolve({ id: '1', value, algorithm: 'aes-256-cbc' as const, format: 'no-prefix' as const });
	Container.get(EncryptionKeyProxy).setProvider({ getActiveKey: key, getKeyById: key, getLegacyKey: key });
	return Container.get(ofN8n<{ CredentialsHelper: new () => ICredentialsHelper }>('dist/credentials-helper.js').CredentialsHelper);
}

const helper = credentialsHelper();
await Expression.initExpressionEngine({ engine: 'vm', poolSize: 1, maxCodeCacheSize: 1024, bridgeTimeout: 5000, bridgeMemoryLimit: 128 });

/** What n8n hands to every execution. */
export const additionalData = (): IWorkflowExecuteAdditionalData =>
	({
		credentialsHelper: helper,
		variables: {},
		hooks: new ExecutionLifecycleHooks('trigger', '1', {} as never),
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/w',
		formWaitingBaseUrl: 'http://localhost/f',
	}) as unknown as IWorkflowExecuteAdditionalData;

/** A node of a workflow. */
export interface NodeToRun {
	type: INodeType;
	name: string;
	typeVersion?: number;
	/** The type of its credential. */
	credential: string;
	parameters: INodeParameters;
}

/** A workflow of this node only. */
export function workflowOf({ type, name, typeVersion = 1, credential, parameters }: NodeToRun): { workflow: Flow.Workflow; node: INode } {
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) } as unknown as INodeTypes;
	const node: INode = { id: '1', name: 'Node', type: name, typeVersion, position: [0, 0], parameters, credentials: { [credential]: { id: '1', name: credential } } };
	const workflow = new Workflow({ id: 'benchmark', nodes: [node], connections: {}, nodeTypes, active: false });
	return { workflow, node: workflow.nodes.Node as INode };
}

/** Runs a node as a workflow that was started by a trigger does, and gives back what it puts out. */
export async function runNode(toRun: NodeToRun, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const { workflow, node } = workflowOf(toRun);
	const data = createRunExecutionData({
		resultData: { runData: { Input: [{ startTime: 0, executionIndex: 0, executionTime: 0, source: [], data: { main: [items] } }] } },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
			nodeExecutionStack: [{ node, data: { main: [items] }, source: { main: [{ previousNode: 'Input' }] } }],
		},
	});
	const { data: result } = await new WorkflowExecute(additionalData(), 'trigger', data).processRunExecutionData(workflow);
	if (result.resultData.error) throw result.resultData.error;
	return result.resultData.runData.Node?.[0]?.data?.main?.[0] ?? [];
}
