import { CredentialTestContext, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IContextObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	type NodeApiError,
} from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { additionalData, editorContext, nodeOf, typeOfTool, workflowOf, type AnyCredential, type Credential } from './n8n.mts';

export type { AnyCredential, Credential } from './n8n.mts';

/** Runs the node in n8n's own engine. */

const robot = new HetznerRobot();

export interface NodeRun {
	credential: AnyCredential;
	parameters: INodeParameters;
	/** The input; one empty item unless told. */
	items?: INodeExecutionData[];
	/** What the node does on an error; it stops the workflow unless told. */
	onError?: INode['onError'];
	/** How often Retry On Fail lets the node try; once unless told. */
	tries?: number;
	/** The inputs of further runs of the node in the same execution, as Loop Over Items makes them. */
	moreRuns?: INodeExecutionData[][];
	/** The context of an execution that failed and is retried by its user. */
	retried?: NodeResult['context'];
	/** The node's type; that of a tool of an agent ends in "Tool". */
	type?: string;
	/** Another node than ours, that a test makes up. */
	node?: INodeType;
	/** The workflow's; n8n's own unless told. */
	timezone?: string;
	/** None for a workflow that was never saved. */
	workflowId?: string;
}

export interface NodeResult {
	/** The items of each output. */
	outputs: INodeExecutionData[][];
	/** The items of the first output, as plain JSON. */
	json: unknown[];
	error?: NodeApiError;
	/** What the node warns of. */
	hints: string[];
	/** What the node has stored with the execution. */
	context: IContextObject;
}

/** Runs the node once and gives back what it put out, or the error that stopped it. */
export const runNode = async (run: NodeRun): Promise<NodeResult> => await startNode(run).result;

/** Runs the node, and lets the execution be cancelled while it runs. */
export function startNode(run: NodeRun): { result: Promise<NodeResult>; cancel: () => void } {
	const { name, execution } = execute(run);
	const result = execution.then(({ data: { resultData, executionData } }) => {
		const [task] = resultData.runData[name] ?? [];
		const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
		const hints = (task?.hints ?? []).map(({ message }) => message);
		const context = executionData?.contextData[`node:${name}`] ?? {};
		return { outputs, json: (outputs[0] ?? []).map((item) => item.json), error: resultData.error as NodeApiError | undefined, hints, context };
	});
	return { result, cancel: () => execution.cancel() };
}

/** The id of the workflow that the node is in. */
export const WORKFLOW = 'test';

/** Every execution has its own id. */
let executions = 0;

function execute({ credential, parameters, items = [{ json: {} }], onError, tries, moreRuns = [], retried, type, node: made = robot, timezone, workflowId = WORKFLOW }: NodeRun) {
	const retry = tries === undefined ? {} : { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 };
	const node: INode = { ...actionNode(parameters, type), ...(onError && { onError }), ...retry };
	const workflow = workflowOf(node, node.type.endsWith('Tool') ? typeOfTool(made) : made, { id: workflowId, settings: { timezone } });
	const run = (input: INodeExecutionData[]) => ({ node: workflow.nodes[node.name] as INode, data: { main: [input] }, source: { main: [{ previousNode: 'Input' }] } });
	const given: Parameters<typeof createRunExecutionData>[0] = {
		// The node before, which has put out the input: n8n looks there for what an error item came from.
		resultData: { runData: { Input: [{ startTime: 0, executionIndex: 0, executionTime: 0, source: [], data: { main: [items] } }] } },
		executionData: {
			contextData: retried ? { [`node:${node.name}`]: structuredClone(retried) } : {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
			nodeExecutionStack: [items, ...moreRuns].map(run),
		},
	};
	// n8n 1.85 has no need of it.
	const data = (createRunExecutionData as typeof createRunExecutionData | undefined)?.(given) ?? (given as ReturnType<typeof createRunExecutionData>);
	return { name: node.name, execution: new WorkflowExecute(executionData(credential), retried ? 'retry' : 'manual', data).processRunExecutionData(workflow) };
}

const executionData = (credential: AnyCredential): IWorkflowExecuteAdditionalData => ({
	...additionalData(credential),
	hooks: new ExecutionLifecycleHooks('manual', '1', {} as never),
	executionId: String(++executions),
	webhookWaitingBaseUrl: 'http://localhost/w',
	formWaitingBaseUrl: 'http://localhost/f',
});

/** Most tests are about the API's own reply: the output is raw, where a test does not say otherwise. */
const actionNode = (parameters: INodeParameters, type = 'n8n-nodes-hetzner-robot.hetznerRobot') =>
	nodeOf({ name: 'Hetzner Robot', type, parameters: { output: 'raw', ...parameters } });

/** Calls a method that fills a list of the editor. */
export async function search(credential: Credential, method: string, filter = '', parameters: INodeParameters = {}): Promise<INodeListSearchResult> {
	const methods = robot.methods.listSearch as unknown as Record<string, (filter: string) => Promise<INodeListSearchResult>>;
	return await methods[method]!.call(editorContext(actionNode(parameters), robot, credential), filter);
}

/** Presses the test button of the credential. */
export async function testCredential(credential: Credential): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext(additionalData(credential));
	return await robot.methods.credentialTest.robotApiTest.call(context, { id: '1', name: 'Robot', type: 'robotApi', data: credential });
}
