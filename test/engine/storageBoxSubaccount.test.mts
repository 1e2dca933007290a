import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { itemsOf, shown, simulatedRobot } from '../support/simulatedRobot.mts';

/** Robot allows one change in 5 seconds, which is not what these tests are about. */
const robot = simulatedRobot({ limits: false });

const of = (operation: string, more = {}) => ({ resource: 'storageBoxSubaccount', operation, storageBoxId: by('id', '12345'), ...more });
const one = (operation: string, more = {}) => of(operation, { username: by('name', 'u12345-sub1'), ...more });
const accounts = () => robot.simulator.state.storageBoxes[0]!.subaccounts;

describe('Get Many', () => {
	it('puts out every sub-account', async () => {
		const run = await robot.run(of('getAll'));

		expect(robot.sent()).toEqual(['GET /storagebox/12345/subaccount']);
		expect(run.json).toEqual([
			{
				username: 'u12345-sub1',
				accountid: 'u12345',
				server: 'u12345-sub1.storagebox.example.net',
				homedirectory: 'web1',
				samba: false,
				ssh: true,
				external_reachability: true,
				webdav: false,
				readonly: false,
				createtime: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
				comment: 'web1 nightly',
			},
			expect.objectContaining({ username: 'u12345-sub2', readonly: true }),
		]);
	});

	it('puts out nothing for a box without sub-accounts', async () => {
		expect(await robot.run(of('getAll', { storageBoxId: by('id', '12346') }))).toMatchObject({ error: undefined, json: [] });
	});
});

describe('Create', () => {
	it('puts out the password that Robot generates', async () => {
		const run = await robot.run(of('create', { homedirectory: 'backups/web3' }));

		expect(robot.sent()).toEqual(['POST /storagebox/12345/subaccount homedirectory=backups/web3']);
		expect(run.json).toEqual([
			{
				username: 'u12345-sub3',
				password: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
				accountid: 'u12345',
				server: 'u12345-sub3.storagebox.example.net',
				homedirectory: 'backups/web3',
				oneTimeSecrets: ['password'],
			},
		]);
	});

	it('sends the chosen settings', async () => {
		const run = await robot.run(
			of('create', { homedirectory: 'web3', additionalFields: { ssh: true, readonly: true, samba: false, comment: 'nightly', password: 'Correct+Horse&9' } }),
		);

		expect(run.json).toMatchObject([{ password: 'Correct+Horse&9' }]);
		expect(robot.simulator.requests()[0]!.form).toEqual(
			expect.arrayContaining([
				['homedirectory', 'web3'],
				['ssh', 'true'],
				['readonly', 'true'],
				['samba', 'false'],
				['comment', 'nightly'],
				['password', 'Correct+Horse&9'],
			]),
		);
		expect(robot.simulator.requests()[0]!.form).toHaveLength(6);
		expect(accounts()[2]).toMatchObject({ homedirectory: 'web3', ssh: true, readonly: true, samba: false, webdav: false, comment: 'nightly' });
	});

	it('says that there are too many, with the code that Robot has and the documentation has not', async () => {
		robot.simulator.inject({ kind: 'error', status: 409, code: 'STORAGEBOX_SUBACCOUNT_LIMIT_EXCEEDED', message: 'Subaccount limit exceeded' });
		expect(shown(await robot.run(of('create', { homedirectory: 'x' })))).toMatchObject({
			message: 'Subaccount limit exceeded [STORAGEBOX_SUBACCOUNT_LIMIT_EXCEEDED]',
			httpCode: '409',
		});
	});

	it('sends nothing without a home directory', async () => {
		const run = await robot.run(of('create', { homedirectory: '={{ $json.missing }}' }));
		expect(run.error?.message).toBe('Home Directory is empty');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Update', () => {
	it('sends the chosen settings and leaves the others alone', async () => {
		const run = await robot.run(one('update', { updateFields: { readonly: true, externalReachability: false } }));

		expect(robot.sent()).toEqual(['PUT /storagebox/12345/subaccount/u12345-sub1 external_reachability=false readonly=true']);
		expect(run.json).toEqual([{ success: true }]);
		expect(accounts()[0]).toMatchObject({ homedirectory: 'web1', comment: 'web1 nightly', ssh: true, readonly: true, external_reachability: false });
	});

	it('sends nothing when nothing is chosen', async () => {
		const run = await robot.run(one('update', { updateFields: {} }));
		expect(run.error?.message).toBe('Update Fields is empty');
		expect(robot.sent()).toEqual([]);
	});

	it('does not move a sub-account to no directory', async () => {
		const run = await robot.run(one('update', { updateFields: { homedirectory: '={{ $json.missing }}', ssh: false } }));
		expect(run.error?.message).toBe('Home Directory resolved to nothing');
		expect(robot.sent()).toEqual([]);
	});
});

describe('Reset Password', () => {
	it('puts out the password that Robot generates', async () => {
		const run = await robot.run(one('resetPassword'));
		expect(robot.sent()).toEqual(['POST /storagebox/12345/subaccount/u12345-sub1/password']);
		expect(run.json).toEqual([{ password: expect.stringMatching(/^[A-Za-z0-9]{16}$/), oneTimeSecrets: ['password'] }]);
	});

	it('sets the given password', async () => {
		const run = await robot.run(one('resetPassword', { password: 'Correct-Horse-9' }));
		expect(robot.sent()).toEqual(['POST /storagebox/12345/subaccount/u12345-sub1/password password=Correct-Horse-9']);
		expect(run.json).toEqual([{ password: 'Correct-Horse-9', oneTimeSecrets: ['password'] }]);
	});
});

describe('Delete', () => {
	it('deletes the sub-account and no other', async () => {
		const run = await robot.run(one('delete'));
		expect(robot.sent()).toEqual(['DELETE /storagebox/12345/subaccount/u12345-sub1']);
		expect(run.json).toEqual([{ deleted: true }]);
		expect(accounts().map(({ username }) => username)).toEqual(['u12345-sub2']);
	});

	it('keeps a name with a slash in its place', async () => {
		const run = await robot.run(of('delete', { username: by('name', '={{ $json.n }}') }), { items: itemsOf('u12345-sub1/password') });
		expect(robot.sent()).toEqual(['DELETE /storagebox/12345/subaccount/u12345-sub1%2Fpassword']);
		expect(run.error?.message).toBe('Subaccount not found [STORAGEBOX_SUBACCOUNT_NOT_FOUND]');
	});
});
