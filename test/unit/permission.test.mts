import { describe, expect, it, jest } from '@jest/globals';
import { perHour, type Effect } from '../../nodes/common/http/endpoint.ts';
import type { Permission } from '../../nodes/common/http/permission.ts';
import { get, post } from '../support/madeUp.mts';
import { clientOn, nothing, ok } from '../support/wire.mts';

/** The one place that sends holds every request against what may be done, whoever asks for it. */

const EFFECTS: Effect[] = ['read', 'change', 'interrupt', 'destroy', 'buy'];
const LIMIT = perHour(500);
const upTo = (most: Effect, reason = 'somebody says so'): Permission => ({ most, reason, advice: 'Ask them.' });
const of = (effect: Effect) => (effect === 'read' ? get('/server', LIMIT) : post('/server/1', LIMIT, { effect }));

describe.each<[Effect, Effect[]]>([
	['read', ['read']],
	['change', ['read', 'change']],
	['interrupt', ['read', 'change', 'interrupt']],
	['destroy', ['read', 'change', 'interrupt', 'destroy']],
	['buy', ['read', 'change', 'interrupt', 'destroy', 'buy']],
])('where %s is the most that is allowed', (most, allowed) => {
	it.each(EFFECTS)('%s', async (effect) => {
		const { client, sent } = clientOn(ok, { permissions: [upTo(most)] });
		const asked = client.request(of(effect), nothing);
		if (allowed.includes(effect)) await expect(asked).resolves.toEqual({});
		else await expect(asked).rejects.toMatchObject({ details: { code: 'NOT_ALLOWED', outcome: 'not-sent' } });
		expect(sent).toHaveLength(allowed.includes(effect) ? 1 : 0);
	});
});

it('a request that is not allowed asks for nothing before it is refused, and counts in no limit', async () => {
	const { client, sent, ledger } = clientOn(ok, { permissions: [upTo('change')] });
	const inputs = jest.fn(async () => await Promise.resolve(nothing));
	await expect(client.request(of('destroy'), inputs)).rejects.toThrow('Not allowed: "POST /server/1" may destroy something for good, and somebody says so');
	expect(inputs).not.toHaveBeenCalled();
	expect(sent).toEqual([]);
	expect(ledger.usage(of('destroy')).used).toBe(0);
});

it('several permissions hold together, and the one that goes less far is told', async () => {
	const { client } = clientOn(ok, { permissions: [upTo('destroy', 'the credential says so'), upTo('change', 'the tool says so')] });
	expect(() => client.check('interrupt', 'Reset')).toThrow('and the tool says so');
	expect(() => client.check('buy', 'Order')).toThrow('and the credential says so');
	expect(() => client.check('change', 'Rename')).not.toThrow();
	expect(() => client.withPatience(60).within(60).check('interrupt', 'Reset')).toThrow('and the tool says so');
});
