import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, nameOf } from '../contract/documentation/documentation.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** Every documented endpoint that changes something: foretold, done, and done once more only if different. */

const robot = simulatedRobot();

const changes = endpoints
	// Traffic is asked with a POST.
	.filter(({ method, resource }) => method !== 'GET' && resource !== 'traffic')
	.map((endpoint) => {
		const { these, before } = givenFor(endpoint);
		return { endpoint, given: these[0]!, before, title: `${nameOf(endpoint)} (${endpoint.resource}: ${endpoint.operation})` };
	});

const isRead = (line: string) => line.startsWith('GET ');

/** What one read cannot tell: there is no such read, or it does not show it. */
const UNKNOWN = [
	'POST /key',
	'PUT /ip/{ip}/mac',
	'DELETE /subnet/{net-ip}/mac',
	'DELETE /storagebox/{storagebox-id}/snapshot/{snapshot-name}',
	'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}/comment',
	'PUT /storagebox/{storagebox-id}/subaccount/{sub-account-username}',
	'DELETE /storagebox/{storagebox-id}/subaccount/{sub-account-username}',
];

/** In the simulated account nothing is active there, and all is kept here. */
const SO_ALREADY = /^DELETE \/boot\/|^POST \/firewall\/\{server-id\}$/;

/** What happens anew each time; an activation has Already Done Is a Success for it. */
const EACH_TIME = /^POST \/boot\/|\/(reset|wol|order|password|snapshot|subaccount|vswitch|firewall\/template)\b[^{]*$|^POST \/(reset|wol)|snapshot-name}$/;

/** What is gone with its change: looking for it is an error. */
const GONE = ['DELETE /vswitch/{vswitch-id}'];

function foretoldOf(name: string): boolean | null {
	if (UNKNOWN.includes(name)) return null;
	return !SO_ALREADY.test(name);
}

interface Foretold {
	dryRun: boolean;
	changed: boolean;
	changes: Array<{ to: unknown }>;
	requests: Array<{ method: string; path: string }>;
}

describe.each(changes)('$title', ({ endpoint, given, before }) => {
	const { resource, operation } = endpoint;
	const parameters = (): INodeParameters => ({ resource, operation, ...choiceOf(endpoint), ...(typeof given === 'function' ? given(robot.simulator.state) : given) });
	const withOption = (options: INodeParameters): INodeParameters => ({ ...parameters(), options: { ...(parameters().options as INodeParameters), ...options } });

	it('is foretold as it is done', async () => {
		before?.(robot.simulator.state);
		const asked = withOption({ dryRun: true });
		const real = parameters();

		const foretold = await robot.run(asked);

		expect(foretold.error).toBeUndefined();
		expect(robot.sent().filter((line) => !isRead(line))).toEqual([]);
		const [{ dryRun, changed, requests, changes: foretoldChanges }] = foretold.json as [Foretold];
		expect({ dryRun, changed }).toEqual({ dryRun: true, changed: foretoldOf(nameOf(endpoint)) });
		// Whoever reads it must see what it becomes.
		for (const { to } of foretoldChanges) expect(to).not.toEqual({});

		await robot.run(real);

		const sent = robot.simulator.requests().filter(({ method }) => method !== 'GET');
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(sent.map(({ method, path }) => `${method} ${path}`));
	});

	it('is not done once more where it is so already', async () => {
		before?.(robot.simulator.state);
		const [real, again] = [parameters(), withOption({ onlyIfDifferent: true })];
		await robot.run(real);
		// A firewall and a vSwitch take their time.
		robot.simulator.advance(20 * 60);
		const count = robot.sent().length;

		const run = await robot.run(again);

		const changesSent = robot
			.sent()
			.slice(count)
			.filter((line) => !isRead(line));
		const isTold = ![...UNKNOWN, ...GONE].includes(nameOf(endpoint)) && !EACH_TIME.test(nameOf(endpoint));
		expect(changesSent).toHaveLength(isTold || GONE.includes(nameOf(endpoint)) ? 0 : 1);
		if (isTold) expect(run.json).toMatchObject([{ changed: false, message: 'It is so already: nothing was sent' }]);
	});
});
