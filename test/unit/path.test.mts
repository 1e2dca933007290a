import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../nodes/common/http/errors.ts';
import { fillPath, pathValue } from '../../nodes/common/http/path.ts';

/** A path filled with texts that are checked first, as every field does it. */
const filledWith = (path: string, values: Record<string, string>) =>
	fillPath(path, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pathValue(name, value)])));

describe('a path', () => {
	it.each([
		['/server/{serverNumber}/cancellation', { serverNumber: '321' }, '/server/321/cancellation'],
		['/rdns/{ip}', { ip: '2001:db8::1' }, '/rdns/2001:db8::1'],
		['/key/{fingerprint}', { fingerprint: '15:28:b0:03' }, '/key/15:28:b0:03'],
		['/storagebox/{id}/snapshot/{name}', { id: '1', name: 'a/b?c#d%e f' }, '/storagebox/1/snapshot/a%2Fb%3Fc%23d%25e%20f'],
		['/storagebox/{id}/snapshot/{name}', { id: '1', name: 'Büro' }, '/storagebox/1/snapshot/B%C3%BCro'],
		['/storagebox/{id}/snapshot/{name}', { id: '1', name: '%2e%2e' }, '/storagebox/1/snapshot/%252e%252e'],
		['/storagebox/{id}/snapshot/{name}', { id: '1', name: '...' }, '/storagebox/1/snapshot/...'],
		['/x/{name}', { name: '{other}' }, '/x/%7Bother%7D'],
	])('%s with %j is %s', (path, values, filled) => {
		expect(filledWith(path, values)).toBe(filled);
	});

	it.each([
		['nothing', '', 'name is empty'],
		['a dot', '.', 'name holds characters that an address cannot hold'],
		['two dots', '..', 'name holds characters that an address cannot hold'],
		['NUL', 'a\u0000', 'name holds characters that an address cannot hold'],
		['a line break', 'a\r\nHost: b', 'name holds characters that an address cannot hold'],
		['half a letter', 'a\ud800', 'name holds characters that an address cannot hold'],
		['more than 255 characters', 'x'.repeat(256), 'name is longer than 255 characters'],
	])('cannot hold %s', (_what, name, message) => {
		expect(() => filledWith('/x/{name}', { name })).toThrow(new InputError('name', message.slice('name '.length)));
	});

	it('cannot miss a value', () => {
		expect(() => fillPath('/x/{name}', {})).toThrow('name is empty');
	});

	it('holds any other text in one segment, from which it can be read again', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
				let filled: string;
				try {
					filled = filledWith('/x/{name}/y', { name });
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				const { pathname, search, hash } = new URL(`https://robot.example.com${filled}`);
				expect([search, hash]).toEqual(['', '']);
				expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'x', name, 'y']);
			}),
		);
	});
});
