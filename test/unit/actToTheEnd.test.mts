import { expect, it } from '@jest/globals';
import type { Run } from '../../nodes/common/operation/operation.ts';
import { actToTheEnd } from '../../nodes/HetznerStorageBox/jobs/action.ts';

it('a change that something else depends on is waited for, also where an option says otherwise', async () => {
	const looks: string[] = [];
	const client = {
		account: { service: 'console', baseUrl: 'http://127.0.0.1:1', headers: {} },
		pause: async () => await Promise.resolve(looks.push('pause')),
		withPatience: () => client,
		within: () => client,
		objects: async () => {
			looks.push('look');
			return await Promise.resolve([{ id: 5, status: 'success' }]);
		},
	};
	const run = {
		client,
		maximumWait: 10,
		path: {},
		values: {},
		parameter: () => undefined,
		option: (name: string) => (name === 'waitForCompletion' ? false : undefined),
		settled: async () => await Promise.resolve({ path: {}, values: {} }),
	} as unknown as Run;

	await actToTheEnd(run, {}, async () => await Promise.resolve([{ action: { id: 5, status: 'running' } }]));

	expect(looks).toEqual(['pause', 'look']);
});
