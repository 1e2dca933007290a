import { describe, expect, it } from '@jest/globals';
import { toHostName } from '../../nodes/HetznerRobot/robot/hostName.ts';

describe('a host name', () => {
	it.each([
		['mail.example.com', 'mail.example.com'],
		[' panel.example.com\n', 'panel.example.com'],
		['Mail.Example.com.', 'Mail.Example.com'],
		['_dmarc.example.com', '_dmarc.example.com'],
		['xn--bro-hoa.example.com', 'xn--bro-hoa.example.com'],
		['büro.example.com', 'xn--bro-hoa.example.com'],
		['bu\u0308ro.example.com', 'xn--bro-hoa.example.com'],
		['münchen。example。com', 'xn--mnchen-3ya.example.com'],
		['web\u200b1.example.com', 'web1.example.com'],
		['1.2.3.4.in-addr.arpa', '1.2.3.4.in-addr.arpa'],
		['localhost', 'localhost'],
		[`${'a'.repeat(63)}.example.com`, `${'a'.repeat(63)}.example.com`],
	])('%j is sent as %s', (given, sent) => expect(toHostName('ptr', given)).toBe(sent));

	it.each([
		'not a name',
		'a..b',
		'.',
		'.a',
		'-a.example.com',
		'a-.example.com',
		'example.com/x',
		'example.com:80',
		'user@example.com',
		'a%41.com',
		'*.example.com',
		'203.0.113.10',
		'2001:db8::1',
		'büro/x.example.com',
		'büro@example.com',
		'büro#.example.com',
		'ü..example.com',
		'٣.٢.١.٠',
		`${'a'.repeat(64)}.example.com`,
		`${'a.'.repeat(127)}bcd`,
		'ü'.repeat(200),
	])('is not made of %j', (given) => expect(() => toHostName('ptr', given)).toThrow(`ptr is not a host name: ${given.slice(0, 60)}`));

	it('is not made of a web address, which may hold a login and is not repeated', () => {
		expect(() => toHostName('ptr', 'https://user:secret@example.com')).toThrow(/^ptr is a web address$/);
	});

	it.each(['', ' \n'])('is not made of %j', (given) => expect(() => toHostName('ptr', given)).toThrow('ptr is empty'));
});
