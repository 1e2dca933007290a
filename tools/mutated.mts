import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The files that guard money, logins and request limits, each with the tests that have to notice when it is wrong.
 * `npm run mutation` changes them in hundreds of ways, one at a time, and runs these tests against each: they should be
 * fast ones, on the file itself.
 */
export const mutated: Array<{ file: string; tests: string[] }> = [
	{
		file: 'nodes/common/http/client.ts',
		tests: [
			'test/unit/client.test.mts',
			'test/unit/clientLimits.test.mts',
			'test/unit/clientRequest.test.mts',
			'test/unit/otherApis.test.mts',
			'test/unit/permission.test.mts',
			'test/unit/retry.test.mts',
		],
	},
	{ file: 'nodes/common/http/ledger.ts', tests: ['test/unit/ledger.test.mts', 'test/unit/otherApis.test.mts'] },
	{ file: 'nodes/common/http/loginGuard.ts', tests: ['test/unit/loginGuard.test.mts'] },
	{ file: 'nodes/common/http/lane.ts', tests: ['test/unit/lane.test.mts'] },
	{ file: 'nodes/common/http/retry.ts', tests: ['test/unit/retry.test.mts'] },
	{ file: 'nodes/common/http/networkFault.ts', tests: ['test/unit/networkFault.test.mts'] },
	{ file: 'nodes/common/operation/attempts.ts', tests: ['test/unit/attempts.test.mts'] },
	{ file: 'nodes/common/operation/values.ts', tests: ['test/unit/values.test.mts'] },
	{ file: 'nodes/HetznerRobot/robot/addresses.ts', tests: ['test/unit/addresses.test.mts'] },
	{ file: 'nodes/HetznerRobot/robot/fingerprint.ts', tests: ['test/unit/fingerprint.test.mts'] },
	{ file: 'nodes/HetznerRobot/robot/cutOff.ts', tests: ['test/unit/cutOff.test.mts'] },
	{
		file: 'nodes/HetznerRobot/robot/firewallRules.ts',
		tests: ['test/unit/firewallRules.test.mts', 'test/unit/firewallRefusals.test.mts'],
	},
	{ file: 'nodes/HetznerRobot/jobs/order.ts', tests: ['test/unit/order.test.mts'] },
	{ file: 'nodes/HetznerRobot/jobs/earlierOrders.ts', tests: ['test/unit/order.test.mts'] },
	{ file: 'nodes/HetznerRobot/jobs/orderPrice.ts', tests: ['test/unit/orderPrice.test.mts'] },
	{ file: 'nodes/HetznerRobot/robot/prices.ts', tests: ['test/unit/orderPrice.test.mts'] },
];

/** How many of the faults in a file the tests noticed. */
export interface Score {
	noticed: number;
	all: number;
}

export const inPercent = ({ noticed, all }: Score): string => (all === 0 ? '-' : `${((100 * noticed) / all).toFixed(1)} %`);

/** What the last run found, file by file. */
export const SCORES_FILE = 'tools/mutationScores.json';

export const readScores = (): Record<string, Score> => JSON.parse(readFileSync(SCORES_FILE, 'utf8')) as Record<string, Score>;

/** Keeps the score of one file, in the order of the table, and none of a file that the table does not have. */
export function keepScore(file: string, score: Score): void {
	const scores = { ...readScores(), [file]: score };
	const kept = mutated.flatMap((entry) => (scores[entry.file] ? [[entry.file, scores[entry.file]]] : []));
	writeFileSync(SCORES_FILE, `${JSON.stringify(Object.fromEntries(kept), null, '\t')}\n`);
}
