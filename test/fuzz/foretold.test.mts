import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import type { World } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { givenFor } from '../contract/cases/index.mts';
import { choiceOf, endpoints, nameOf } from '../contract/documentation/documentation.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { casesOf, seed } from './sound.mts';

/** Random histories of one account: before each change a dry run foretells it, which changes nothing, and then it is made. */

const robot = simulatedRobot({ limits: false });

interface Change {
	name: string;
	parameters: (world: World) => INodeParameters;
	before?: (world: World) => void;
}

const DOCUMENTED: Change[] = endpoints
	// Traffic is asked with a POST.
	.filter(({ method, resource }) => method !== 'GET' && resource !== 'traffic')
	.flatMap((endpoint) => {
		const { resource, operation } = endpoint;
		const { these, before } = givenFor(endpoint);
		const all = { resource, operation, ...choiceOf(endpoint) };
		return these.map((given): Change => ({ name: nameOf(endpoint), before, parameters: (world) => ({ ...all, ...(typeof given === 'function' ? given(world) : given) }) }));
	});

const webServer = { serverNumber: by('id', '321'), options: {} };
const firewalls = { resource: 'firewall', servers: 'selected', selectedServers: by('value', '321, 345') };
const rule = { action: 'accept', ipVersion: 'ipv4', protocol: 'tcp', dstPort: '22' };

/** Operations that no documented endpoint stands for. */
const JOBS: Change[] = [
	{ resource: 'boot', operation: 'bootIntoRescue', ...webServer, os: 'linux', firstReset: 'hw', deactivateOther: true },
	{ resource: 'boot', operation: 'reinstall', ...webServer, dist: 'Debian 13 minimal', lang: 'en', firstReset: 'sw', deactivateOther: true },
	{ resource: 'reset', operation: 'execute', ...webServer, type: 'auto' },
	{ ...firewalls, operation: 'addRules', rules: 'rows', inputRules: { rule: [{ name: 'home', ...rule }] } },
	{ ...firewalls, operation: 'replaceRule', direction: 'input', ruleName: 'home', rule: { rule }, addIfMissing: true },
	{ ...firewalls, operation: 'removeRules', direction: 'input', ruleNames: 'http, home' },
	{ ...firewalls, operation: 'copyFromServer', fromServerNumber: by('number', '321') },
].map((parameters) => ({ name: `${parameters.resource}: ${parameters.operation}`, parameters: () => parameters as INodeParameters }));

const step = fc.record({
	// A job each second time.
	change: fc.oneof(fc.constantFrom(...DOCUMENTED), fc.constantFrom(...JOBS)),
	onlyIfDifferent: fc.boolean(),
	/** Whether what the change needs comes about before it. */
	isPrepared: fc.boolean(),
	minutesBefore: fc.constantFrom(0, 1, 30),
});

/** What arrived that changes something. */
const sent = () =>
	robot.simulator
		.requests()
		.filter(({ method, path }) => method !== 'GET' && path !== '/traffic')
		.map(({ method, path }) => `${method} ${path}`);

const foretoldBy = (json: unknown[]) =>
	(json as Array<{ requests?: Array<{ method: string; path: string }> }>).flatMap(({ requests = [] }) => requests.map(({ method, path }) => `${method} ${path}`));

/** As text: also what time brings about by itself is not to be seen as a change. */
const accountNow = () => JSON.stringify(robot.simulator.state);

/** The parameters, or none where the history has taken away what they are about. */
function parametersOf({ change, isPrepared, onlyIfDifferent }: { change: Change; isPrepared: boolean; onlyIfDifferent: boolean }): INodeParameters | undefined {
	try {
		if (isPrepared) change.before?.(robot.simulator.state);
		const parameters = change.parameters(robot.simulator.state);
		return { ...parameters, options: { ...(parameters.options as INodeParameters), ...(onlyIfDifferent && { onlyIfDifferent }) } };
	} catch {
		return undefined;
	}
}

it('what a dry run foretells is what is sent then, and nothing before', async () => {
	const count = { foretold: 0, refused: 0, unforeseen: 0 };
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
			robot.simulator.reset();
			processMemory.forget();
			for (const { minutesBefore, ...chosen } of steps) {
				robot.simulator.advance(minutesBefore * 60);
				const parameters = parametersOf(chosen);
				if (parameters === undefined) continue;
				const where = chosen.change.name;
				robot.simulator.clearRequests();
				const before = accountNow();

				const foretold = await robot.run({ ...parameters, options: { ...(parameters.options as INodeParameters), dryRun: true } });
				expect({ where, sent: sent() }).toEqual({ where, sent: [] });
				expect({ where, account: accountNow() }).toEqual({ where, account: before });

				const real = await robot.run(parameters);
				if (foretold.error) {
					count.refused += 1;
					// What cannot be planned cannot be done.
					expect({ where, foretold: foretold.error.message, real: real.error?.message, sent: sent() }).toEqual({
						where,
						foretold: foretold.error.message,
						real: foretold.error.message,
						sent: [],
					});
				} else {
					const expected = foretoldBy(foretold.json);
					count[real.error ? 'unforeseen' : 'foretold'] += 1;
					// What Robot refuses ends it.
					expect({ where, sent: sent() }).toEqual({ where, sent: real.error ? expected.slice(0, Math.max(1, sent().length)) : expected });
				}
			}
		}),
		{ numRuns: casesOf(0.08), ...seed() },
	);
	process.stdout.write(`${count.foretold} foretold and done, ${count.refused} refused by both, ${count.unforeseen} refused by Robot only\n`);
	expect(count.foretold).toBeGreaterThan(count.unforeseen + count.refused);
}, 3_600_000);
