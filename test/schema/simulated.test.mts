import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { effectOf } from '../../nodes/common/operation/operation.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { expectComplete } from '../support/table.mts';
import { problemsOf, unknownKeys } from './problems.mts';
import { reads, type Read } from './reads.mts';

/** What comes out for a whole account has the form that n8n's editor shows: servers without IPv4, with and without options. */

const robot = simulatedRobot();

beforeEach(() => robot.simulator.setLimits(false));

/** All items of a read; things that do not offer what is read give none. */
async function itemsOf({ operation, parameters, forEach }: Read): Promise<IDataObject[]> {
	const [resource = '', name = ''] = operation.split('/');
	const list = forEach ? ((await robot.run(forEach.list)).json as IDataObject[]).map(forEach.parameters) : [{}];
	const runs = [];
	for (const given of list) runs.push(await robot.run({ resource, operation: name, ...parameters, ...given }));
	return runs.flatMap(({ json }) => json as IDataObject[]);
}

describe.each(reads.map((entry) => ({ entry, title: [entry.operation, ...Object.values(entry.parameters).map(String)].join(' ') })))('$title', ({ entry }) => {
	it('puts out what the schema says', async () => {
		entry.before?.(robot.simulator.state);

		const items = await itemsOf(entry);

		expect(items).not.toEqual([]);
		expect([...new Set(problemsOf(entry.operation, items))]).toEqual([]);
		expect(unknownKeys(entry.operation, items)).toEqual([]);
	});
});

it('tries every operation that reads', () => {
	const reading = resources.flatMap(({ value, operations }) => operations.filter((operation) => effectOf(operation) === 'read').map((operation) => `${value}/${operation.value}`));
	expectComplete('reads of test/schema/reads.mts', [...new Set(reads.map(({ operation }) => operation))], reading);
});
