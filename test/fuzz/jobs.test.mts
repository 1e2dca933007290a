import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Simulator } from '../../simulator/index.mts';
import { FLEET_JOBS, type FleetJob } from '../contract/jobs/fleetJobs.mts';
import { startFleet } from '../contract/jobs/fleets.mts';
import { processMemory } from '../../nodes/common/http/memory.ts';
import { standStill } from '../support/clock.mts';

/** Jobs that people run for a whole fleet: again, and after they were cut off anywhere. */

const SERVERS = 2;
const MINUTE = 60;

jest.setTimeout(600_000);
beforeEach(() => standStill(Date.UTC(2026, 10, 15, 12)));

/** A block is until so long after it was made. */
const untimed = (value: unknown) => (typeof value === 'string' ? value.replace(/^block until .*/, 'block') : value);

/** What must be the same at the end, whichever way led there: all but passwords, and what time changes. */
function worldOf({ state }: Simulator): unknown {
	const { servers, firewalls, failovers, rdns, keys, vSwitches } = state;
	const storageBoxes = state.storageBoxes.map((box) => ({ ...box, snapshots: box.snapshots.length }));
	const world = { servers, firewalls, failovers, rdns, keys, vSwitches, storageBoxes };
	const isLasting = (key: string) => !['password', 'operating_status', 'created_at', 'host_key'].includes(key);
	return JSON.parse(JSON.stringify(world, (key, value: unknown) => (isLasting(key) ? untimed(value) : undefined)));
}

/** What a dry run has foretold, as it would be sent. */
const foretoldBy = (json: unknown[]): string[] =>
	(json as Array<{ requests: Array<{ method: string; path: string }> }>).flatMap(({ requests }) => requests.map(({ method, path }) => `${method} ${path}`));

const isRead = ({ parameters: { operation } }: FleetJob) => ['findMarketOffers', 'getAll', 'getInventory', 'report'].includes(String(operation));
const changing = FLEET_JOBS.filter((job) => !isRead(job));

describe.each(changing)('$name', (job) => {
	it('is foretold by a dry run, which changes nothing', async () => {
		const fleet = await startFleet(SERVERS);
		const before = worldOf(fleet.simulator);
		const foretold = await fleet.run(job, { dryRun: true });
		expect(foretold.error).toBeUndefined();
		expect(fleet.changes()).toEqual([]);
		expect(worldOf(fleet.simulator)).toEqual(before);

		const done = await fleet.run(job);
		expect(done.error).toBeUndefined();
		expect(fleet.changes()).toEqual(foretoldBy(foretold.json));
		await fleet.close();
	});

	it.each([
		['the same process', false],
		['another process', true],
	])('run again in %s changes nothing more', async (_where, isAnother) => {
		const fleet = await startFleet(SERVERS);
		expect((await fleet.run(job)).error).toBeUndefined();
		fleet.simulator.advance(MINUTE);
		const after = worldOf(fleet.simulator);
		if (isAnother) processMemory.forget();
		fleet.simulator.clearRequests();

		expect((await fleet.run(job)).error).toBeUndefined();
		if (!(job.isAnew ?? (isAnother && job.isKnownHere))) expect(fleet.changes()).toEqual([]);
		expect(worldOf(fleet.simulator)).toEqual(after);
		await fleet.close();
	});

	it.each(['cut-before', 'cut-after'] as const)('whose connection is cut for good (%s) at any request comes to the same end when it is run again', async (kind) => {
		const whole = await startFleet(SERVERS);
		await whole.run(job);
		whole.simulator.advance(MINUTE);
		const wanted = worldOf(whole.simulator);
		const requests = whole.simulator.requests().length;
		await whole.close();

		let cutOff = 0;
		for (let request = 0; request < requests; request++) {
			const fleet = await startFleet(SERVERS);
			fleet.simulator.inject({ kind, skip: request, times: Infinity });
			const first = await fleet.run(job);
			cutOff += first.error === undefined ? 0 : 1;
			fleet.simulator.clearFaults();
			fleet.simulator.advance(20 * MINUTE);

			const { error } = await fleet.run(job);
			expect({ request, error: error && `${error.message} ${error.description}` }).toEqual({ request, error: undefined });
			fleet.simulator.advance(MINUTE);
			expect({ request, world: worldOf(fleet.simulator) }).toEqual({ request, world: wanted });
			await fleet.close();
		}
		expect(cutOff).toBeGreaterThan(0);
	});
});
