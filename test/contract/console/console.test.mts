import { describe, expect, it } from '@jest/globals';
import { pathParameters } from '../../../nodes/common/http/endpoint.ts';
import { effectOf } from '../../../nodes/common/operation/effects.ts';
import type { Field, Operation } from '../../../nodes/common/operation/operation.ts';
import { resources } from '../../../nodes/HetznerStorageBox/resources/index.ts';
import { stubConsole, TOKEN } from '../../support/stubConsole.mts';
import { contract, type ContractEndpoint } from './contract.mts';
import { exchanges, type Exchange } from './exchanges.mts';
import { consoleJobs } from './jobs.mts';

/** The contract of Hetzner Console's API: names, requests and replies. */

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

const operationOf = ({ resource, operation }: ContractEndpoint): Operation =>
	resources.find(({ value }) => value === resource)!.operations.find(({ value }) => value === operation)!;

const console = stubConsole();

describe('the operations', () => {
	it('are those of the contract, by its names, and those of several requests', () => {
		const all = resources.flatMap(({ value, operations }) => operations.map((operation) => ({ name: `${value}: ${operation.value}`, operation })));
		const jobs = new Map(consoleJobs.map(({ resource, operation, effect }) => [`${resource}: ${operation}`, effect]));
		const own = all.filter(({ name }) => !jobs.has(name)).map(({ name, operation }) => `${name}, ${nameOf(operation.calls[0]!.endpoint)}, ${effectOf(operation)}`);
		expect(own.sort()).toEqual(contract.map((entry) => `${entry.resource}: ${entry.operation}, ${nameOf(entry)}, ${entry.effect}`).sort());
		expect(contract).toHaveLength(31);
		expect(all.filter(({ name }) => jobs.has(name)).map(({ name, operation }) => [name, effectOf(operation)])).toEqual([...jobs]);
	});

	it('are all tried', () => {
		expect(exchanges.map(({ endpoint }) => endpoint)).toEqual(contract.map(nameOf));
	});
});

const camelCase = (name: string) => name.replace(/^access_settings\./, '').replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

describe.each(contract.map((endpoint) => ({ endpoint, title: `${endpoint.resource}: ${endpoint.operation}` })))('$title', ({ endpoint }) => {
	const operation = operationOf(endpoint);
	const inner = operation.fields.flatMap((field) => (field.fields ?? []).map((own): [string, Field] => [field.property.name, own]));
	const alone = operation.fields.filter(({ fields, property }) => !fields && property.type !== 'notice').map(({ property }) => property.name);
	const inCollection = (name: string) => inner.filter(([collection]) => collection === name).map(([, { property }]) => property.name);

	it('has the parameters of the contract where the contract has them', () => {
		const isList = endpoint.reply.type === 'list';
		const optional = [...endpoint.query.filter((name) => !['page', 'per_page'].includes(name)), ...endpoint.body].filter((name) => !endpoint.required.includes(name));
		const isUpdate = ['update', 'updateAccessSettings'].includes(endpoint.operation);
		const collection = endpoint.method === 'GET' ? 'filters' : isUpdate ? 'updateFields' : 'additionalFields';
		const isPath = endpoint.operation === 'getFolders';
		const withJson = (names: string[]) => names.flatMap((name) => (name === 'labels' ? ['labels', 'labelsJson'] : [name]));
		const required = endpoint.required.flatMap((name) => (name === 'password' ? ['generatePassword', 'password'] : [camelCase(name)]));

		expect([...alone].sort()).toEqual(
			[
				...pathParameters(endpoint.path),
				...(isList ? ['limit', 'returnAll'] : []),
				...required,
				...(isPath ? ['path'] : []),
				...(operation.calls[0]!.output ? ['fields', 'output'] : []),
			].sort(),
		);
		expect(inCollection(collection).sort()).toEqual(isPath ? [] : withJson(optional.map(camelCase)).sort());
		expect(inCollection('options').filter((name) => !/Price$|^dryRun$|^onlyIfDifferent$/.test(name))).toEqual(endpoint.action ? ['maximumWait', 'waitForCompletion'] : []);
	});

	it('asks what is written, and puts out what is written', async () => {
		await expectExchange(exchanges.find((entry) => entry.endpoint === nameOf(endpoint))!);
	});
});

it.each(consoleJobs)('$resource: $operation asks what is written, and puts out what is written', async ({ exchange }) => {
	await expectExchange(exchange);
});

async function expectExchange({ parameters, requests, items }: Exchange): Promise<void> {
	console.answer(...requests.map(([, reply]) => reply));

	const run = await console.run(parameters);

	expect(run.error).toBeUndefined();
	expect(console.sent()).toEqual(requests.map(([request]) => request));
	expect(run.json).toEqual(items);
	expect(run.outputs[0]!.map((item) => item.pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	for (const { headers, text } of console.requests()) {
		expect(headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, accept: 'application/json' });
		expect(headers['content-type']).toBe(text === undefined ? undefined : 'application/json');
	}
}

it('every input of the contract is on the wire of an exchange', () => {
	const missing = contract.flatMap((endpoint) => {
		const { requests } = exchanges.find((entry) => entry.endpoint === nameOf(endpoint))!;
		const all = requests.map(([request]) => request).join(' ');
		return [...endpoint.query, ...endpoint.body].filter((name) => !new RegExp(`[?&"]${name.split('.').at(-1)!}["=]`).test(all)).map((name) => `${nameOf(endpoint)}: ${name}`);
	});
	expect(missing).toEqual([]);
});
