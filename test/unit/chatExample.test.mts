import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import { nodeOf, workflowOf } from '../support/n8n.mts';

/** Which server a chat message means: only what is plainly a command resets one. */

interface Assignment extends INodeParameters {
	value: string;
}

const { nodes } = JSON.parse(readFileSync('workflows/chat-reset-command.json', 'utf8')) as { nodes: INode[] };
const read = nodes.find(({ name }) => name === 'Read Command')!.parameters as { assignments: { assignments: Assignment[] } };
const [{ value: expression } = { value: '' }] = read.assignments.assignments;

function serverIn(text: unknown): unknown {
	const node = nodeOf({ name: 'Read Command', type: 'n8n-nodes-base.set', parameters: {} });
	const workflow = workflowOf(node, { description: { properties: [] } } as unknown as INodeType);
	return workflow.expression.getParameterValue(expression, null, 0, 0, node.name, [{ json: { body: { text } } }] as never, 'manual', {});
}

it.each([
	['reset web1', 'web1'],
	['RESET WEB1', 'WEB1'],
	[' please reset web1 ', 'web1'],
	['Hey, please reset web1!', 'web1'],
	['reset 321', '321'],
	['reset db (old)', 'db (old)'],
	['reset web1, please.', 'web1'],
	['reset please', 'please'],
])('%j means %j', (text, server) => {
	expect(serverIn(text)).toBe(server);
});

it.each(['do not reset web1', "please don't reset web1", 'when did you reset web1', 'resets web1', 'reset', 'reset  ', 'preset web1', '', 42, null, undefined])(
	'%j is no command',
	(text) => {
		expect(serverIn(text)).toBe('');
	},
);

it.each(['reset web1?', 'reset web1 and web2', 'reset web1 tomorrow'])('%j means no server but one of such a name', (text) => {
	expect(serverIn(text)).toBe(text.replace('reset ', ''));
});
