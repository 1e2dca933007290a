import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, INodePropertyOptions, NodeApiError, Workflow, WorkflowActivateMode } from 'n8n-workflow';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { pass } from './clock.mts';
import { additionalData, editorContext, nodeOf, workflowOf, type AnyCredential } from './n8n.mts';

/**
 * Polls the trigger as n8n does: with n8n's own poll executor, and with the workflow's static data kept where n8n keeps
 * it. n8n writes it to the database at activation and whenever a poll puts something out, and at no other time.
 */

const trigger = new HetznerRobotTrigger();

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
	credential: AnyCredential;
	/** That of Hetzner Console, where both are used. */
	ofConsole?: AnyCredential;
	parameters: INodeParameters;
	/** Tells several workflows apart. */
	id?: string;
	nodeName?: string;
	/** The workflow's; n8n's own unless told. */
	timezone?: string;
	/** How long n8n lets a poll take, in milliseconds; an n8n that does not say so unless told. */
	budget?: number;
	/** An n8n that is so old that a poll can only throw. */
	cannotBeTold?: boolean;
}

/** A published workflow with the trigger in an n8n that can be killed and started again. */
export class Polling {
	/** Everything that was put out, in order: each is a started workflow. */
	readonly started: Event[][] = [];
	/** The troubles that polls told of: each is a failed execution. */
	readonly errors: NodeApiError[] = [];
	/** The static data in the database. */
	saved: IDataObject = {};
	/** Whether n8n is killed in the moment between the start of a workflow and the writing of the database. */
	killAtNextStart = false;
	options: PollingOptions;
	/** Why n8n starts the trigger. */
	#activation: WorkflowActivateMode = 'activate';
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

	/**
	 * Starts n8n, or publishes the workflow: polls once, and writes the static data. Rejects where n8n would give the
	 * trigger up: when the poll throws.
	 */
	async start(changes: Partial<PollingOptions> = {}): Promise<void> {
		Object.assign(this.options, changes);
		const node = triggerNode(this.options);
		const workflow = published(node, this.saved, this.options);
		const activation = this.#activation;
		this.#workflow = workflow;
		const context = new PollContext(
			workflow,
			node,
			additionalData(this.options.credential, this.options.ofConsole),
			'trigger',
			activation,
			(data) => this.#emit(data),
			(error) => {
				this.errors.push(error as NodeApiError);
			},
		);
		const { budget, cannotBeTold } = this.options;
		Object.assign(context, { getPollBudgetMs: budget === undefined ? undefined : () => budget });
		if (cannotBeTold) Object.assign(context, { __emitError: undefined });
		this.#poll = executor().create(workflow, node, context, () => this.#workflow === workflow);
		this.#activation = 'update';
		await this.#poll(true);
		this.#save();
	}

	/** One poll of the schedule. */
	async tick(): Promise<void> {
		await this.#poll?.();
	}

	/** A poll of the schedule some time later: what it put out. Rejects with what it told of a trouble. */
	async next(seconds = 600): Promise<Event[]> {
		const { events, errors } = await this.look(seconds);
		if (errors.length > 0) throw errors[0] as Error;
		return events;
	}

	/** A poll of the schedule some time later: what it put out, and which troubles it told of. */
	async look(seconds = 600): Promise<{ events: Event[]; errors: NodeApiError[] }> {
		const [starts, failures] = [this.started.length, this.errors.length];
		pass(seconds);
		await this.tick();
		return { events: this.started.slice(starts).flat(), errors: this.errors.slice(failures) };
	}

	/** Ends n8n without a warning: what is not in the database is lost. */
	kill(): void {
		this.#workflow = undefined;
		this.#poll = undefined;
		this.#activation = 'init';
	}

	/** The workflow is switched off. */
	switchOff(): void {
		this.kill();
		this.#activation = 'activate';
	}

	get isRunning(): boolean {
		return this.#workflow !== undefined;
	}

	/** The items of "Fetch Test Event". */
	async test(): Promise<Event[]> {
		const workflow = this.#workflow ?? published(triggerNode(this.options), this.saved, this.options);
		const node = Object.values(workflow.nodes)[0]!;
		const context = new PollContext(workflow, node, additionalData(this.options.credential, this.options.ofConsole), 'manual', 'manual');
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
	const node = triggerNode({ parameters });
	const { expression } = workflowOf(node, trigger);
	const isShown = (condition: string) => expression.getSimpleParameterValue(node, condition, 'internal', {});
	return (trigger.description.hints ?? []).filter(({ displayCondition }) => isShown(displayCondition!) === true).map(({ message }) => message);
}

/** Fills the editor's choice of Storage Boxes, as Robot has them or as Hetzner Console has them. */
export const loadStorageBoxes = async (
	credential: AnyCredential,
	method: 'getStorageBoxes' | 'getConsoleStorageBoxes' = 'getStorageBoxes',
	parameters: INodeParameters = {},
): Promise<INodePropertyOptions[]> => {
	const events = [method === 'getStorageBoxes' ? 'snapshotCompletedRobot' : 'snapshotCompleted'];
	return await trigger.methods.loadOptions[method].call(editorContext(triggerNode({ parameters: { events, ...parameters } }), trigger, credential));
};

const triggerNode = ({ id, parameters, nodeName = 'Hetzner Robot Trigger' }: Omit<PollingOptions, 'credential'>): INode =>
	nodeOf({ id, name: nodeName, type: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger', parameters });

const published = (node: INode, staticData: IDataObject, { timezone }: Pick<PollingOptions, 'timezone'>): Workflow =>
	workflowOf(node, trigger, { id: node.id, active: true, settings: { timezone }, staticData: JSON.parse(JSON.stringify(staticData)) as IDataObject });
