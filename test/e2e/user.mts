import type { Locator, Page } from 'playwright-core';
import type { Effort } from '../../tools/usability.mts';

/** Somebody at n8n's editor. Every click and every typed field goes through `click` and `type`, so that the effort is measured. */
export class User {
	readonly page: Page;
	readonly #url: string;
	#clicks = 0;
	#fields = 0;

	/** @param url n8n's address without a trailing slash */
	constructor(page: Page, url: string) {
		this.page = page;
		this.#url = url;
	}

	get effort(): Effort {
		return { clicks: this.#clicks, fields: this.#fields };
	}

	/** An empty canvas: what is counted begins here. */
	async begin(): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/new`);
		await this.part('canvas-add-button').waitFor();
		this.#clicks = 0;
		this.#fields = 0;
	}

	async click(target: Locator): Promise<void> {
		await target.click();
		this.#clicks++;
	}

	/** Types into a field: one that has not the focus yet is clicked first. */
	async type(field: Locator, text: string): Promise<void> {
		await field.waitFor();
		if (!(await field.evaluate((element) => element === element.ownerDocument.activeElement))) await this.click(field);
		await field.fill(text);
		this.#fields++;
	}

	/** Everything that n8n marks for tests. */
	part(testId: string, text?: string | RegExp): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`, text === undefined ? {} : { hasText: text });
	}

	/** The field of a parameter. */
	parameter(name: string): Locator {
		return this.part(`parameter-input-${name}`);
	}

	/** Begins a workflow with an entry of the node panel that needs no choice below it. */
	async startWith(search: string, node: string): Promise<void> {
		await this.click(this.part('canvas-add-button'));
		await this.find(search, node);
		await this.part('ndv').waitFor();
	}

	/** Begins a workflow with one of a node's triggers. */
	async startOn(search: string, node: string, event: string): Promise<void> {
		await this.click(this.part('canvas-add-button'));
		await this.find(search, node);
		await this.#take(event);
	}

	/** Begins a workflow with one of a node's actions, which n8n folds below a node's triggers: it adds a start by hand. */
	async startToDo(search: string, node: string, action: string): Promise<void> {
		await this.click(this.part('canvas-add-button'));
		await this.find(search, node);
		const actions = this.part('node-creator-category-item', 'Actions');
		await actions.waitFor();
		if (await this.page.locator('[data-category-collapsed="true"]', { has: actions }).isVisible()) await this.click(actions);
		await this.#take(action);
	}

	/** Finds an entry in the open node panel. */
	async find(search: string, entry: string): Promise<void> {
		await this.type(this.part('node-creator-search-bar'), search);
		await this.click(this.entry(entry));
	}

	entry(name: string): Locator {
		return this.part('node-creator-item-name', exactly(name)).first();
	}

	async #take(action: string): Promise<void> {
		await this.click(this.entry(action));
		await this.part('ndv').waitFor();
	}

	/** Chooses an option of a dropdown. */
	async choose(parameter: string, option: string | RegExp): Promise<void> {
		await this.click(this.parameter(parameter));
		await this.click(this.option(option));
	}

	/** An entry of the dropdown that is open. */
	option(name: string | RegExp): Locator {
		return this.page.locator('.el-select-dropdown__item:visible .option-headline', { hasText: typeof name === 'string' ? exactly(name) : name });
	}

	/** Unticks options of a dropdown of which several are chosen. */
	async untick(parameter: string, options: string[]): Promise<void> {
		await this.click(this.parameter(parameter));
		for (const option of options) await this.click(this.option(option));
	}

	/** Picks an entry of a list with a search of its own. */
	async pick(parameter: string, entry: string | RegExp): Promise<void> {
		await this.click(this.part(`resource-locator-${parameter}`).locator('[data-test-id="rlc-input"]'));
		await this.click(this.part('rlc-item', entry).first());
	}

	async fill(parameter: string, text: string): Promise<void> {
		await this.type(this.parameter(parameter).locator('input, textarea'), text);
	}

	/** Adds one of the fields that are shown on demand. */
	async add(button: string, field: string): Promise<void> {
		await this.click(this.page.getByPlaceholder(button, { exact: true }).or(this.part('collection-parameter-add', button)));
		await this.click(this.page.locator('.el-select-dropdown__item:visible', { hasText: exactly(field) }));
	}

	async toggle(parameter: string): Promise<void> {
		await this.click(this.parameter(parameter).locator('.el-switch, [role="switch"]').first());
	}

	/** Leaves a parameter to the model of an agent. */
	async leaveToModel(parameter: string): Promise<void> {
		await this.click(
			this.part('parameter-item')
				.filter({ has: this.parameter(parameter) })
				.locator('[data-test-id="from-ai-override-button"]'),
		);
	}

	/** Closes the panel of a node that cannot run by itself: on the canvas it must not show that something is missing. */
	async finish(node: string): Promise<void> {
		await this.click(this.part('ndv-close-button'));
		const onCanvas = this.part('canvas-node', node);
		await onCanvas.waitFor();
		if (await onCanvas.locator('[data-test-id="node-issues"]').isVisible()) throw new Error(`${node} has issues`);
	}

	/** Executes the open node, until n8n shows it green. */
	async execute(): Promise<void> {
		await this.click(this.part('node-execute-button'));
		await this.part('node-run-status-success').waitFor();
	}
}

export const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
