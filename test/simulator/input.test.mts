import { expect, it } from '@jest/globals';
import { Input } from '../../simulator/input.mts';
import { decodePairs } from '../../simulator/url.mts';

const input = (text: string) => new Input(decodePairs(text));

it('decodes pairs in order', () => {
	expect(decodePairs('a=1+2%2B3&b&=x&a=%C3%A4&c=%zz&d=1=2')).toEqual([
		['a', '1 2+3'],
		['b', ''],
		['', 'x'],
		['a', 'ä'],
		['c', '%zz'],
		['d', '1=2'],
	]);
});

it('nests names with brackets', () => {
	const rules = 'rules[input][0][name]=a&rules[input][0][action]=accept&rules[input][1][name]=b&rules%5Boutput%5D%5B0%5D%5Bname%5D=c';
	expect(JSON.parse(JSON.stringify(input(rules).nested('rules')))).toEqual({
		input: { 0: { name: 'a', action: 'accept' }, 1: { name: 'b' } },
		output: { 0: { name: 'c' } },
	});
	expect(input('rules=x').nested('rules')).toBeUndefined();
});

it('reads lists in brackets, a bare value, and only the last of several bare ones', () => {
	expect(input('k[]=a&k[]=b&k[]=').list('k')).toEqual(['a', 'b']);
	expect(input('k[3]=a&k[]=b').list('k')).toEqual(['a', 'b']);
	expect(input('k=a').list('k')).toEqual(['a']);
	expect(input('k=a&k=b').list('k')).toEqual(['b']);
	expect(input('').list('k')).toEqual([]);
});

it('reads booleans in lower case only', () => {
	expect(['true', 'false', 'True', '1', ''].map((value) => input(`test=${value}`).flag('test'))).toEqual([true, false, undefined, undefined, undefined]);
});

it('is not confused by names that objects have', () => {
	expect(input('a=1').has('constructor')).toBe(false);
	expect(input('__proto__[x]=1').nested('__proto__')).toEqual({ x: '1' });
	expect(({} as Record<string, unknown>).x).toBeUndefined();
});
