/** The part of the editor's REST API that the demo and the end-to-end tests use. */
import { request } from 'undici';

export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface Credential extends CredentialInput {
	id: string;
}

export interface Workflow {
	id: string;
	name: string;
	nodes: Array<Record<string, unknown> & { name: string; type: string }>;
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	active?: boolean;
	versionId?: string;
}

/** What the editor sends to fill a list. */
export interface ListInput {
	nodeTypeAndVersion: { name: string; version: number };
	path: string;
	methodName: string;
	currentNodeParameters: Record<string, unknown>;
	credentials: Record<string, { id: string; name: string }>;
}

/** An execution as listed; `data` is only in a single one. */
export interface Execution {
	id: string;
	status: string;
	finished: boolean;
	data?: string;
}

export class N8nClient {
	#cookie = '';
	readonly #url: string;

	/** @param url n8n's address without a trailing slash */
	constructor(url: string) {
		this.#url = url;
	}

	/** Creates the owner in a new n8n, or logs in to one that has it. */
	async signIn(owner: Owner): Promise<void> {
		const { userManagement } = (await this.#call('GET', '/settings')) as { userManagement: { showSetupOnFirstLoad: boolean } };
		if (userManagement.showSetupOnFirstLoad) await this.#call('POST', '/owner/setup', owner);
		else await this.#call('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	async findCredential(name: string): Promise<Credential | undefined> {
		const all = (await this.#call('GET', '/credentials')) as Credential[];
		return all.find((credential) => credential.name === name);
	}

	async createCredential(credential: CredentialInput): Promise<Credential> {
		return (await this.#call('POST', '/credentials', credential)) as Credential;
	}

	async updateCredential(id: string, credential: CredentialInput): Promise<void> {
		await this.#call('PATCH', `/credentials/${id}`, credential);
	}

	/** What the editor's credential form does after saving: `status` is "OK" or "Error". */
	async testCredential(credential: Credential): Promise<{ status: string; message: string }> {
		return (await this.#call('POST', '/credentials/test', { credentials: credential })) as { status: string; message: string };
	}

	async findWorkflow(id: string): Promise<Workflow | undefined> {
		const all = (await this.#call('GET', '/workflows')) as Workflow[];
		return all.some((workflow) => workflow.id === id) ? await this.workflow(id) : undefined;
	}

	async workflow(id: string): Promise<Workflow> {
		return (await this.#call('GET', `/workflows/${id}`)) as Workflow;
	}

	async createWorkflow(workflow: Partial<Workflow>): Promise<Workflow> {
		return (await this.#call('POST', '/workflows', workflow)) as Workflow;
	}

	/** Publishes the current version: its webhooks and schedules start to work. */
	async activateWorkflow({ id, versionId }: Workflow): Promise<void> {
		await this.#call('POST', `/workflows/${id}/activate`, { versionId });
	}

	async deactivateWorkflow(id: string): Promise<void> {
		await this.#call('POST', `/workflows/${id}/deactivate`);
	}

	/** Runs a workflow from one of its triggers, as the editor's button does; returns the execution's id. */
	async runWorkflow(id: string, triggerName: string): Promise<string> {
		const { executionId } = (await this.#call('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: triggerName } })) as { executionId: string };
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		return (await this.#call('GET', `/executions/${id}`)) as Execution;
	}

	/** The executions of a workflow that failed, newest first. */
	async failedExecutions(workflowId: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['error'] }));
		return ((await this.#call('GET', `/executions?filter=${filter}&limit=100`)) as { results: Execution[] }).results;
	}

	/** Ends a running execution, as the editor's stop button does. */
	async stopExecution(id: string): Promise<void> {
		await this.#call('POST', `/executions/${id}/stop`);
	}

	/** What a searchable list of a node's parameter shows. */
	async searchList(list: ListInput): Promise<Array<{ name: string; value: string }>> {
		const { results } = (await this.#call('POST', '/dynamic-node-parameters/resource-locator-results', list)) as { results: Array<{ name: string; value: string }> };
		return results;
	}

	async #call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<unknown> {
		const reply = await request(`${this.#url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.#cookie },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await reply.body.text();
		if (reply.statusCode >= 400) throw new Error(`n8n answered ${method} ${path} with ${reply.statusCode}: ${text}`);
		for (const cookie of [reply.headers['set-cookie'] ?? []].flat()) {
			if (cookie.startsWith('n8n-auth=')) this.#cookie = cookie.split(';')[0]!;
		}
		return (JSON.parse(text) as { data: unknown }).data;
	}
}
