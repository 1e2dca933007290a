import { expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** Items say which of their fields hold what nothing shows again. */

const robot = simulatedRobot({ limits: false });
const boot = (operation: string, more = {}) => ({ resource: 'boot', operation, serverNumber: by('id', '321'), ...more });
const panel = (operation: string, more = {}) => ({ resource: 'boot', operation, serverNumber: by('id', '460'), ...more });
const box = { storageBoxId: by('id', '12345') };
const account = { ...box, resource: 'storageBoxSubaccount', username: by('name', 'u12345-sub1') };
const KEY = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';
const PASSWORD = 'Correct+Horse&9';

it.each([
	['a rescue system', boot('activateRescue')],
	['a rescue system that the server boots now', boot('bootIntoRescue', { os: 'linux' })],
	['an installation', boot('activateLinux', { dist: 'Debian 12 minimal', lang: 'en' })],
	['an installation that begins now', boot('reinstall', { dist: 'Debian 13 minimal', lang: 'en' })],
	['an installation over VNC', boot('activateVnc', { dist: 'Rocky Linux 9', lang: 'en_US' })],
	['Windows', panel('activateWindows', { lang: 'en' })],
	['Plesk', panel('activatePlesk', { dist: 'Debian 12 minimal', lang: 'en', hostname: 'plesk.example.com' })],
	['cPanel', panel('activateCpanel', { dist: 'AlmaLinux 9 + cPanel', lang: 'en', hostname: 'cpanel.example.com' })],
	['a Storage Box', { ...box, resource: 'storageBox', operation: 'resetPassword' }],
	['a sub-account', { ...account, operation: 'resetPassword' }],
	['a sub-account with the password that was given', { ...account, operation: 'resetPassword', password: PASSWORD }],
	['a new sub-account', { ...account, operation: 'create', homedirectory: 'backups/web3' }],
])('the password of %s is shown once', async (_what, parameters) => {
	const run = await robot.run(parameters);

	expect(run.error).toBeUndefined();
	expect(run.json).toMatchObject([{ password: expect.stringMatching(/./), oneTimeSecrets: ['password'] }]);
});

it('nothing is said of a password that is not there, because a key is used', async () => {
	for (const operation of ['activateRescue', 'bootIntoRescue']) {
		const [item] = (await robot.run(boot(operation, { os: 'linux', authorizedKey: [KEY], resetNow: false }))).json;
		expect(item).toMatchObject({ password: null });
		expect(item).not.toHaveProperty('oneTimeSecrets');
	}
});

it('nothing is said by what can be asked again, by a withdrawal, or by a dry run', async () => {
	const dryRun = (await robot.run(boot('activateRescue', { options: { dryRun: true } }))).json;
	await robot.run(boot('activateRescue'));
	const shown = (await robot.run(boot('get', { system: 'rescue' }))).json;
	const all = (await robot.run(boot('get', { system: 'all', output: 'simplified' }))).json;
	const last = (await robot.run(boot('getLast', { system: 'rescue' }))).json;
	const gone = (await robot.run(boot('deactivate', { system: 'rescue' }))).json;

	expect([shown, all, last]).toEqual([0, 0, 0].map(() => [expect.objectContaining({ password: expect.stringMatching(/./) })]));
	for (const item of [...dryRun, ...shown, ...all, ...last, ...gone]) expect(item).not.toHaveProperty('oneTimeSecrets');
});
