import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { givenBy } from '../../nodes/common/operation/given.ts';

/** An n8n that evaluates nothing, and says what it was asked. */
function given(entered: INodeParameters) {
	const asked: string[] = [];
	const getNodeParameter = (name: string, item: number, fallback: unknown) => {
		asked.push(`${name} of ${item}`);
		return structuredClone(entered[name]) ?? fallback;
	};
	return { asked, parameters: givenBy({ getNodeParameter } as unknown as IExecuteFunctions, entered) };
}

describe('a parameter', () => {
	it.each<[string, INodeParameters[string]]>([
		['a text', 'web1'],
		['a locator', { __rl: true, mode: 'id', value: '321' }],
		['rows', { rule: [{ name: 'ssh', dst_port: '22' }] }],
		['a list', ['a', 'b']],
	])('without an expression, %s, is read once for all items', (_kind, value) => {
		const { asked, parameters } = given({ name: value });

		expect([parameters(0)('name'), parameters(1)('name'), parameters(2)('name')]).toEqual([value, value, value]);
		expect(asked).toEqual(['name of 0']);
	});

	it.each<[string, INodeParameters[string]]>([
		['a text', '={{ $json.n }}'],
		['a locator', { __rl: true, mode: 'id', value: '={{ $json.n }}' }],
		['a row', { rule: [{ name: 'ssh' }, { name: 'web', dst_port: '={{ $json.n }}' }] }],
		['a field of a collection', { filters: 1, more: { at: ['=now'] } }],
	])('with an expression in %s is read for each item', (_kind, value) => {
		const { asked, parameters } = given({ name: value });

		parameters(0)('name');
		parameters(1)('name');

		expect(asked).toEqual(['name of 0', 'name of 1']);
	});

	it('that one item changes stays as it is for the next', () => {
		const { parameters } = given({ list: ['a'] });
		(parameters(0)('list') as string[]).push('b');

		expect(parameters(1)('list')).toEqual(['a']);
	});

	it('that is not there is undefined', () => {
		expect(given({}).parameters(0)('name')).toBeUndefined();
	});
});
