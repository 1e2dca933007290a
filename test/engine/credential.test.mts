import { expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { decryptions } from '../support/n8n.mts';
import { itemsOf, simulatedRobot } from '../support/simulatedRobot.mts';

const robot = simulatedRobot();

it('is read once for all items of an execution', async () => {
	const run = await robot.run({ resource: 'server', operation: 'get', serverNumber: by('number', '={{ $json.n }}') }, { items: itemsOf(321, 322, 421) });

	expect(run.json).toHaveLength(3);
	expect(robot.sent()).toHaveLength(3);
	expect(decryptions.count).toBe(1);
});
