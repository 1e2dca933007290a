import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../demo/examples.mts';
import { ROOT } from '../../demo/paths.mts';

/** Debian's Chromium, unless CHROMIUM names another one. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether the pictures in docs/ are taken anew: `SCREENSHOTS=1 npm run e2e`. Else they go to a temporary folder. */
export const TAKES_SCREENSHOTS = Boolean(process.env.SCREENSHOTS);

const SCREENSHOTS = TAKES_SCREENSHOTS ? join(ROOT, 'docs') : join(tmpdir(), 'hetzner-robot-screenshots');

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

	static async signIn(url: string): Promise<Editor> {
		const browser = await chromium.launch({
			executablePath: CHROMIUM,
			args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
		});
		const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		page.setDefaultTimeout(60_000);
		// The editor asks npm's registry about community nodes: tests reach nothing outside.
		await page.route(
			(address) => address.protocol.startsWith('http') && address.origin !== url,
			(route) => route.abort(),
		);
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

	async screenshot(name: string): Promise<void> {
		await mkdir(SCREENSHOTS, { recursive: true });
		const toast = this.page.locator('.el-notification');
		if (TAKES_SCREENSHOTS) {
			await this.page.mouse.move(700, 760);
			await toast.first().waitFor({ state: 'hidden' });
		}
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
	}

	async close(): Promise<void> {
		await this.#browser.close();
	}
}
