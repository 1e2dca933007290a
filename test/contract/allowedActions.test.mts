import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { AnyCredential, NodeResult } from '../support/engine.mts';
import { runNode } from '../support/engine.mts';
import { startReplay, type Replay } from '../support/replay.mts';
import { stubConsole, TOKEN } from '../support/stubConsole.mts';
import { cases } from './cases/index.mts';
import { exchanges } from './console/exchanges.mts';
import { consoleJobs } from './console/jobs.mts';
import { examples } from './documentation/documentation.mts';

/**
 * What each setting of Allowed Actions lets through, for every documented request of both APIs. The lists are written by
 * hand: each holds what the setting before it refuses; whatever is in none reads.
 */

const ORDERED_LEVELS = ['readOnly', 'noInterruption', 'noDestruction', 'noOrders', 'everything'] as const;
type Level = (typeof ORDERED_LEVELS)[number];

const ROBOT: Record<Exclude<Level, 'readOnly'>, string[]> = {
	noInterruption: [
		'POST /boot/{server-number}/rescue',
		'DELETE /boot/{server-number}/rescue',
		'DELETE /boot/{server-number}/linux',
		'DELETE /boot/{server-number}/vnc',
		'DELETE /boot/{server-number}/windows',
		'DELETE /boot/{server-number}/plesk',
		'DELETE /boot/{server-number}/cpanel',
		'POST /firewall/template',
		'POST /ip/{ip}',
		'DELETE /ip/{ip}/cancellation',
		'PUT /rdns/{ip}',
		'POST /rdns/{ip}',
		'POST /server/{server-number}',
		'DELETE /server/{server-number}/cancellation',
		'POST /key',
		'POST /key/{fingerprint}',
		// The documented example changes the name only.
		'POST /storagebox/{storagebox-id}',
		'POST /storagebox/{storagebox-id}/snapshot',
		'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}/comment',
		'POST /storagebox/{storagebox-id}/subaccount',
		'POST /subnet/{net-ip}',
		'DELETE /subnet/{ip}/cancellation',
		'POST /vswitch',
		'POST /vswitch/{vswitch-id}/server',
		'POST /wol/{server-number}',
	],
	noDestruction: [
		'POST /failover/{failover-ip}',
		'DELETE /failover/{failover-ip}',
		'PUT /ip/{ip}/mac',
		'POST /reset/{server-number}',
		'POST /storagebox/{storagebox-id}/password',
		'PUT /storagebox/{storagebox-id}/subaccount/{sub-account-username}',
		'POST /storagebox/{storagebox-id}/subaccount/{sub-account-username}/password',
		'PUT /subnet/{net-ip}/mac',
		'DELETE /subnet/{net-ip}/mac',
		'POST /vswitch/{vswitch-id}',
		'DELETE /vswitch/{vswitch-id}/server',
	],
	noOrders: [
		'POST /boot/{server-number}/linux',
		'POST /boot/{server-number}/vnc',
		'POST /boot/{server-number}/windows',
		'POST /boot/{server-number}/plesk',
		'POST /boot/{server-number}/cpanel',
		'POST /firewall/{server-id}',
		'DELETE /firewall/{server-id}',
		'POST /firewall/template/{template-id}',
		'DELETE /firewall/template/{template-id}',
		'DELETE /ip/{ip}/mac',
		'POST /ip/{ip}/cancellation',
		'DELETE /rdns/{ip}',
		'POST /server/{server-number}/cancellation',
		'DELETE /key/{fingerprint}',
		'DELETE /storagebox/{storagebox-id}/snapshot/{snapshot-name}',
		'POST /storagebox/{storagebox-id}/snapshot/{snapshot-name}',
		'POST /storagebox/{storagebox-id}/snapshotplan',
		'DELETE /storagebox/{storagebox-id}/subaccount/{sub-account-username}',
		'POST /subnet/{net-ip}/cancellation',
		'DELETE /vswitch/{vswitch-id}',
	],
	everything: ['POST /order/server/transaction', 'POST /order/server_market/transaction', 'POST /order/server_addon/transaction'],
};

const BOX = '/storage_boxes/{storageBoxId}';
const CONSOLE: Record<Exclude<Level, 'readOnly'>, string[]> = {
	noInterruption: [
		`PUT ${BOX}`,
		`POST ${BOX}/actions/disable_snapshot_plan`,
		`POST ${BOX}/snapshots`,
		`PUT ${BOX}/snapshots/{snapshotId}`,
		`POST ${BOX}/subaccounts`,
		`PUT ${BOX}/subaccounts/{subaccountId}`,
	],
	noDestruction: [
		`POST ${BOX}/actions/reset_password`,
		`POST ${BOX}/actions/update_access_settings`,
		`POST ${BOX}/subaccounts/{subaccountId}/actions/change_home_directory`,
		`POST ${BOX}/subaccounts/{subaccountId}/actions/reset_subaccount_password`,
		`POST ${BOX}/subaccounts/{subaccountId}/actions/update_access_settings`,
	],
	noOrders: [
		`DELETE ${BOX}`,
		`POST ${BOX}/actions/change_protection`,
		`POST ${BOX}/actions/enable_snapshot_plan`,
		`POST ${BOX}/actions/rollback_snapshot`,
		`DELETE ${BOX}/snapshots/{snapshotId}`,
		`DELETE ${BOX}/subaccounts/{subaccountId}`,
		'snapshot: createAndRotate',
		'snapshot: prune',
	],
	everything: ['POST /storage_boxes', `POST ${BOX}/actions/change_type`],
};

const leastFor = (table: Record<string, string[]>, endpoint: string): Level => ORDERED_LEVELS.find((level) => table[level]?.includes(endpoint)) ?? 'readOnly';

/** Runs it with every setting: the first that lets it through, where all that go less far send nothing at all. */
async function firstThatAllows(run: (allowedActions: Level) => Promise<NodeResult>, sent: () => number): Promise<Level | undefined> {
	let first: Level | undefined;
	for (const level of ORDERED_LEVELS) {
		const { error } = await run(level);
		const isRefused = error?.message.startsWith('Not allowed: ') ?? false;
		expect(isRefused ? sent() : Math.min(sent(), 1)).toBe(isRefused ? 0 : 1);
		if (isRefused) expect(first).toBeUndefined();
		else expect(error).toBeUndefined();
		if (!isRefused) first ??= level;
	}
	return first;
}

let replay: Replay;
beforeAll(async () => {
	replay = await startReplay();
});
afterAll(() => replay.close());

describe('Robot', () => {
	it('has every request of the lists', () => {
		const known = cases.map(({ endpoint }) => endpoint);
		expect(
			Object.values(ROBOT)
				.flat()
				.filter((endpoint) => !known.includes(endpoint)),
		).toEqual([]);
	});

	it.each(cases.map((entry) => ({ ...entry, title: [entry.endpoint, entry.variant].filter(Boolean).join(', ') })))('$title', async ({ endpoint, variant, parameters }) => {
		const example = examples.find((known) => `${known.method} ${known.path}` === endpoint && known.variant === variant);
		const run = async (allowedActions: Level) => {
			replay.answer({ body: example!.response });
			return await runNode({ credential: { username: 'user', password: 'password', baseUrl: replay.url, allowedActions }, parameters });
		};
		expect(await firstThatAllows(run, () => replay.received.length)).toBe(leastFor(ROBOT, endpoint));
	});
});

describe('Hetzner Console', () => {
	const console = stubConsole();
	const all = [...exchanges, ...consoleJobs.map(({ exchange }) => exchange)];

	it('has every request of the lists', () => {
		const known = all.map(({ endpoint }) => endpoint);
		expect(
			Object.values(CONSOLE)
				.flat()
				.filter((endpoint) => !known.includes(endpoint)),
		).toEqual([]);
	});

	it.each(all)('$endpoint', async ({ endpoint, parameters, requests }) => {
		let before = 0;
		const run = async (allowedActions: Level) => {
			before = console.requests().length;
			console.answer(...requests.map(([, reply]) => reply));
			return await console.run(parameters as INodeParameters, { credential: { ...console.credential, apiToken: TOKEN, allowedActions } as AnyCredential });
		};
		expect(await firstThatAllows(run, () => console.requests().length - before)).toBe(leastFor(CONSOLE, endpoint));
	});
});
