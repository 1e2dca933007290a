import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { processMemory } from '../../nodes/common/http/memory.ts';
import type { Fault } from '../../simulator/index.mts';
import type { FirewallRule } from '../../simulator/state/firewall.mts';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';
import { casesOf, seed } from './sound.mts';

/** Whatever rules there are and whichever are changed: the rest stays, twice is as once, and so is an interruption. */

const robot = simulatedRobot({ limits: false });

const SERVERS = [321, 345, 346];
const TYPED = '321, 345, 346';
const NAMES = ['a', 'b', 'c', 'd'];

type Direction = 'input' | 'output';
type Rules = Record<Direction, FirewallRule[]>;
interface World {
	status: 'active' | 'disabled';
	filter_ipv6: boolean;
	whitelist_hos: boolean;
	rules: Rules;
}

const anything = { ip_version: null, name: null, dst_ip: null, src_ip: null, dst_port: null, src_port: null, protocol: null, tcp_flags: null };
const aName = fc.constantFrom(...NAMES);
const aPort = fc.constantFrom('22', '80', '443');
const anAction = fc.constantFrom<'accept' | 'discard'>('accept', 'discard');
const aRule = fc.record({ name: fc.option(aName), dst_port: fc.option(aPort), ip_version: fc.constantFrom<'ipv4' | 'ipv6' | null>('ipv4', 'ipv6', null), action: anAction });
const someRules = fc.array(
	aRule.map((rule): FirewallRule => ({ ...anything, ...rule })),
	{ maxLength: 6 },
);
const aWorld = fc.record({
	status: fc.constantFrom<World['status']>('active', 'disabled'),
	filter_ipv6: fc.boolean(),
	whitelist_hos: fc.boolean(),
	rules: fc.record({ input: someRules, output: someRules }),
});

/** A row as a person fills it in. */
const aRow = fc
	.record({ action: anAction, ipVersion: fc.constantFrom('ipv4', ''), srcIp: fc.constantFrom('', '198.51.100.7', '198.51.100.7/32'), dstPort: fc.option(aPort, { nil: '' }) })
	.map((row) => (row.ipVersion === '' ? { ...row, srcIp: '' } : row));
const aDirection = fc.constantFrom<Direction>('input', 'output');

interface Asked {
	parameters: INodeParameters;
	/** What must not be another after it: the names of the rules that it may touch, by direction. */
	touches: Record<Direction, string[]>;
}

const touching = (direction: Direction, names: string[]) => ({ input: [], output: [], [direction]: names });
const replace = fc.record({ direction: aDirection, ruleName: aName, row: aRow }).map(
	({ direction, ruleName, row }): Asked => ({
		parameters: { operation: 'replaceRule', direction, ruleName, rule: { rule: row }, addIfMissing: true },
		touches: touching(direction, [ruleName]),
	}),
);
const remove = fc.record({ direction: aDirection, names: fc.uniqueArray(aName, { minLength: 1, maxLength: 2 }) }).map(
	({ direction, names }): Asked => ({
		parameters: { operation: 'removeRules', direction, ruleNames: names.join(', ') },
		touches: touching(direction, names),
	}),
);
const add = fc.record({ rows: fc.array(aRow, { minLength: 1, maxLength: 3 }), position: fc.constantFrom('first', 'last') }).map(
	({ rows, position }): Asked => ({
		parameters: { operation: 'addRules', rules: 'rows', inputRules: { rule: rows.map((row) => ({ ...row, name: 'new' })) }, position },
		touches: touching('input', ['new']),
	}),
);
const copy = fc.constantFrom('rules', 'rulesAndSettings').map(
	(copied): Asked => ({
		parameters: { operation: 'copyFromServer', fromServerNumber: by('number', '346'), copied },
		touches: { input: NAMES, output: NAMES },
	}),
);

const aFault = fc.constantFrom<Fault>(
	{ kind: 'cut-before' },
	{ kind: 'cut-after' },
	{ kind: 'reply', status: 502 },
	{ kind: 'error', status: 409, code: 'CONFLICT', message: 'no' },
);

const aCase = fc.record({
	worlds: fc.tuple(aWorld, aWorld, aWorld),
	asked: fc.oneof(replace, remove, add, copy),
	at: fc.nat({ max: 9 }),
	fault: aFault,
	tries: fc.constantFrom(undefined, 2),
});

const firewalls = () => SERVERS.map((number) => robot.simulator.state.firewalls.find(({ server_number }) => server_number === number)!);
const worldsNow = (): World[] => firewalls().map(({ status, filter_ipv6, whitelist_hos, rules }) => structuredClone({ status, filter_ipv6, whitelist_hos, rules }) as World);

function begin(worlds: World[]): void {
	robot.simulator.reset();
	processMemory.forget();
	firewalls().forEach((firewall, index) => Object.assign(firewall, structuredClone(worlds[index])));
}

const run = async (asked: Asked, options: INodeParameters = {}, tries?: number) => {
	robot.simulator.clearRequests();
	const parameters = { resource: 'firewall', servers: 'selected', selectedServers: by('value', TYPED), ...asked.parameters, options: { cutOff: 'both', ...options } };
	const result = await robot.run(parameters as INodeParameters, { ...(tries && { tries }) });
	return { ...result, changes: robot.simulator.requests().filter(({ method }) => method === 'POST') };
};

const untouched = ({ rules }: World, { touches }: Asked) =>
	(['input', 'output'] as const).map((direction) => rules[direction].filter(({ name }) => !touches[direction].includes(name ?? '')));

it('changes what was asked, keeps the rest, and does not mind where it was interrupted', async () => {
	let changed = 0;
	let interrupted = 0;
	await fc.assert(
		fc.asyncProperty(aCase, async ({ worlds, asked, at, fault, tries }) => {
			begin(worlds);
			const foretold = await run(asked, { dryRun: true });
			expect(foretold.changes).toEqual([]);
			expect(worldsNow()).toEqual(worlds);

			const once = await run(asked);
			expect(once.error?.message).toBe(foretold.error?.message);
			const after = worldsNow();
			const [said, done] = [foretold, once].map(({ json }) =>
				(json as Array<{ server_number: number; changed: boolean; message: string }>).map(({ server_number, changed, message }) => ({ server_number, changed, message })),
			);
			expect(done).toEqual(said);
			expect((foretold.json as Array<{ requests: Array<{ path: string }> }>).flatMap(({ requests }) => requests.map(({ path }) => path))).toEqual(
				once.changes.map(({ path }) => path),
			);
			if (asked.parameters.operation !== 'copyFromServer') {
				after.forEach((world, index) => {
					expect(untouched(world, asked)).toEqual(untouched(worlds[index]!, asked));
					expect({ ...world, rules: 0 }).toEqual({ ...worlds[index], rules: 0 });
				});
			}
			changed += once.changes.length > 0 ? 1 : 0;

			expect((await run(asked)).changes).toEqual([]);
			expect(worldsNow()).toEqual(after);

			begin(worlds);
			robot.simulator.inject({ ...fault, skip: at });
			const first = await run(asked, {}, tries);
			interrupted += first.error === undefined ? 0 : 1;
			robot.simulator.clearFaults();
			robot.simulator.advance(60);
			processMemory.forget();
			await run(asked);
			expect(worldsNow()).toEqual(after);
		}),
		{ numRuns: casesOf(0.04), ...seed() },
	);
	process.stdout.write(`${changed} changed something, ${interrupted} were interrupted\n`);
	expect(changed).toBeGreaterThan(5);
	expect(interrupted).toBeGreaterThan(2);
}, 3_600_000);
