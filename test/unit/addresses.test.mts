import { describe, expect, it } from '@jest/globals';
import { addressOf, isIPv4, isIPv6, mainNetOf } from '../../nodes/HetznerRobot/robot/addresses.ts';
import { toAddress } from '../../nodes/HetznerRobot/robot/pathValues.ts';

describe('an address', () => {
	it.each(['0.0.0.0', '203.0.113.10', '255.255.255.255'])('of IPv4: %s', (text) => expect(isIPv4(text)).toBe(true));
	it.each(['203.0.113', '203.0.113.256', '203.0.113.10.', '203.0.113.10.1', 'a.b.c.d', '', '203.0.113.10\n', '-1.0.0.0', '203.0.113.010', '01.0.0.0'])('not of IPv4: %j', (text) =>
		expect(isIPv4(text)).toBe(false),
	);

	it.each(['::', '::1', '2001:db8::', '2001:DB8:0:321::', '1:2:3:4:5:6:7:8'])('of IPv6: %s', (text) => expect(isIPv6(text)).toBe(true));
	it.each([
		'1:2',
		'web1',
		'',
		'1:2:3:4:5:6:7:8:9',
		'12345::',
		'g::',
		'::1\n',
		'2001:db8::/64',
		'00:21:85:00:03:21:aa:bb:cc',
		'00:21:85:00:03:21',
		'1::2::3',
		':::',
		'::1%eth0',
		'[::1]',
	])('not of IPv6: %j', (text) => expect(isIPv6(text)).toBe(false));

	it.each([
		['203.0.113.10', '203.0.113.10'],
		['203.0.113.160/29', '203.0.113.160'],
		['2001:db8:0:321::/64', '2001:db8:0:321::'],
		['2001:DB8:0:321::', '2001:db8:0:321::'],
		[' 203.0.113.10/32\n', '203.0.113.10'],
	])('%s is asked for as %s', (given, address) => expect(toAddress('ip', given)).toBe(address));

	it.each(['..', '../server', '203.0.113.10/', '203.0.113.10/x', 'example.com', '203.0.113.10?a=b', '203.0.113.10/33', '::1/129', '203.0.113.10/8/8', '::ffff:203.0.113.10'])(
		'is not made of %j',
		(given) => expect(() => toAddress('ip', given)).toThrow(`ip is not an IP address: ${given}`),
	);
});

describe('the one form of an address (RFC 5952)', () => {
	it.each([
		['2001:0db8:0000:0321:0000:0000:0000:0002', '2001:db8:0:321::2'],
		['2001:DB8:0:321::2', '2001:db8:0:321::2'],
		['2001:db8::321:0:0:0:2', '2001:db8:0:321::2'],
		['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
		['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
		['0:0:0:0:0:0:0:0', '::'],
		['203.0.113.10', '203.0.113.10'],
	])('of %s is %s', (text, address) => expect(addressOf(text)).toBe(address));
});

describe('the main net of an address', () => {
	it.each([
		['2001:db8:0:321::2', '2001:db8:0:321::'],
		['2001:db8:0:321:ffff:ffff:ffff:ffff', '2001:db8:0:321::'],
		['2001:DB8:7::/64', '2001:db8:7::'],
		['1:2:3:4:5:6:7:8', '1:2:3:4::'],
		['::1', '::'],
	])('of %s is %s', (address, net) => expect(mainNetOf(address)).toBe(net));
	it.each(['203.0.113.10', 'web1', ''])('is none for %j', (text) => expect(mainNetOf(text)).toBeUndefined());
});
