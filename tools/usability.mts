/** Makes docs/usability.md out of a run of the browser tests. `npm run usability` writes it. */

export const USABILITY_PAGE = 'docs/usability.md';

/** What a task takes. */
export interface Effort {
	clicks: number;
	/** Fields that something was typed into. */
	fields: number;
}

export interface Measured {
	name: string;
	node: Effort;
	/** With the HTTP Request node, where it was measured. */
	http?: Effort;
}

const NOT_MEASURED = '–';

export const usabilityPage = (all: Measured[]): string => `${HEAD}\n\n${TABLE_HEAD}\n${all.map(row).join('\n')}\n\n${REST}\n`;

const row = ({ name, node, http }: Measured): string => `| ${[name, ...cells(node), ...(http ? cells(http) : [NOT_MEASURED, NOT_MEASURED])].join(' | ')} |`;

const cells = ({ clicks, fields }: Effort): string[] => [String(clicks), String(fields)];

/** The other way round: what the page says. */
export function measuredIn(page: string): Measured[] {
	const rows = page.split('\n').filter((line) => /^\| .*\d/.test(line));
	return rows.map((line) => {
		const [name, clicks, fields, httpClicks, httpFields] = line.slice(2, -2).split(' | ');
		return { name: name!, node: effort(clicks, fields), ...(httpClicks !== NOT_MEASURED && { http: effort(httpClicks, httpFields) }) };
	});
}

const effort = (clicks: unknown, fields: unknown): Effort => ({ clicks: Number(clicks), fields: Number(fields) });

const HEAD = `# Ten usual tasks

What ten things that people automate most take in n8n's editor, each from an empty canvas until n8n shows it green. Generated from a run in a real n8n with a headless browser and the simulated Robot: \`npm run usability\` writes it, and \`npm run e2e\` fails when a task takes another number of clicks or fields than this page says, or more than its limit in [test/e2e/tasks.mts](../test/e2e/tasks.mts).`;

const TABLE_HEAD = '| Task | Clicks | Typed fields | HTTP Request: clicks | Typed fields |\n| --- | --: | --: | --: | --: |';

const REST = `Every click and every typed field is counted by the tests as it happens, the search in the node panel and the click on *Execute step* included. A field that has not the focus yet takes a click, too. Credentials are there before in both columns, and n8n chooses them by itself.

Under *HTTP Request* the same requests are made with n8n's HTTP Request node, driven and counted in the same way. It is the way of somebody who has looked up address, method, fields, the number of the server and the rules of its firewall in Robot's documentation or web interface beforehand, which is not counted. What it leaves to the workflow is not counted either: lists come out wrapped in objects, request limits and busy servers are errors, and a snapshot is put out before it is there. "–" marks what was not counted there: what takes several requests, dates that somebody computes first, a trigger or a tool.

The agent is set up as far as the editor allows it without a chat model: a review in the chat stands between the agent and the tool, the model fills in the server, and n8n finds nothing missing in the tool.`;
