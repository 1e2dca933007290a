import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

/** Who is Slack: what is acted on has to be what was signed. */

interface Node {
	name: string;
	parameters: { conditions: { conditions: Array<{ leftValue: string }> } };
}

const { nodes } = JSON.parse(readFileSync('workflows/slack-command.json', 'utf8')) as { nodes: Node[] };
const condition = nodes.find(({ name }) => name === 'Is It Slack, and New?')!.parameters.conditions.conditions[0]!.leftValue;
const isSlack = (headers: Record<string, string>, given: object = { raw: 'user_id=U1', signature: 'c0ffee' }) => {
	const $ = () => ({ first: () => ({ json: { headers, oldest_seconds: 300 } }) });
	return (new Function('$', '$json', `return ${condition.replace(/^=\{\{|\}\}$/g, '')}`) as (nodes: unknown, json: object) => boolean)($, given);
};

const now = () => String(Math.floor(Date.now() / 1000));
const signed = () => ({ 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': now(), 'x-slack-signature': 'v0=c0ffee' });

it('is who has signed the form', () => {
	expect(isSlack(signed())).toBe(true);
	expect(isSlack({ ...signed(), 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' })).toBe(true);
});

// n8n gives the fields of a multipart form as the body, and a file of it that is called `data` in the place of the body as sent.
it.each(['multipart/form-data; boundary=x', 'application/json', 'text/plain', 'application/x-www-form-urlencoded-too', ''])(
	'is nobody who sends %j: the body would not be what was signed',
	(type) => {
		expect(isSlack({ ...signed(), 'content-type': type })).toBe(false);
	},
);

it('is nobody without a kind of body, a time or a signature', () => {
	for (const missing of Object.keys(signed())) expect(isSlack(Object.fromEntries(Object.entries(signed()).filter(([name]) => name !== missing)))).toBe(false);
});

it('is nobody whose body as sent is missing, whatever the signature is of', () => {
	expect(isSlack(signed(), { error: 'There is no file', signature: 'c0ffee' })).toBe(false);
});
