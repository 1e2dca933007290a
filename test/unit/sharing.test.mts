import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { get, many, one, perHour } from '../../nodes/common/http/endpoint.ts';
import { propertiesOf } from '../../nodes/common/operation/description.ts';
import { filters, operation, parameter, resource, type Field } from '../../nodes/common/operation/operation.ts';

/** How seldom a field stands in a node's description that several operations show. */

const text = (name: string, description = name): Field => parameter(name, { displayName: name, type: 'string', default: '', description });

const reading = (value: string, ...fields: Field[]) =>
	operation(value, { name: value, action: value, description: value, fields, endpoint: get('/racks', perHour(1), value === 'getAll' ? many('rack', null) : one('rack')) });

const ofFields = ({ name }: INodeProperties) => !['resource', 'operation', 'descriptionType', 'toolDescription'].includes(name);
const shown = (...resources: Array<ReturnType<typeof resource>>) =>
	propertiesOf(resources, 'rack')
		.filter(ofFields)
		.map(({ name, displayOptions }) => [name, displayOptions?.show]);

const [a, b, c] = [text('a'), text('b'), text('c')];

describe('a field of several operations', () => {
	it('stands there once, with no more conditions than it takes', () => {
		const all = shown(resource('rack', 'Rack', [reading('get', a, b), reading('getAll', a)]), resource('box', 'Box', [reading('get', a, c), reading('find', a, b)]));
		expect(all).toEqual([
			['a', undefined],
			['b', { resource: ['rack'], operation: ['get'] }],
			['c', { resource: ['box'], operation: ['get'] }],
			['b', { operation: ['find'] }],
		]);
	});

	it('is shown by its resource where all operations of it have it', () => {
		expect(shown(resource('rack', 'Rack', [reading('get', a), reading('getAll', a)]), resource('box', 'Box', [reading('get')]))).toEqual([['a', { resource: ['rack'] }]]);
	});

	it('stands there twice where operations want it before and after another', () => {
		expect(shown(resource('rack', 'Rack', [reading('get', a, b), reading('getAll', b, a)]))).toEqual([
			['a', { operation: ['get'] }],
			['b', undefined],
			['a', { operation: ['getAll'] }],
		]);
	});

	it('keeps the order of every operation over all resources', () => {
		const all = shown(resource('rack', 'Rack', [reading('get', a, c)]), resource('box', 'Box', [reading('find', b, c)]), resource('shelf', 'Shelf', [reading('list', a, b)]));
		expect(all.map(([name]) => name)).toEqual(['a', 'b', 'c']);
	});

	it('stands there again where it looks different', () => {
		expect(shown(resource('rack', 'Rack', [reading('get', a), reading('getAll', text('a', 'another'))]))).toEqual([
			['a', { operation: ['get'] }],
			['a', { operation: ['getAll'] }],
		]);
	});
});

describe('a collection of several operations', () => {
	const long = text('long', 'x'.repeat(300));

	it('stands there once where most of its fields are the same, with conditions for the others', () => {
		const rack = resource('rack', 'Rack', [reading('find', filters(a, long)), reading('list', filters(long)), reading('get')]);
		const [collection, ...others] = propertiesOf([rack], 'rack').filter(ofFields);
		expect(others).toEqual([]);
		expect(collection?.displayOptions).toEqual({ show: { operation: ['find', 'list'] } });
		expect(collection?.options).toMatchObject([{ name: 'a', displayOptions: { show: { '/operation': ['find'] } } }, { name: 'long' }]);
		expect(collection?.options?.[1]).not.toHaveProperty('displayOptions');
	});

	it('holds two fields of one name where they begin in the same way', () => {
		const rack = resource('rack', 'Rack', [reading('find', filters(a, long)), reading('list', filters(text('a', 'another'), long)), reading('get')]);
		const [collection, ...others] = propertiesOf([rack], 'rack').filter(ofFields);
		expect(others).toEqual([]);
		expect(collection?.options).toMatchObject([
			{ name: 'a', description: 'a', displayOptions: { show: { '/operation': ['find'] } } },
			{ name: 'a', description: 'another', displayOptions: { show: { '/operation': ['list'] } } },
			{ name: 'long' },
		]);
	});

	it('stands there for each of them where a field of one name begins as another: n8n takes the default of the first', () => {
		const other = parameter('a', { displayName: 'a', type: 'string', default: 'web', description: 'a' });
		const rack = resource('rack', 'Rack', [reading('find', filters(a, long)), reading('list', filters(other, long))]);
		expect(shown(rack)).toEqual([
			['filters', { operation: ['find'] }],
			['filters', { operation: ['list'] }],
		]);
	});

	it('stands there for each of them where they have little in common', () => {
		expect(shown(resource('rack', 'Rack', [reading('find', filters(a, b, text('d'))), reading('list', filters(c, text('e')))]))).toHaveLength(2);
	});
});
