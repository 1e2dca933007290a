import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RequestValues } from '../../nodes/common/http/request.ts';
import { encodeForm } from '../../nodes/HetznerRobot/robot/form.ts';

describe('a form', () => {
	it.each<[string, RequestValues, string]>([
		['booleans in lower case', { a: true, b: false }, 'a=true&b=false'],
		['numbers', { hour: 0, price: 12.5 }, 'hour=0&price=12.5'],
		['empty texts', { comment: '' }, 'comment='],
		['nothing for what was not given', { a: undefined, b: '1' }, 'b=1'],
		['what a form has signs for', { name: 'a&b=c+d %e', dist: 'AlmaLinux 9 + cPanel' }, 'name=a%26b%3Dc%2Bd+%25e&dist=AlmaLinux+9+%2B+cPanel'],
		['letters beyond ASCII in UTF-8', { name: 'Büro' }, 'name=B%C3%BCro'],
		['lists with brackets, in their order', { authorized_key: ['15:28', 'aa:bb'] }, 'authorized_key%5B%5D=15%3A28&authorized_key%5B%5D=aa%3Abb'],
		['nothing for an empty list', { server: [] }, ''],
		[
			'lists of objects with an index from 0',
			{
				rules: {
					input: [
						{ name: 'ssh', action: 'accept' },
						{ action: 'discard', dst_port: undefined },
					],
					output: [{ action: 'accept' }],
				},
			},
			'rules%5Binput%5D%5B0%5D%5Bname%5D=ssh&rules%5Binput%5D%5B0%5D%5Baction%5D=accept&rules%5Binput%5D%5B1%5D%5Baction%5D=discard&rules%5Boutput%5D%5B0%5D%5Baction%5D=accept',
		],
	])('has %s', (_what, form, encoded) => {
		expect(encodeForm(form)).toBe(encoded);
	});

	it('gives every text back to who decodes it', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
				const decoded = new URLSearchParams(encodeForm({ list: texts, text: texts.join() }));
				expect(decoded.getAll('list[]')).toEqual(texts);
				expect(decoded.get('text')).toBe(texts.join());
			}),
		);
	});
});
