import { describe, expect, it } from '@jest/globals';
import { perHour } from '../../nodes/common/http/endpoint.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';
import { limitReachedError } from '../../nodes/common/http/limitErrors.ts';
import { get } from '../support/madeUp.mts';

const endpoint = get('/server', perHour(200));
const usage = { used: 10, max: 200, seconds: 3600, wait: 2400 };
const at = Date.UTC(2026, 2, 14, 6, 27);
const said = (more: object, timezone?: string) => limitReachedError(robotDialect, endpoint, { ...usage, said: { at, ...more } }, 'execution', timezone).message;

describe('a limit that is used up', () => {
	it('by this process of n8n is told with what was used', () => {
		expect(limitReachedError(robotDialect, endpoint, usage, 'execution').message).toBe(
			'Nothing was sent: Robot allows 200 requests per hour for this, and 10 were used by this n8n process',
		);
	});

	it('in the words of Robot is told with the time at which Robot said it, in the time zone of the workflow', () => {
		expect(said({ limit: { max: 200, seconds: 3600 } }, 'Europe/Berlin')).toBe(
			'Nothing was sent: Robot said at 07:27 that its limit of 200 requests per hour is used up (other programs count, too)',
		);
	});

	it.each([undefined, 'Middle-earth/Shire', ''])('is told in UTC where the time zone is %j', (timezone) => {
		expect(said({ limit: { max: 1, seconds: 1 } }, timezone)).toContain('Robot said at 06:27 UTC that its limit of 1 request per second is used up');
	});

	it('without a name is told without one', () => {
		expect(said({}, 'UTC')).toBe('Nothing was sent: Robot said at 06:27 that its limit is used up (other programs count, too)');
	});

	it.each([
		['execution', 'It can go on in 40 minutes. The option Wait for Request Limit lets the node wait that long.'],
		['polling', 'It can go on in 40 minutes. The next poll after that asks again.'],
		['editor', 'It can go on in 40 minutes. Try again then.'],
	] as const)('is told to whoever waits for the purpose %s with what can be done there', (purpose, advice) => {
		expect(limitReachedError(robotDialect, endpoint, usage, purpose).details.advice).toBe(advice);
	});
});
