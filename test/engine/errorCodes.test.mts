import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { executeFilter, type FilterValue, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { by } from '../contract/case.mts';
import type { NodeResult } from '../support/engine.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();

const read: INodeParameters = { resource: 'server', operation: 'get', serverNumber: by('id', '999') };

/** What n8n's If node decides of an item, with the condition that docs/errors.md names. */
function contains(item: unknown, code: string): boolean {
	const { error } = item as IDataObject;
	const condition = { id: '1', leftValue: error, rightValue: code, operator: { type: 'string', operation: 'contains' } } as const;
	return executeFilter({ options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 }, combinator: 'and', conditions: [condition] } as FilterValue);
}

const errorOutput = ({ outputs }: NodeResult) => (outputs[1] ?? []).map(({ json }) => json);

describe("Robot's code", () => {
	it('stands in the details of an error that stops the node', async () => {
		expect((await robot.run(read)).error?.context.data).toEqual({ code: 'SERVER_NOT_FOUND', status: 404 });

		robot.simulator.inject({ kind: 'error', status: 400, code: 'INVALID_INPUT', message: 'invalid input', method: 'POST', extra: { missing: ['name'], invalid: ['vlan'] } });
		const { error } = await robot.run({ resource: 'vSwitch', operation: 'create', name: 'lan', vlan: 4000 });
		expect(error?.context.data).toEqual({ code: 'INVALID_INPUT', status: 400, missing: ['name'], invalid: ['vlan'] });
	});

	it('stands there beside what the items before have done', async () => {
		const run = await robot.run({ resource: 'reset', operation: 'execute', serverNumber: by('id', '={{ $json.n }}'), type: 'hw' }, { items: itemsOf(321, 999) });
		expect(run.error?.context.data).toMatchObject({ code: 'SERVER_NOT_FOUND', status: 404, finished: [{ item: 0 }] });
	});

	it('stands in the item that goes to the error output, which has no other keys', async () => {
		const run = await robot.run(read, { onError: 'continueErrorOutput' });
		expect(errorOutput(run)).toEqual([{ error: 'Server with id 999 not found [SERVER_NOT_FOUND]', message: expect.stringContaining('Check the server number') }]);
	});

	it.each([
		['a refused login', { password: 'wrong' }, 'Robot refused the user name or the password [UNAUTHORIZED]'],
		['a host without a server', { baseUrl: 'http://127.0.0.1:1' }, '127.0.0.1:1, or the proxy that n8n uses, refused the connection [ECONNREFUSED]'],
	])('stands in the item of %s, whose words have none', async (_what, wrong, error) => {
		const run = await robot.run(read, { onError: 'continueRegularOutput', credential: { ...robot.credential, ...wrong } });
		expect(run.json).toEqual([{ error, message: expect.any(String) }]);
	});

	it('is none of a wrong parameter', async () => {
		const run = await robot.run({ ...read, serverNumber: by('id', 'x') }, { onError: 'continueRegularOutput' });
		expect(run.json).toEqual([{ error: 'Server is not a server number: x', message: 'A server number has digits only, e.g. 321.' }]);
		expect((await robot.run({ ...read, serverNumber: by('id', 'x') })).error?.context.data).toBeUndefined();
	});
});

describe('the If node that docs/errors.md describes', () => {
	it('tells errors apart by their codes', async () => {
		expect(readFileSync('docs/errors.md', 'utf8')).toContain('the value `{{ $json.error }}` contains `SERVER_NOT_FOUND`');
		const [missing] = errorOutput(await robot.run(read, { onError: 'continueErrorOutput' }));
		const [refused] = errorOutput(await robot.run(read, { onError: 'continueErrorOutput', credential: { ...robot.credential, password: 'wrong' } }));

		expect([contains(missing, 'SERVER_NOT_FOUND'), contains(missing, 'UNAUTHORIZED')]).toEqual([true, false]);
		expect([contains(refused, 'SERVER_NOT_FOUND'), contains(refused, 'UNAUTHORIZED')]).toEqual([false, true]);
	});
});
