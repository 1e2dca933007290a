import { expect, test } from '@jest/globals';
import { waitFor } from '../../demo/process.mts';
import type { Simulator } from '../../simulator/index.mts';
import { pause } from './environment.mts';
import { credentialOf, happening, NOTICED_SECONDS, PolledN8n, SETTLED_SECONDS, type OtherRobot } from './polledN8n.mts';

const EVENTS = ['failoverIpSwitched', 'marketOfferFound', 'orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot'];

const n8n = new PolledN8n();

/** How the Robot of a workflow cannot be asked for a while. */
interface Outage extends OtherRobot {
	name: string;
	begin: () => unknown;
	end: () => unknown;
	workflowId: string;
}

const outages: Outage[] = [];

/** Publishes a workflow with a Robot of its own; while that is down, where `isDownAtFirst`. */
async function prepareOutage(name: string, begin: (other: OtherRobot) => unknown, end: (other: OtherRobot) => unknown, isDownAtFirst = false): Promise<void> {
	const other = await n8n.anotherRobot(name);
	if (isDownAtFirst) other.door.shut();
	outages.push({ ...other, name, begin: () => begin(other), end: () => end(other), workflowId: await n8n.publish(name, EVENTS, name) });
	if (isDownAtFirst) await other.door.open();
}

const enterNewPassword = async (other: OtherRobot) => void (await n8n.client.updateCredential((await n8n.client.findCredential('login'))!.id, credentialOf('login', other)));

const looked = ({ requests }: Simulator) => requests().some(({ path, status }) => path === '/storagebox/12347/snapshot' && status === 200);

test(
	'each event starts the published workflow exactly once, though n8n is killed in between, and started again while Robot cannot be asked',
	async () => {
		const { settle, snapshot, order, rename } = happening(n8n.simulator);
		await n8n.publish('Robot events', ['orderTransactionUpdated', 'serverChanged', 'snapshotCompletedRobot']);
		const published = Date.now();
		await prepareOutage(
			'down',
			({ door }) => door.shut(),
			({ door }) => door.open(),
			true,
		);
		await prepareOutage(
			'maintenance',
			({ robot }) => robot.inject({ kind: 'reply', status: 503, body: '<h1>Maintenance</h1>', times: Infinity }),
			({ robot }) => robot.clearFaults(),
		);
		await prepareOutage('login', ({ robot }) => void (robot.password = 'new-password'), enterNewPassword);
		// The first poll is over when it has looked at every box.
		for (const robot of [n8n.simulator, ...outages.map((outage) => outage.robot)]) await waitFor('the first poll', NOTICED_SECONDS, async () => looked(robot));
		await pause(1);
		expect(n8n.inbox.events).toEqual([]);

		const first = [settle(0), snapshot(12346)].sort();
		await waitFor('the first events', NOTICED_SECONDS, async () => n8n.inbox.events.length >= first.length);
		expect(n8n.arrived('Robot events')).toEqual(first);

		// A poll later, n8n is killed between two polls; Robot goes on meanwhile, and is not there when n8n comes back.
		await pause(15);
		await n8n.killHard();
		const second = [...first, order(), snapshot(12345), rename('web9')].sort();
		for (const { robot, begin } of outages) {
			const changed = happening(robot);
			changed.switchFailover();
			for (const change of [changed.offer, changed.order, () => changed.rename('web9'), () => changed.snapshot(12345)]) change();
			robot.clearRequests();
			await begin();
		}
		await n8n.start();
		await waitFor('what happened while n8n was down', NOTICED_SECONDS, async () => n8n.toldTo('Robot events').length >= second.length);
		await pause(SETTLED_SECONDS);
		expect(n8n.arrived('Robot events')).toEqual(second);
		for (const { name, workflowId } of outages) {
			expect(n8n.toldTo(name)).toEqual([]);
			// Each is told as one failed execution, also that which Robot was down for when the workflow was published.
			expect([name, (await n8n.client.failedExecutions(workflowId)).length]).toEqual([name, 1]);
		}
		expect(outages.find(({ name }) => name === 'login')!.robot.requests()).toHaveLength(1);

		for (const { end } of outages) await end();
		for (const { name } of outages) await waitFor(`the events after ${name}`, NOTICED_SECONDS, async () => n8n.toldTo(name).length >= EVENTS.length);

		// Nothing comes again, and what happens now comes once.
		const third = [...second, settle(0)].sort();
		await waitFor('the last event', NOTICED_SECONDS, async () => n8n.toldTo('Robot events').length >= third.length);
		await pause(SETTLED_SECONDS);
		expect(n8n.arrived('Robot events')).toEqual(third);
		for (const { name } of outages) {
			expect(
				n8n
					.toldTo(name)
					.map(({ event }) => event)
					.sort(),
			).toEqual(EVENTS);
		}
		expect(new Set(n8n.toldTo('Robot events').map(({ eventId }) => eventId)).size).toBe(third.length);

		const minutes = (Date.now() - published) / 60_000;
		const spent: Record<string, number> = {};
		for (const { path } of n8n.simulator.requests()) spent[path.replace(/\d{4,}/, '*')] = (spent[path.replace(/\d{4,}/, '*')] ?? 0) + 1;
		console.log(`Requests in ${minutes.toFixed(1)} minutes of polling at every 10 seconds`, spent);
		// As many as the limit allows in that time, and a starting point at each of the two starts.
		for (const path of ['/server', '/storagebox']) expect(spent[path]).toBeLessThanOrEqual(Math.ceil((minutes * 200) / 60) + 2);
		expect(spent['/storagebox/*/snapshot']).toBeLessThanOrEqual(Math.ceil((minutes * 200) / 60) + 3 + 1);
		expect(n8n.simulator.requests().map(({ status }) => status)).toEqual(n8n.simulator.requests().map(() => 200));
	},
	15 * 60_000,
);
