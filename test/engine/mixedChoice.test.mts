import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { propertiesOf } from '../../nodes/common/operation/description.ts';
import { effectOf } from '../../nodes/common/operation/effects.ts';
import { operation, parameter, resource } from '../../nodes/common/operation/operation.ts';
import { runOperation } from '../../nodes/common/operation/router.ts';
import { robotClient } from '../../nodes/HetznerRobot/connection/client.ts';
import { executeReset, getReset } from '../../nodes/HetznerRobot/endpoints/reset.ts';
import { getServer } from '../../nodes/HetznerRobot/endpoints/server.ts';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { server } from '../../nodes/HetznerRobot/resources/fields/server.ts';
import { by } from '../contract/case.mts';
import { runNode } from '../support/engine.mts';
import { startReplay, type Replay } from '../support/replay.mts';
import { itemsOf } from '../support/simulatedRobot.mts';

/** Operations that no API has yet: one whose choice is between a read and a change, and one that reads either way. */

const choice = parameter('what', {
	displayName: 'What',
	type: 'options',
	options: [
		{ name: 'Do', value: 'do' },
		{ name: 'Look', value: 'look' },
	],
	default: 'look',
});
const words = { name: 'Mixed', action: 'Mix', description: 'Mix', fields: [server], choice };
const mixed = operation('mixed', { ...words, endpoints: { look: getReset, do: executeReset } });
const looking = operation('looking', { ...words, endpoints: { look: getReset, do: getServer } });
const resources = [resource('madeUp', 'Made Up', [mixed, looking])];

class MadeUp extends HetznerRobot {
	constructor() {
		super();
		this.description = { ...this.description, properties: propertiesOf(resources, 'server') };
	}

	override async execute(this: IExecuteFunctions) {
		return [await runOperation(this, { resources, client: robotClient })];
	}
}

let replay: Replay;
beforeEach(async () => {
	replay = await startReplay();
	replay.answer({ body: { server: { server_number: 1 }, reset: { server_number: 1 } } });
});
afterEach(() => replay.close());

/** How many requests of four items are under way at once, once so many are. */
async function underWay(operationName: string, atLeast: number): Promise<number> {
	const credential = { username: 'user', password: 'password', baseUrl: replay.url };
	const run = async (parameters: INodeParameters, items: INodeExecutionData[], node?: INodeType) => await runNode({ credential, parameters, items, ...(node && { node }) });
	// A login that is not known to be good is tried by one request alone; after that two may find out that it is not any more.
	await run({ resource: 'server', operation: 'get', serverNumber: by('id', '1000') }, itemsOf(1));
	const done = run({ resource: 'madeUp', operation: operationName, serverNumber: by('id', '={{ $json.n }}'), what: 'look' }, itemsOf(1, 2, 3, 4), new MadeUp() as INodeType);
	const open = await replay.openAtOnce(atLeast);
	expect((await done).json).toHaveLength(4);
	return open;
}

it('has the effect of the stronger one', () => {
	expect([effectOf(mixed), effectOf(looking)]).toEqual(['interrupt', 'read']);
});

it('never runs side by side, even where every item reads', async () => {
	expect(await underWay('mixed', 1)).toBe(1);
});

it('runs side by side where it reads either way', async () => {
	expect(await underWay('looking', 2)).toBe(2);
});
