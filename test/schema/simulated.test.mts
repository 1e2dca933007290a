import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { effectOf } from '../../nodes/common/operation/effects.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { by } from '../contract/case.mts';
import { casesFile, givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, nameOf, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';
import { JOBS } from '../contract/jobs/jobs.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { expectComplete } from '../support/table.mts';
import { problemsOf, unknownKeys } from './problems.mts';

/** What comes out for a whole account has the form that n8n's editor shows: servers without IPv4, with and without options. */

const robot = simulatedRobot({ limits: false });

const operationOf = ({ resource, operation }: DocumentedEndpoint) => `${resource}/${operation}`;

/** The operations that change nothing, by the node. */
const reading = resources.flatMap(({ value, operations }) => operations.filter((operation) => effectOf(operation) === 'read').map((operation) => `${value}/${operation.value}`));
const reads = endpoints.filter((endpoint) => reading.includes(operationOf(endpoint)));

/** All items of a read; things that do not offer what is read give none. */
async function itemsOf(endpoint: DocumentedEndpoint): Promise<IDataObject[]> {
	const { resource, operation } = endpoint;
	const { these, forEach, before } = givenFor(endpoint);
	before?.(robot.simulator.state);
	const byHand = these.map((given) => (typeof given === 'function' ? given(robot.simulator.state) : given));
	const all: INodeParameters[] = forEach ? ((await robot.run(forEach.list)).json as IDataObject[]).map(forEach.parameters) : byHand;
	const runs = [];
	for (const given of all) runs.push(await robot.run({ resource, operation, output: 'simplified', ...choiceOf(endpoint), ...given }));
	return runs.flatMap(({ json }) => json as IDataObject[]);
}

describe.each(reads.map((endpoint) => ({ endpoint, title: nameOf(endpoint) })))('$title', ({ endpoint }) => {
	it('puts out what the schema says', async () => {
		const items = await itemsOf(endpoint);

		expect(items).not.toEqual([]);
		expect([...new Set(problemsOf(operationOf(endpoint), items))]).toEqual([]);
		expect(unknownKeys(operationOf(endpoint), items)).toEqual([]);
	});
});

describe('Get Inventory', () => {
	it('puts out what the schema says', async () => {
		const runs = [{ parts: ['addresses', 'cancellations', 'failover', 'resetTypes', 'reverseDns', 'subnets'] }, { parts: ['resetTypes'] }];
		for (const given of runs) {
			const { json } = await robot.run({ resource: 'server', operation: 'getInventory', output: 'simplified', ...given, returnAll: true });
			expect(json).not.toEqual([]);
			expect(problemsOf('server/getInventory', json as IDataObject[])).toEqual([]);
			expect(unknownKeys('server/getInventory', json as IDataObject[])).toEqual([]);
		}
	});
});

describe('Report of traffic', () => {
	it('puts out what the schema says', async () => {
		const { json } = await robot.run({ resource: 'traffic', operation: 'report', output: 'simplified', period: 'lastMonth', returnAll: true });
		expect(json).not.toEqual([]);
		expect(problemsOf('traffic/report', json as IDataObject[])).toEqual([]);
		expect(unknownKeys('traffic/report', json as IDataObject[])).toEqual([]);
	});
});

describe('Find Market Offers', () => {
	it('puts out what the schema says', async () => {
		const { json } = await robot.run({ resource: 'order', operation: 'findMarketOffers', output: 'simplified', returnAll: true });
		expect(json).not.toEqual([]);
		expect(problemsOf('order/findMarketOffers', json as IDataObject[])).toEqual([]);
		expect(unknownKeys('order/findMarketOffers', json as IDataObject[])).toEqual([]);
	});
});

describe.each([
	['bootIntoRescue', { os: 'linux' }],
	['reinstall', { dist: 'Debian 13 minimal', lang: 'en' }],
])('%s', (operation, chosen) => {
	it('puts out what the schema says', async () => {
		for (const number of ['321', '412']) {
			const { json } = await robot.run({ resource: 'boot', operation, serverNumber: by('id', number), ...chosen });
			expect(json).toHaveLength(1);
			expect(problemsOf(`boot/${operation}`, json as IDataObject[])).toEqual([]);
			expect(unknownKeys(`boot/${operation}`, json as IDataObject[])).toEqual([]);
		}
	});
});

it('tries every operation that reads', () => {
	const jobs = Object.keys(JOBS)
		.map((name) => name.replace(': ', '/'))
		.filter((name) => reading.includes(name));
	expectComplete('test/contract/documentation/endpoints.json', [...new Set([...reads.map(operationOf), ...jobs])], reading);
});

it('tries what reads one thing on each of the account', () => {
	const one = reads.filter((endpoint) => endpoint.path.includes('{') && !givenFor(endpoint).forEach);
	expect(one.map((endpoint) => `${casesFile(endpoint.resource)} gives ${nameOf(endpoint)} one thing: give it each(…) of them`)).toEqual([]);
});
