/**
 * The files that guard money, logins and request limits, each with the tests that have to notice when it is wrong.
 * `npm run mutation` changes them in hundreds of ways, one at a time, and runs these tests against each.
 */
export const mutated: Array<{ file: string; tests: string[] }> = [
	{
		file: 'nodes/common/http/client.ts',
		tests: ['test/unit/client.test.mts', 'test/engine/transport.test.mts', 'test/engine/limits.test.mts', 'test/engine/login.test.mts'],
	},
	{
		file: 'nodes/common/http/ledger.ts',
		tests: ['test/unit/client.test.mts', 'test/engine/limits.test.mts'],
	},
	{
		file: 'nodes/common/http/loginGuard.ts',
		tests: ['test/unit/loginGuard.test.mts', 'test/engine/login.test.mts'],
	},
	{
		file: 'nodes/common/http/retry.ts',
		tests: ['test/unit/client.test.mts', 'test/engine/transport.test.mts'],
	},
	{
		file: 'nodes/HetznerRobot/jobs/order.ts',
		tests: ['test/engine/order.test.mts', 'test/engine/orderProtection.test.mts', 'test/money/orders.test.mts'],
	},
	{
		file: 'nodes/HetznerRobot/jobs/orderPrice.ts',
		tests: ['test/engine/order.test.mts', 'test/engine/orderProtection.test.mts'],
	},
	{
		file: 'nodes/common/operation/values.ts',
		tests: ['test/unit/values.test.mts', 'test/unit/form.test.mts', 'test/unit/path.test.mts', 'test/engine/order.test.mts'],
	},
	{
		file: 'nodes/HetznerRobot/robot/firewallRules.ts',
		tests: ['test/unit/firewallRules.test.mts', 'test/engine/firewall.test.mts', 'test/engine/firewallTemplate.test.mts'],
	},
];
