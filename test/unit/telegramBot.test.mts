import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

/** Telegram takes at most 64 bytes with a button, and refuses a message whole that has more. */

interface Node {
	name: string;
	parameters: { replyMarkup?: string };
}

const { nodes } = JSON.parse(readFileSync('workflows/telegram-bot.json', 'utf8')) as { nodes: Node[] };
const markup = nodes.find(({ name }) => name === 'Answer')!.parameters.replyMarkup!;
const markupFor = (confirm: string) => (new Function('$json', `return ${markup.replace(/^=\{\{|\}\}$/g, '')}`) as (json: object) => unknown)({ confirm });

const rescue = (server: string) => `/rescue ${server} confirm tp5v64`;

it.each([
	['', 'none'],
	[rescue('web1'), 'inlineKeyboard'],
	[rescue('x'.repeat(41)), 'inlineKeyboard'],
	[rescue('x'.repeat(42)), 'none'],
	[rescue('ü'.repeat(20)), 'inlineKeyboard'],
	[rescue('ü'.repeat(21)), 'none'],
	[rescue('🖥'.repeat(11)), 'none'],
])('under %j stands %s', (confirm, expected) => {
	expect(markupFor(confirm)).toBe(expected);
});
