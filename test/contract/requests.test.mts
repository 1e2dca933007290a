import { afterAll, beforeEach, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { FLEET_SIZES, requestsPage, REQUESTS_PAGE, type Spent } from '../../tools/requests.mts';
import { paused, standStill } from '../support/clock.mts';
import { FLEET_JOBS } from './jobs/fleetJobs.mts';
import { startFleet } from './jobs/fleets.mts';

/** What jobs spend of the request limits, by the size of the fleet. `npm run requests` writes the page. */

jest.setTimeout(120_000);
beforeEach(() => standStill(Date.UTC(2026, 10, 15, 12)));

const spent: Spent[] = [];

it.each(FLEET_JOBS)('$name spends the requests that the page tells', async (job) => {
	const requests: number[] = [];
	for (const size of FLEET_SIZES) {
		const fleet = await startFleet(size);
		const before = paused().length;
		const { error } = await fleet.run(job);
		requests.push(fleet.simulator.requests().length);
		await fleet.close();
		expect(error).toBeUndefined();
		if (size === FLEET_SIZES.at(-1))
			spent.push({
				...job,
				requests,
				paused: paused()
					.slice(before)
					.reduce((sum, seconds) => sum + seconds, 0),
			});
	}
});

afterAll(() => {
	if (spent.length < FLEET_JOBS.length) return;
	const page = requestsPage(spent);
	if (process.env.REQUESTS === 'write') writeFileSync(REQUESTS_PAGE, page);
	else expect(existsSync(REQUESTS_PAGE) ? readFileSync(REQUESTS_PAGE, 'utf8') : '').toBe(page);
});
