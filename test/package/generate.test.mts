import { describe, expect, it } from '@jest/globals';
import { limitInWords } from '../../nodes/common/http/endpoint.ts';
import * as effects from '../../nodes/common/operation/effects.ts';
import { isOf } from '../../nodes/common/operation/outputs.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { resources as ofConsole } from '../../nodes/HetznerStorageBox/resources/index.ts';
import { unwrap } from '../../nodes/HetznerRobot/robot/reply.ts';
import { generatedFiles } from '../../tools/generated.mts';
import { endpoints, examples, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';

/** What `npm run generate` says when the node and the documentation's data do not belong together. */

const generate = (documented: DocumentedEndpoint[]) => () => generatedFiles({ ...effects, resources, limitInWords, isOf, unwrap }, documented, examples, ofConsole);

describe('npm run generate', () => {
	it('names the operations that have no documented endpoint, and the file to complete', () => {
		const incomplete = endpoints.filter((endpoint) => `${endpoint.method} ${endpoint.path}` !== 'POST /server/{server-number}' && endpoint.resource !== 'wakeOnLan');
		expect(generate(incomplete)).toThrow(
			new Error('No endpoint is documented for server: rename, wakeOnLan: send, wakeOnLan: get. Complete test/contract/documentation/endpoints.json'),
		);
	});

	it('names the choice of an operation that has no documented endpoint', () => {
		const incomplete = endpoints.filter((endpoint) => `${endpoint.method} ${endpoint.path}` !== 'GET /boot/{server-number}/linux');
		expect(generate(incomplete)).toThrow(new Error('No endpoint is documented for boot: get (system=linux). Complete test/contract/documentation/endpoints.json'));
	});

	it('names a documented operation that the node does not have', () => {
		const more = [...endpoints, { ...(endpoints.find(({ path }) => path === '/server') as DocumentedEndpoint), operation: 'explode' }];
		expect(generate(more)).toThrow(
			new Error(
				'The node has no operation server: explode, which test/contract/documentation/endpoints.json names: add it to nodes/HetznerRobot/resources/server.ts, and a new resource to index.ts beside it',
			),
		);
	});

	it('names a documented choice that the node does not have', () => {
		const more = [...endpoints, { ...(endpoints.find(({ when }) => when === 'system=linux') as DocumentedEndpoint), when: 'system=beos' }];
		expect(generate(more)).toThrow(
			new Error(
				'The node has no operation boot: get (system=beos), which test/contract/documentation/endpoints.json names: add it to nodes/HetznerRobot/resources/boot.ts, and a new resource to index.ts beside it',
			),
		);
	});
});
