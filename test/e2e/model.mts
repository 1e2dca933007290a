import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A language model on this computer that says what a test tells it to, as OpenAI's chat completions do. */

interface Message {
	role: string;
	content: unknown;
}

/** What n8n asks of the model: all that the model knows. */
export interface Question {
	messages: Message[];
	tools: Array<{ function: { name: string; description: string; parameters: { properties: Record<string, unknown> } } }>;
}

/** The model calls a tool, or says something. */
export type Answer = { call: string; fields: Record<string, unknown> } | { say: string };

export interface Model {
	url: string;
	/** What it says to the next questions, one after another. */
	answer: (...answers: Answer[]) => void;
	questions: Question[];
	/** What a tool has told the model last. */
	told: () => unknown;
	close: () => void;
}

export async function startModel(): Promise<Model> {
	const questions: Question[] = [];
	let answers: Answer[] = [];
	const server: Server = createServer((request, response) => {
		void json(request).then((question) => {
			questions.push(question as Question);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(questions.length, answers.shift() ?? { say: 'nothing to say' })));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		answer: (...next) => void (answers = next),
		questions,
		told: () => questions.at(-1)?.messages.findLast(({ role }) => role === 'tool')?.content,
		close: () => void server.close(),
	};
}

function completion(number: number, answer: Answer): unknown {
	const calls = 'call' in answer && [{ id: `call_${number}`, type: 'function', function: { name: answer.call, arguments: JSON.stringify(answer.fields) } }];
	const message = calls ? { role: 'assistant', content: null, tool_calls: calls } : { role: 'assistant', content: (answer as { say: string }).say };
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'stub',
		choices: [{ index: 0, message, finish_reason: calls ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
