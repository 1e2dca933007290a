import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { by } from '../../contract/case.mts';
import { refusal, stubConsole } from '../../support/stubConsole.mts';

const stub = stubConsole();

const read: INodeParameters = { resource: 'storageBox', operation: 'get', storageBoxId: by('id', '42') };
const snapshot: INodeParameters = { resource: 'snapshot', operation: 'get', storageBoxId: by('id', '42'), snapshotId: by('id', '7') };

it("Hetzner Console's code stands in the details of an error that stops the node", async () => {
	stub.answer(refusal(404, 'not_found'));
	expect((await stub.run(read)).error?.context.data).toEqual({ code: 'not_found', status: 404 });
});

it("Hetzner Console's code stands in the item that goes to the error output, which has no other keys", async () => {
	stub.answer(refusal(404, 'not_found', 'Storage Box not found'));
	const { outputs } = await stub.run(read, { onError: 'continueErrorOutput' });
	expect(outputs[1]?.map(({ json }) => json)).toEqual([
		{ error: 'Storage Box 42: Storage Box not found [not_found]', message: expect.stringContaining('The number that a Storage Box had in Robot is not its ID here') },
	]);

	stub.answer(refusal(404, 'not_found', "Storage Box Snapshot '7' not found"));
	expect((await stub.run(snapshot, { onError: 'continueRegularOutput' })).json).toEqual([
		{ error: expect.stringContaining('Snapshot'), message: expect.not.stringContaining('Robot') },
	]);

	stub.answer(refusal(401, 'unauthorized'));
	const refused = await stub.run(read, { onError: 'continueRegularOutput' });
	expect(refused.json).toEqual([{ error: 'Hetzner Console refused the API token [unauthorized]', message: expect.any(String) }]);
});
