import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../simulator/index.mts';
import { pass } from '../../support/clock.mts';
import { BACKUP, LIST, watchedConsole } from '../../support/consoleTrigger.mts';
import { Polling } from '../../support/poll.mts';
import { HOUR } from '../../support/trigger.mts';

const { hetzner, boxes, published, sent, snapshot } = watchedConsole();
const BOTH = ['snapshotCompleted', 'storageBoxChanged'];
const LISTED = '/console/v1/storage_boxes';

/** Whatever is asked for until `clearFaults`. */
const always = (fault: Partial<Fault>) => {
	for (const path of [LISTED, `${LISTED}/*/snapshots`]) hetzner.inject({ path, times: Infinity, ...fault } as Fault);
};

/** Something for each event. */
function change(): void {
	boxes()[0]!.locked = !boxes()[0]!.locked;
	snapshot(boxes()[1]!, 1);
}

const UNAUTHORIZED: Partial<Fault> = { kind: 'error', status: 401, code: 'unauthorized', message: 'unable to authenticate' };
const DOWN: Partial<Fault> = { kind: 'error', status: 503, code: 'unavailable', message: 'service unavailable' };

describe('Hetzner Console that cannot be asked', () => {
	it.each<[string, Partial<Fault>, RegExp]>([
		['is down', DOWN, /unavailable/],
		['cuts the connection', { kind: 'cut-during' }, /connection/],
		['is under maintenance', { kind: 'error', status: 403, code: 'maintenance', message: 'maintenance' }, /maintenance/],
	])('because it %s is told once for all events, and what has happened comes afterwards', async (_name, fault, message) => {
		const n8n = await published(BOTH);
		always(fault);
		change();
		for (let poll = 0; poll < 4; poll++) expect((await n8n.look()).events).toEqual([]);
		expect(n8n.errors).toMatchObject([{ message: expect.stringMatching(message), description: expect.stringContaining('Affected: Snapshot Completed, Storage Box Changed.') }]);
		hetzner.simulator.clearFaults();
		expect((await n8n.next(HOUR)).map(({ event }) => event)).toEqual(BOTH);
		expect(await n8n.next()).toEqual([]);
	});

	it('when n8n is started keeps the trigger, and tells the snapshots that came meanwhile', async () => {
		always(DOWN);
		const n8n = await published(BOTH);
		expect(n8n.errors).toHaveLength(1);
		pass(HOUR);
		change();
		hetzner.simulator.clearFaults();
		expect((await n8n.next(HOUR)).map(({ event }) => event)).toEqual(['snapshotCompleted']);
		change();
		expect((await n8n.next(HOUR)).map(({ event }) => event)).toEqual(BOTH);
	});

	it('sends a refused token once, and not again for ten minutes, also after a restart', async () => {
		always(UNAUTHORIZED);
		const n8n = new Polling({ credential: hetzner.credential, parameters: { events: BOTH } });
		await n8n.start();
		await n8n.look(60);
		n8n.kill();
		await n8n.start();
		await n8n.look(60);
		expect(sent()).toEqual([LIST]);
		expect(n8n.errors[0]).toMatchObject({ description: expect.stringContaining('Affected: Snapshot Completed, Storage Box Changed.') });
		hetzner.simulator.clearFaults();
		await n8n.look(HOUR);
		change();
		expect((await n8n.next(HOUR)).map(({ event }) => event)).toEqual(BOTH);
	});

	it('tells that a token cannot be one before anything is sent', async () => {
		const n8n = await published(BOTH, {}, { credential: { ...hetzner.credential, apiToken: 'short' } });
		expect(n8n.errors).toMatchObject([{ message: expect.stringContaining('API Token has 5 characters'), description: expect.stringContaining('Storage Box Changed') }]);
		expect(sent()).toEqual([]);
	});

	it('watches with a token that may only read', async () => {
		const { readOnlyToken, url } = hetzner.simulator.console;
		const n8n = await published(BOTH, {}, { credential: { apiToken: readOnlyToken, baseUrl: url } });
		change();
		expect(await n8n.next()).toHaveLength(2);
	});
});

describe('a part that cannot be asked for', () => {
	it('is the snapshots of one box: the other boxes and events come nevertheless', async () => {
		const n8n = await published(BOTH);
		hetzner.inject({ kind: 'error', status: 403, code: 'forbidden', message: 'forbidden', path: `${LISTED}/${BACKUP}/snapshots`, times: Infinity });
		change();
		snapshot(boxes()[0]!, 1);
		const { events, errors } = await n8n.look();
		expect(events.map(({ event, storageBox }) => [event, (storageBox as { id: number }).id])).toEqual([
			['snapshotCompleted', 530102],
			['storageBoxChanged', BACKUP],
		]);
		expect(errors).toMatchObject([{ description: expect.stringContaining('Affected: Snapshot Completed.') }]);
		hetzner.simulator.clearFaults();
		expect((await n8n.next()).map(({ event }) => event)).toEqual(['snapshotCompleted']);
	});

	it('is the second page: no box is gone, and nothing is lost', async () => {
		for (let id = 100; id < 160; id++) boxes().push({ ...structuredClone(boxes()[1]!), id, name: `box-${id}`, snapshots: [] });
		const n8n = await published('storageBoxChanged');
		boxes().at(-1)!.locked = true;
		hetzner.inject({ ...DOWN, path: LISTED, skip: 1 } as Fault);
		expect((await n8n.look(2 * HOUR)).events).toEqual([]);
		expect(sent()).toEqual([LIST, 'GET /storage_boxes?page=2&per_page=50']);
		expect((await n8n.next(2 * HOUR)).map(({ change: what }) => what)).toEqual(['status']);
	});
});

describe('a trigger that watches Robot and Hetzner Console', () => {
	async function watchingAll(ofConsole = hetzner.credential) {
		const { username, password, url } = hetzner.simulator;
		const n8n = new Polling({ credential: { username, password, baseUrl: url }, ofConsole, parameters: { events: ['serverChanged', ...BOTH] } });
		await n8n.start();
		return n8n;
	}
	const rename = (name: string) => void (hetzner.simulator.state.servers[0]!.server_name = name);

	it('hears of the one while the other is down', async () => {
		const n8n = await watchingAll();
		always(DOWN);
		rename('one');
		change();
		expect((await n8n.look()).events.map(({ event }) => event)).toEqual(['serverChanged']);
		hetzner.simulator.clearFaults();
		expect((await n8n.look()).events.map(({ event }) => event)).toEqual(BOTH);
		hetzner.inject({ kind: 'cut-before', path: '/server' });
		change();
		expect((await n8n.look()).events.map(({ event }) => event)).toEqual(BOTH);
	});

	it('tells that both are down, each by itself', async () => {
		const n8n = await watchingAll();
		always(DOWN);
		hetzner.inject({ kind: 'cut-before', path: '/server', times: Infinity });
		await n8n.look();
		await n8n.look();
		expect(n8n.errors).toMatchObject([
			{ description: expect.stringContaining('Affected: Server Changed.') },
			{ description: expect.stringContaining('Affected: Snapshot Completed, Storage Box Changed.') },
		]);
	});

	it('hears of Robot where the token is missing', async () => {
		const n8n = await watchingAll({ apiToken: '', baseUrl: hetzner.simulator.console.url });
		expect(n8n.errors).toMatchObject([{ message: 'API Token is empty' }]);
		rename('two');
		expect((await n8n.next()).map(({ event }) => event)).toEqual(['serverChanged']);
	});
});
