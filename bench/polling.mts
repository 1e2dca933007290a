/** The built trigger, polled by n8n's own executor. */
import type * as Core from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType, Workflow } from 'n8n-workflow';
import { additionalData, built, ofN8n, workflowOf } from './n8n.mts';

const { HetznerRobotTrigger } = built<{ HetznerRobotTrigger: new () => INodeType }>('nodes/HetznerRobot/HetznerRobotTrigger.node.js');
const { PollContext, PollTriggerExecutor, TriggersAndPollers } = ofN8n<typeof Core>('n8n-core');

/** A published workflow with the trigger. */
export class Published {
	/** What polls have put out. */
	readonly items: INodeExecutionData[] = [];
	private readonly workflow: Workflow;
	/** A poll of the schedule; the first is that of the activation. */
	readonly poll: (isActivation?: boolean) => Promise<void>;

	constructor(parameters: INodeParameters) {
		const { workflow, node } = workflowOf({ type: new HetznerRobotTrigger(), name: 'n8n-nodes-hetzner-robot.hetznerRobotTrigger', credential: 'robotApi', parameters });
		node.credentials = Object.fromEntries(['robotApi', 'hetznerConsoleApi'].map((name) => [name, { id: '1', name }]));
		const emit = (data: INodeExecutionData[][]) => void this.items.push(...data.flat());
		const context = new PollContext(workflow, node, additionalData(), 'trigger', 'activate', emit, (error: Error) => {
			throw error;
		});
		this.workflow = workflow;
		this.poll = executor().create(workflow, node, context, () => true);
	}

	/** What n8n writes into its database with each event, in bytes. */
	get staticData(): number {
		return Buffer.byteLength(JSON.stringify(this.workflow.staticData as IDataObject));
	}
}

/** n8n's own, without what it logs and traces to. */
function executor(): Core.PollTriggerExecutor {
	const span = async (_options: unknown, run: (span: object) => Promise<unknown>) => await run({ setStatus: () => {} });
	const tracing = { startSpan: span, startNewTraceSpan: span, pickWorkflowAttributes: () => ({}), pickNodeAttributes: () => ({}) };
	const logger = { scoped: () => ({ debug: () => {}, error: () => {} }) };
	return new PollTriggerExecutor(logger as never, new TriggersAndPollers(), tracing as never, {} as never);
}
