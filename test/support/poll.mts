import 'reflect-metadata';
import { pass } from './pollTime.mts';
import { LoadOptionsContext, PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type NodeApiError,
} from 'n8n-workflow';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import type { Credential } from './engine.mts';

/**
 * Polls the trigger as n8n does: with n8n's own poll executor, and with the workflow's static data kept where n8n keeps
 * it. n8n writes it to the database at activation and whenever a poll puts something out, and at no other time.
 */

const trigger = new HetznerRobotTrigger();
const nodeTypes = { getByName: () => trigger, getByNameAndVersion: () => trigger, getKnownTypes: () => ({}) } as unknown as INodeTypes;

/** n8n's own, without what it logs and traces to. */
function executor(): PollTriggerExecutor {
	const span = async (_options: unknown, run: (span: object) => Promise<unknown>) => await run({ setStatus: () => {} });
	const tracing = { startSpan: span, startNewTraceSpan: span, pickWorkflowAttributes: () => ({}), pickNodeAttributes: () => ({}) };
	const logger = { scoped: () => ({ debug: () => {}, error: () => {} }) };
	return new PollTriggerExecutor(logger as never, new TriggersAndPollers(), tracing as never, {} as never);
}

/** One item of the trigger. */
export type Event = IDataObject & { event: string; eventId: string };

export interface PollingOptions {
	credential: Credential;
	parameters: INodeParameters;
	/** Tells several workflows apart. */
	id?: string;
	nodeName?: string;
	/** How long n8n lets a poll take, in milliseconds; an n8n that does not say so unless told. */
	budget?: number;
}

/** A published workflow with the trigger in an n8n that can be killed and started again. */
export class Polling {
	/** Everything that was put out, in order: each is a started workflow. */
	readonly started: Event[][] = [];
	/** What failed polls said. */
	readonly errors: NodeApiError[] = [];
	/** The static data in the database. */
	saved: IDataObject = {};
	/** Whether n8n is killed in the moment between the start of a workflow and the writing of the database. */
	killAtNextStart = false;
	options: PollingOptions;
	#workflow: Workflow | undefined;
	#poll: ((isActivation?: boolean) => Promise<void>) | undefined;

	constructor(options: PollingOptions) {
		this.options = options;
	}

	get events(): Event[] {
		return this.started.flat();
	}

	/** What n8n holds in memory. */
	get memory(): IDataObject {
		return JSON.parse(JSON.stringify(this.#workflow?.staticData ?? {})) as IDataObject;
	}

	/** Starts n8n, or publishes the workflow: polls once, and writes the static data. Rejects as n8n refuses the activation. */
	async start(changes: Partial<PollingOptions> = {}): Promise<void> {
		Object.assign(this.options, changes);
		const node = nodeOf(this.options);
		const workflow = workflowOf(node, this.saved);
		this.#workflow = workflow;
		const context = new PollContext(workflow, node, additionalData(this.options.credential), 'trigger', 'init', (data) => this.#emit(data), (error) => {
			this.errors.push(error as NodeApiError);
		});
		const { budget } = this.options;
		Object.assign(context, { getPollBudgetMs: budget === undefined ? undefined : () => budget });
		this.#poll = executor().create(workflow, node, context, () => this.#workflow === workflow);
		await this.#poll(true);
		this.#save();
	}

	/** One poll of the schedule. */
	async tick(): Promise<void> {
		await this.#poll?.();
	}

	/** A poll of the schedule some time later: what it put out. A poll that failed rejects with what it said. */
	async next(seconds = 600): Promise<Event[]> {
		const [starts, failures] = [this.started.length, this.errors.length];
		pass(seconds);
		await this.tick();
		if (this.errors.length > failures) throw this.errors[failures] as Error;
		return this.started.slice(starts).flat();
	}

	/** Ends n8n without a warning: what is not in the database is lost. */
	kill(): void {
		this.#workflow = undefined;
		this.#poll = undefined;
	}

	get isRunning(): boolean {
		return this.#workflow !== undefined;
	}

	/** The items of "Fetch Test Event". */
	async test(): Promise<Event[]> {
		const workflow = this.#workflow ?? workflowOf(nodeOf(this.options), this.saved);
		const node = Object.values(workflow.nodes)[0]!;
		const context = new PollContext(workflow, node, additionalData(this.options.credential), 'manual', 'manual');
		return ((await trigger.poll.call(context)) ?? []).flat().map(({ json }) => json as Event);
	}

	#emit(data: INodeExecutionData[][]): void {
		this.started.push(data.flat().map(({ json }) => structuredClone(json) as Event));
		if (!this.killAtNextStart) return this.#save();
		this.killAtNextStart = false;
		this.kill();
	}

	#save(): void {
		if (this.#workflow?.staticData.__dataChanged !== true) return;
		this.saved = this.memory;
		this.#workflow.staticData.__dataChanged = false;
	}
}

/** The hints that the editor shows for these parameters. */
export function hintsFor(parameters: INodeParameters): string[] {
	const node = nodeOf({ credential: { username: '', password: '', baseUrl: '' }, parameters });
	const { expression } = workflowOf(node, {});
	const isShown = (condition: string) => expression.getSimpleParameterValue(node, condition, 'internal', {});
	return (trigger.description.hints ?? []).filter(({ displayCondition }) => isShown(displayCondition!) === true).map(({ message }) => message);
}

/** Fills the editor's choice of Storage Boxes. */
export async function loadStorageBoxes(credential: Credential): Promise<INodePropertyOptions[]> {
	const node = nodeOf({ credential, parameters: {} });
	const context = new LoadOptionsContext(workflowOf(node, {}), node, { ...additionalData(credential), currentNodeParameters: {} }, 'parameters');
	return await trigger.methods.loadOptions.getStorageBoxes.call(context);
}

const nodeOf = ({ id = '1', parameters, nodeName = 'Hetzner Robot Trigger' }: PollingOptions): INode => ({
	id,
	name: nodeName,
	type: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: { robotApi: { id: '1', name: 'Robot' } },
});

const workflowOf = (node: INode, staticData: IDataObject) =>
	new Workflow({ id: node.id, nodes: [node], connections: {}, nodeTypes, active: true, staticData: JSON.parse(JSON.stringify(staticData)) as IDataObject });

function additionalData(credential: Credential): IWorkflowExecuteAdditionalData {
	const credentialsHelper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		authenticate: async (data: ICredentialDataDecryptedObject, _type: string, options: object) => ({
			...options,
			auth: { username: data.username, password: data.password },
		}),
		getDecrypted: async () => ({ ...credential }),
	};
	return { credentialsHelper, variables: {} } as unknown as IWorkflowExecuteAdditionalData;
}
