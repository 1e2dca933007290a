import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../demo/examples.mts';

/** Debian's Chromium, unless CHROMIUM names another one. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// The editor asks npm's registry about community nodes: tests reach nothing outside. Playwright's own way to stop that switches the cache off, and each page would take seconds more.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** n8n's editor in a headless browser, signed in as the owner. */
export class Editor {
	readonly #browser: Browser;
	readonly #url: string;
	readonly page: Page;

	private constructor(browser: Browser, page: Page, url: string) {
		this.#browser = browser;
		this.page = page;
		this.#url = url;
	}

	/** @param slowMo milliseconds between two steps, for people who look on */
	static async signIn(url: string, { slowMo }: { slowMo?: number } = {}): Promise<Editor> {
		const browser = await chromium.launch({
			executablePath: CHROMIUM,
			args: ARGUMENTS,
			slowMo,
		});
		const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		page.setDefaultTimeout(60_000);
		await page.goto(`${url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await page.locator('input[type=password]').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL(/\/(home|workflow)/);
		return new Editor(browser, page, url);
	}

	/** Everything that n8n marks for tests. */
	part(testId: string, text?: string | RegExp): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`, text === undefined ? {} : { hasText: text });
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Opens the node panel at the actions of a node. In a workflow without a trigger they would be folded below the triggers. */
	async findNode(name: string): Promise<void> {
		await this.part('node-creator-plus-button').click();
		await this.part('node-creator-search-bar').fill(name);
		await this.part('node-creator-item-name', new RegExp(`^${name}$`)).click();
	}

	/** A picture of all that is to be seen, without n8n's messages about what was done. */
	async screenshot(path: string): Promise<void> {
		await this.page.mouse.move(700, 760);
		await this.page.locator('.el-notification').first().waitFor({ state: 'hidden' });
		await this.page.screenshot({ path, animations: 'disabled' });
	}

	async close(): Promise<void> {
		await this.#browser.close();
	}
}
