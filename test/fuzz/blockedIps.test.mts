import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withBlocked, withoutExpired, withUnblocked } from '../../nodes/HetznerRobot/robot/blockedIps.ts';
import type { Rule } from '../../nodes/HetznerRobot/robot/firewallRules.ts';
import { casesOf, seed } from './sound.mts';

/** Whatever is blocked already: what is blocked is, the others are kept, and no more rules are used than may be. */

const AT = Date.UTC(2031, 0, 1);
const MINUTE = 60_000;

const aNet = fc
	.tuple(fc.nat(3), fc.nat(3), fc.constantFrom(24, 31, 32))
	.map(([third, fourth, length]) => (length === 32 ? `192.0.${third}.${fourth}` : `192.0.${third}.0/${length}`));
const nameOf = (minutes: number) => `block until ${new Date(AT + minutes * MINUTE).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.')} UTC`;
const aBlock = fc
	.record({ minutes: fc.integer({ min: -100, max: 100 }), src_ip: aNet })
	.map(({ minutes, src_ip }): Rule => ({ ip_version: 'ipv4', name: nameOf(minutes), src_ip, action: 'discard' }));
const another = fc.constantFrom<Rule>({ name: 'web', action: 'accept' }, { name: 'block until doom', action: 'discard', src_ip: '192.0.2.1', ip_version: 'ipv4' });
const rules = fc.array(fc.oneof(aBlock, another), { maxLength: 10 }).map((each) => each.map((rule) => ({ ...rule })));
const aCase = fc.record({ input: rules, address: aNet, minutes: fc.integer({ min: 1, max: 100 }), reserved: fc.integer({ min: 1, max: 9 }) });

const isOurs = ({ name = '' }: Rule) => /UTC$/.test(name);
const isOver = ({ name = '' }: Rule) => Date.parse(name.replace(/^block until (\S+) (\d\d)\.(\d\d) UTC$/, '$1T$2:$3Z')) <= AT;
const others = (each: Rule[]) => each.filter((rule) => !isOurs(rule));

it('keeps its promises', () => {
	fc.assert(
		fc.property(aCase, ({ input, address, minutes, reserved }) => {
			const now = { input, output: [] };
			const wanted = { address, at: AT, until: AT + minutes * MINUTE, reserved };
			const { rules: after } = withBlocked(now, wanted);
			const own = after.input.filter(isOurs);

			expect(others(after.input)).toEqual(others(input));
			expect(own.length).toBeLessThanOrEqual(reserved);
			expect(own.length).toBeGreaterThan(0);
			if (others(input).length < 10) expect(after.input.length).toBeLessThanOrEqual(10);
			expect(own.filter(isOver)).toEqual([]);
			expect(withBlocked(after, wanted).rules).toEqual(after);
			expect(withUnblocked(after, address, AT).rules.input.filter((rule) => isOurs(rule) && rule.src_ip === address)).toEqual([]);

			const left = withoutExpired(now, AT).rules.input;
			expect(left).toEqual(input.filter((rule) => !isOurs(rule) || !isOver(rule)));
			// The oldest goes: of those that had not expired the first ones stay.
			const running = left.filter((rule) => isOurs(rule) && after.input.includes(rule));
			expect(after.input.filter((rule) => input.includes(rule) && isOurs(rule))).toEqual(running);
		}),
		{ numRuns: casesOf(3), ...seed() },
	);
});
