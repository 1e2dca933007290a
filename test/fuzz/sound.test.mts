import { expect, it } from '@jest/globals';
import { pollution, strayRequests } from './sound.mts';

/** That the judges of the fuzzing see what they are there for. A rejection that nobody handles fails a test in Jest by itself. */

const request = (method: string, rawUrl: string, bytes = 0) => ({ method, rawUrl, bytes, body: '' });

it.each([
	['another path', request('POST', '/reset/321')],
	['another method', request('DELETE', '/server/321')],
	['a segment more', request('POST', '/server/321/cancellation')],
	['a segment that is empty', request('POST', '/server/')],
	['the folder above', request('POST', '/server/..')],
	['the folder above, escaped', request('POST', '/server/%2e%2e')],
	['a body of more than a megabyte', request('POST', '/server/321', 2_000_000)],
])('%s is a stray request', (_what, stray) => {
	expect(strayRequests('server', 'rename', [stray])).toHaveLength(1);
});

it("the operation's own request is none", () => {
	expect(strayRequests('server', 'rename', [request('POST', '/server/321', 30), request('POST', '/server/a%2Fb', 30)])).toEqual([]);
});

it('a polluted prototype is seen', () => {
	expect(pollution()).toEqual([]);
	Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true });
	expect(pollution()).toEqual(['polluted']);
	delete (Object.prototype as { polluted?: boolean }).polluted;
});
