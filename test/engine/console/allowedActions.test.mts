import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../../contract/case.mts';
import { itemsOf, shown } from '../../support/simulatedRobot.mts';
import { BACKUP, watchedConsole } from '../../support/consoleTrigger.mts';

/** Allowed Actions of the credential of Hetzner Console. test/contract/allowedActions has every request. */

const { hetzner, boxes, published, snapshot, sent } = watchedConsole();
const allowing = (allowedActions: unknown) => ({ credential: { ...hetzner.credential, allowedActions } as typeof hetzner.credential });
const box = { resource: 'storageBox', storageBoxId: by('id', String(BACKUP)) };
const protect = (value: unknown): INodeParameters => ({ ...box, operation: 'changeProtection', delete: value }) as INodeParameters;

it('says what is not allowed, and sends nothing', async () => {
	const run = await hetzner.run({ ...box, operation: 'resetPassword', generatePassword: true }, allowing('noInterruption'));
	expect(shown(run)).toMatchObject({
		message: expect.stringMatching(
			/^Not allowed: "Reset password of Storage Box.*" may interrupt what is in use, and Allowed Actions of the credential "Console" is "Nothing That Interrupts Either"$/,
		),
		description: 'Nothing was sent. Whoever may edit this credential can change that.',
	});
	expect(sent()).toEqual([]);
});

describe('the protection against deletion', () => {
	it.each([true, 'true', '={{ true }}'])('may be set (%p) where nothing may be destroyed', async (value) => {
		expect((await hetzner.run(protect(value), allowing('noInterruption'))).error).toBeUndefined();
		expect(hetzner.changes()).toHaveLength(1);
	});

	it.each([false, 'false', '={{ false }}', '={{ "false" }}'])('may not be lifted (%p) there: that is the first half of a deletion', async (value) => {
		expect(shown(await hetzner.run(protect(value), allowing('noDestruction'))).message).toContain('may destroy something for good');
		expect(sent()).toEqual([]);
	});

	it('is set for no item where it is lifted for another', async () => {
		const run = await hetzner.run(protect('={{ $json.n }}'), { ...allowing('noDestruction'), items: itemsOf(true, false) });
		expect(shown(run)).toMatchObject({ message: expect.stringContaining('Not allowed: '), item: 1 });
		expect(sent()).toEqual([]);
	});
});

it('the node reads where it may only read', async () => {
	expect((await hetzner.run({ ...box, operation: 'get' }, allowing('readOnly'))).json).toMatchObject([{ id: BACKUP }]);
});

it.each(['', null, 'all', '={{ $vars.none }}'])('a setting that nobody understands (%p) allows nothing', async (value) => {
	expect(shown(await hetzner.run({ ...box, operation: 'get' }, allowing(value))).message).toBe('Allowed Actions of the credential "Console" is none of its choices');
	expect(sent()).toEqual([]);
});

it('the trigger only reads, and tells of a setting that nobody understands', async () => {
	const n8n = await published('snapshotCompleted', {}, allowing('readOnly'));
	snapshot(boxes()[0]!, 1);
	expect(await n8n.next()).toMatchObject([{ event: 'snapshotCompleted' }]);
	const before = sent().length;
	n8n.options.credential.allowedActions = '';
	expect((await n8n.look()).errors).toMatchObject([{ message: 'Allowed Actions of the credential "Console" is none of its choices' }]);
	expect(sent()).toHaveLength(before);
});
