import { expect, it } from '@jest/globals';
import { by } from '../../contract/case.mts';
import { shown } from '../../support/simulatedRobot.mts';
import { simulatedConsole } from '../../support/simulatedConsole.mts';

/** Allow in Agents of the node for Storage Boxes, see test/engine/allowInAgents. */

const hetzner = simulatedConsole();
const TOOL = { type: 'n8n-nodes-hetzner-robot.hetznerStorageBoxTool' };
const box = { resource: 'storageBox', storageBoxId: by('id', '530102') };

it.each([
	['deletes', { ...box, operation: 'delete' }, 'may destroy something for good'],
	['rolls back', { ...box, operation: 'rollbackSnapshot', snapshot: by('id', '1') }, 'may destroy something for good'],
	['locks out', { ...box, operation: 'resetPassword', generatePassword: true }, 'may interrupt what is in use'],
	['lifts the protection', { ...box, operation: 'changeProtection', delete: false }, 'may destroy something for good'],
	['costs money', { ...box, operation: 'changeType', storageBoxType: by('name', 'bx21') }, 'may cost money'],
])('a tool that %s needs it', async (_what, parameters, words) => {
	expect(shown(await hetzner.run(parameters, TOOL)).message).toMatch(new RegExp(`${words}, and Allow in Agents is off in this tool\\.`));
	expect(hetzner.simulator.requests()).toEqual([]);

	expect(shown(await hetzner.run({ ...parameters, allowInAgents: true }, TOOL)).message ?? '').not.toContain('Not allowed');
	expect(hetzner.simulator.requests()).not.toEqual([]);
});

it('a tool that reads or merely changes something does not', async () => {
	expect((await hetzner.run({ ...box, operation: 'get' }, TOOL)).error).toBeUndefined();
	expect((await hetzner.run({ ...box, operation: 'changeProtection', delete: true }, TOOL)).error).toBeUndefined();
	expect(hetzner.changes()).toEqual(['POST /storage_boxes/530102/actions/change_protection']);
});
