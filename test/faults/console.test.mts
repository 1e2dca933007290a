import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { exchanges, type Exchange } from '../contract/console/exchanges.mts';
import { contract } from '../contract/console/contract.mts';
import type { NodeResult } from '../support/engine.mts';
import { stubConsole, TOKEN, type StubReply } from '../support/stubConsole.mts';
import { consoleTroubles, readOnlyToken, type ConsoleSeen, type ConsoleTrouble } from './consoleTable.mts';

/** Every operation of Storage Boxes meets every trouble at its own request, in n8n's engine. */

const console = stubConsole();

const SECRETS = [TOKEN, 'Correct-Horse-7'];

const rows = contract.map((endpoint) => {
	const exchange = exchanges.find((entry) => entry.endpoint === `${endpoint.method} ${endpoint.path}`)!;
	// What is read before and after stands around it.
	const own = exchange.requests.findIndex(([request]) => request.startsWith(`${endpoint.method} `) && endpoint.effect !== 'read');
	return { endpoint, exchange, own: exchange.requests[Math.max(0, own)]![0], title: exchange.endpoint };
});

/** A second of patience, where the operation has any. */
const impatient = ({ parameters }: Exchange, isAction: boolean): INodeParameters => (isAction ? { ...parameters, options: { maximumWait: 1 } } : parameters);

let cells = 0;

async function meet({ endpoint, exchange, own }: (typeof rows)[number], { reply, times = Infinity }: ConsoleTrouble): Promise<{ seen: ConsoleSeen; run: NodeResult }> {
	let met = 0;
	const before = console.requests().length;
	console.answer(({ method, path, text }): StubReply => {
		const request = [method, path, ...(text === undefined ? [] : [text])].join(' ');
		if (request === own && ++met <= times) return reply;
		const good = exchange.requests.find(([known]) => known === request)?.[1];
		// An action that has ended is not looked at.
		return (good && endedAtOnce(good)) ?? { status: 418, body: `unexpected: ${request}` };
	});
	const run = await console.run(impatient(exchange, endpoint.action));
	const requests = console
		.sent()
		.slice(before)
		.filter((request) => request === own).length;
	cells += 1;
	return { seen: { requests, message: run.error?.message ?? null, advice: run.error?.description ?? undefined }, run };
}

function endedAtOnce(reply: StubReply): StubReply {
	const { action } = (reply.body ?? {}) as { action?: object };
	return action && 'command' in action ? { ...reply, body: { ...(reply.body as object), action: { ...action, status: 'success' } } } : reply;
}

/** A refusal about a thing names it; which one differs from row to row. */
const plain = (message: string | null) => message?.replace(/^(Storage Box|Snapshot|Sub-Account|Storage Box Type|Action) \d+: /, '').replace(/127\.0\.0\.1:\d+/, '{host}') ?? null;

const expected = ({ requests, message, advice }: ConsoleSeen): ConsoleSeen => ({
	requests,
	message,
	advice: advice === undefined ? (expect.anything() as never) : (expect.stringContaining(advice) as never),
});

function compare(seen: ConsoleSeen, wanted: ConsoleSeen): void {
	const got = { ...seen, message: plain(seen.message), advice: seen.advice ?? '' };
	expect(got).toEqual(wanted.message === null ? { requests: wanted.requests, message: null, advice: '' } : expected(wanted));
}

function withoutSecrets({ error, outputs }: NodeResult): void {
	const text =
		JSON.stringify(outputs) + (error === undefined ? '' : [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 8, showHidden: true })].join('\n'));
	expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
}

describe.each(rows)('$title', (row) => {
	const isRead = row.endpoint.effect === 'read';

	it.each(isRead ? consoleTroubles : [...consoleTroubles, readOnlyToken])('meets $name', async (trouble) => {
		// Else a creation with an unknown outcome holds the next one back.
		processMemory.forget();
		const { seen, run } = await meet(row, trouble);
		compare(seen, isRead ? trouble.read : trouble.change);
		withoutSecrets(run);
		if (!trouble.again) return;
		const again = await meet(row, trouble);
		compare(again.seen, trouble.again);
		withoutSecrets(again.run);
	});
});

describe('one operation of each effect', () => {
	const chosen = [
		'GET /storage_boxes/{storageBoxId}',
		'POST /storage_boxes/{storageBoxId}/snapshots',
		'POST /storage_boxes/{storageBoxId}/actions/reset_password',
		'DELETE /storage_boxes/{storageBoxId}',
		'POST /storage_boxes',
	];

	it.each(rows.filter(({ title }) => chosen.includes(title)))('$title is not sent where no connection comes about', async ({ exchange, endpoint }) => {
		const run = await console.run(impatient(exchange, endpoint.action), { credential: { apiToken: TOKEN, baseUrl: 'http://127.0.0.1:1/v1' } });
		expect(run.error?.message).toBe('127.0.0.1:1, or the proxy that n8n uses, refused the connection');
		expect(run.error?.description).toContain('Nothing was sent.');
		expect(console.sent()).toEqual([]);
	});

	it.each(rows.filter(({ title }) => chosen.includes(title)))('$title waits for no answer that never comes', async (row) => {
		jest.spyOn(processMemory, 'timeoutOf').mockReturnValue(1);
		const { seen } = await meet(row, { name: '', reply: { hang: true }, read: { requests: 3, message: '' }, change: { requests: 1, message: '' } });
		const isRead = row.endpoint.effect === 'read';
		expect(seen).toMatchObject({ requests: isRead ? 3 : 1, message: expect.stringMatching(/did not answer within 1 second(\.| |$)/) });
		expect(seen.advice?.includes('It is unknown whether')).toBe(!isRead);
	});
});

afterAll(() => void process.stdout.write(`${cells} cells: ${rows.length} operations of Hetzner Console\n`));
