import { describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { routes } from '../../simulator/console/console.mts';
import { pass, stopClock } from '../support/clock.mts';
import { ARCHIVE, BACKUP, call, del, error, freshConsole, get, invalid, PASSWORD, post, put, simulator } from './consoleClient.mts';

freshConsole();

const readOnly = () => ({ token: simulator.console.readOnlyToken });

it('has every endpoint of the API, and the deprecated one', () => {
	expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
		[
			'GET /storage_boxes',
			'POST /storage_boxes',
			'GET /storage_boxes/{id}',
			'PUT /storage_boxes/{id}',
			'DELETE /storage_boxes/{id}',
			'GET /storage_boxes/{id}/folders',
			'GET /storage_boxes/{id}/actions',
			'GET /storage_boxes/actions',
			'GET /storage_boxes/actions/{action}',
			'POST /storage_boxes/{id}/actions/change_protection',
			'POST /storage_boxes/{id}/actions/change_type',
			'POST /storage_boxes/{id}/actions/reset_password',
			'POST /storage_boxes/{id}/actions/update_access_settings',
			'POST /storage_boxes/{id}/actions/rollback_snapshot',
			'POST /storage_boxes/{id}/actions/enable_snapshot_plan',
			'POST /storage_boxes/{id}/actions/disable_snapshot_plan',
			'GET /storage_boxes/{id}/snapshots',
			'POST /storage_boxes/{id}/snapshots',
			'GET /storage_boxes/{id}/snapshots/{snapshot}',
			'PUT /storage_boxes/{id}/snapshots/{snapshot}',
			'DELETE /storage_boxes/{id}/snapshots/{snapshot}',
			'GET /storage_boxes/{id}/subaccounts',
			'POST /storage_boxes/{id}/subaccounts',
			'GET /storage_boxes/{id}/subaccounts/{subaccount}',
			'PUT /storage_boxes/{id}/subaccounts/{subaccount}',
			'DELETE /storage_boxes/{id}/subaccounts/{subaccount}',
			'POST /storage_boxes/{id}/subaccounts/{subaccount}/actions/change_home_directory',
			'POST /storage_boxes/{id}/subaccounts/{subaccount}/actions/reset_subaccount_password',
			'POST /storage_boxes/{id}/subaccounts/{subaccount}/actions/update_access_settings',
			'GET /storage_box_types',
			'GET /storage_box_types/{id}',
			'GET /storage_boxes/{id}/actions/{action}',
		].sort(),
	);
});

describe('tokens', () => {
	it('have 64 characters', () => {
		expect([simulator.console.token, simulator.console.readOnlyToken].map((token) => token.length)).toEqual([64, 64]);
	});

	it.each([
		['none', null, undefined],
		['an unknown one', 'x'.repeat(64), undefined],
		['an empty one', '', undefined],
		['a login for Robot', null, { authorization: `Basic ${btoa('#ws+demo:demo-password')}` }],
	])('%s is a 401, for what is unknown as well, and blocks nobody', async (_, token, headers) => {
		for (const path of ['/storage_boxes', '/nowhere', '/storage_boxes/1', '/storage_boxes']) expect(await get(path, { token, headers })).toEqual(error(401, 'unauthorized'));
		expect((await get('/storage_boxes')).status).toBe(200);
	});

	it('for reading read, and change nothing', async () => {
		expect((await get('/storage_boxes', readOnly())).status).toBe(200);
		for (const reply of [await post(`${BACKUP}/snapshots`, {}, readOnly()), await put(BACKUP, { name: 'x' }, readOnly()), await del(ARCHIVE, readOnly())]) {
			expect(reply).toEqual(error(401, 'token_readonly'));
		}
		expect((await get('/storage_boxes/actions?status=running')).body.actions).toEqual([]);
		expect((await get(BACKUP)).body.storage_box.name).toBe('Backup Server 1');
	});
});

describe('what is not there', () => {
	it.each(['/locations', '/storage_box', '/storage_boxes/', `${BACKUP}/nothing`, '/'])('%s is an unknown route', async (path) => {
		expect(await get(path)).toEqual(error(404, 'not_found', 'api route not found'));
	});

	it.each(['/console', '/console/', '/console/v2/storage_boxes', '/console/storage_boxes'])('%s is one of the host, and not of Robot', async (path) => {
		const response = await request(simulator.url + path, { headers: { authorization: `Bearer ${simulator.console.token}` } });
		expect(response.statusCode).toBe(404);
		expect(await response.body.json()).toEqual({ error: { code: 'not_found', message: 'api route not found', details: null } });
	});

	it('a method is a 405', async () => {
		expect(await call('PATCH', BACKUP, {})).toEqual(error(405, 'method_not_allowed'));
		expect(await del('/storage_boxes')).toEqual(error(405, 'method_not_allowed'));
		expect(await post(`${BACKUP}/actions`, {})).toEqual(error(405, 'method_not_allowed'));
	});
});

describe('bodies', () => {
	it.each([
		['none', undefined, undefined],
		['half a JSON text', '{"name":', undefined],
		['a form', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }],
		['JSON that is called a form', '{"name":"x"}', { 'content-type': 'application/x-www-form-urlencoded' }],
	])('%s is no JSON', async (_, body, headers) => {
		for (const [method, path] of [
			['POST', '/storage_boxes'],
			['PUT', BACKUP],
			['POST', `${BACKUP}/actions/change_protection`],
			['POST', `${BACKUP}/subaccounts`],
		] as const) {
			expect(await call(method, path, body, { headers })).toEqual(error(400, 'json_error'));
		}
		expect((await get(BACKUP)).body.storage_box.name).toBe('Backup Server 1');
	});

	it.each([['[]'], ['null'], ['"x"']])('%s is JSON, but no object', async (body) => {
		expect(await put(BACKUP, body)).toEqual(error(422, 'invalid_input', expect.any(String), { fields: [] }));
	});

	it('may say their encoding', async () => {
		expect((await put(BACKUP, { name: 'ä' }, { headers: { 'content-type': 'application/json; charset=utf-8' } })).body.storage_box.name).toBe('ä');
	});
});

describe('pages', () => {
	const box = () => simulator.state.storageBoxes[1]!;
	const page = async (query: string) => (await get(`/storage_boxes${query}`)).body;
	const fill = (count: number) => {
		while (simulator.state.storageBoxes.length < count) simulator.state.storageBoxes.push({ ...structuredClone(box()), name: `box ${simulator.state.storageBoxes.length}` });
	};

	it('have 25 entries unless told, and 50 at most', async () => {
		fill(60);
		expect((await page('')).meta.pagination).toEqual({ page: 1, per_page: 25, previous_page: null, next_page: 2, last_page: 3, total_entries: 60 });
		expect((await page('?page=2&per_page=50')).meta.pagination).toEqual({ page: 2, per_page: 50, previous_page: 1, next_page: null, last_page: 2, total_entries: 60 });
		expect((await page('?page=2&per_page=50')).storage_boxes).toHaveLength(10);
		expect((await page('?per_page=100')).meta.pagination).toMatchObject({ per_page: 50, next_page: 2 });
		expect((await page('?per_page=100')).storage_boxes).toHaveLength(50);
	});

	it('hold every box once', async () => {
		fill(60);
		const ids = [];
		for (const number of [1, 2, 3]) ids.push(...(await page(`?page=${number}`)).storage_boxes.map(({ id }: any) => id));
		expect(ids).toHaveLength(60);
		expect(new Set(ids).size).toBe(60);
	});

	it('are linked in a header', async () => {
		fill(60);
		const url = `${simulator.console.url}/storage_boxes`;
		expect((await get('/storage_boxes?page=2')).headers.link).toBe(
			`<${url}?page=1&per_page=25>; rel="prev", <${url}?page=3&per_page=25>; rel="next", <${url}?page=3&per_page=25>; rel="last"`,
		);
		expect((await get(BACKUP)).headers).not.toHaveProperty('link');
	});

	it('can say only what comes next', async () => {
		simulator.console.set({ sparsePages: true });
		const pagination = { page: 2, per_page: 1, previous_page: null, next_page: 3, last_page: null, total_entries: null };
		expect((await page('?page=2&per_page=1')).meta).toEqual({ pagination });
		expect((await page('?page=3&per_page=1')).meta.pagination.next_page).toBeNull();
	});

	it('are empty beyond the last', async () => {
		expect(await page('?page=7')).toEqual({
			storage_boxes: [],
			meta: { pagination: { page: 7, per_page: 25, previous_page: 6, next_page: null, last_page: 1, total_entries: 3 } },
		});
		simulator.state.storageBoxes.length = 0;
		expect((await page('')).meta.pagination).toEqual({ page: 1, per_page: 25, previous_page: null, next_page: null, last_page: 1, total_entries: 0 });
	});

	it.each(['page=0', 'page=x', 'page=-1', 'page=', 'per_page=0', 'per_page=1.5'])('refuses %s', async (query) => {
		expect(await get(`/storage_boxes?${query}`)).toEqual(invalid({ [query.split('=')[0]!]: ['must be an integer of 1 or more'] }));
	});
});

describe('the rate limit', () => {
	const rate = async (options?: object) => {
		const { status, headers } = await get('/storage_boxes', options);
		return [status, headers['ratelimit-limit'], headers['ratelimit-remaining'], Number(headers['ratelimit-reset']) - Math.ceil(Date.now() / 1000)];
	};

	it('is told with every reply, and counts wrong tokens as well', async () => {
		stopClock();
		expect(await rate()).toEqual([200, '3600', '3599', 1]);
		expect(await rate({ token: null })).toEqual([401, '3600', '3598', 2]);
		expect((await get('/nowhere')).headers['ratelimit-remaining']).toBe('3597');
		pass(2);
		expect(await rate()).toEqual([200, '3600', '3598', 2]);
		pass(3600);
		expect(await rate()).toEqual([200, '3600', '3599', 1]);
	});

	it('refuses, and refills steadily', async () => {
		stopClock();
		simulator.console.set({ requestsPerHour: 60 });
		for (let count = 0; count < 60; count++) expect((await get('/storage_box_types/1333')).status).toBe(200);
		expect(await get('/storage_boxes')).toEqual(error(429, 'rate_limit_exceeded', 'limit of 60 requests per hour reached'));
		expect(await rate()).toEqual([429, '60', '0', 3600]);
		expect((await post(`${ARCHIVE}/snapshots`, {})).status).toBe(429);
		pass(59);
		expect(await rate()).toEqual([429, '60', '0', 3541]);
		pass(1);
		expect(await rate()).toEqual([200, '60', '0', 3600]);
		expect((await rate())[0]).toBe(429);
		expect((await get(`${ARCHIVE}/actions`)).status).toBe(429);
	});

	it('can be off, and is not Robot’s', async () => {
		simulator.console.set({ requestsPerHour: 1 });
		await get('/storage_boxes');
		expect((await get('/storage_boxes')).status).toBe(429);
		simulator.setLimits(false);
		expect((await get('/storage_boxes')).status).toBe(200);
		simulator.reset();
		expect((await get('/storage_boxes')).headers['ratelimit-remaining']).toBe('3599');
	});
});

it('gives every reply an id of its own, and JSON', async () => {
	const replies = [await get('/storage_boxes'), await get('/nowhere'), await get('/storage_boxes', { token: null })];
	const ids = replies.map(({ headers }) => headers['x-correlation-id']);
	expect(new Set(ids).size).toBe(3);
	expect(ids.every((id) => /^[0-9a-f]{16}$/.test(String(id)))).toBe(true);
	expect(replies.map(({ headers }) => headers['content-type'])).toEqual(['application/json', 'application/json', 'application/json']);
});

describe('faults', () => {
	it('are errors as this API writes them', async () => {
		simulator.inject({ kind: 'error', status: 503, code: 'unavailable', message: 'service down', path: '/console/v1/storage_boxes*' });
		const reply = await post(`${BACKUP}/snapshots`, {});
		expect(reply).toEqual(error(503, 'unavailable', 'service down'));
		expect(reply.headers).toMatchObject({ 'x-correlation-id': expect.any(String), 'ratelimit-limit': '3600' });
		const details = { fields: [{ name: 'name', messages: ['x'] }] };
		simulator.inject({ kind: 'error', status: 422, code: 'invalid_input', message: 'm', extra: { details } });
		expect(await get('/storage_boxes')).toEqual(error(422, 'invalid_input', 'm', details));
		expect((await get(`${BACKUP}/snapshots`)).body.snapshots).toHaveLength(3);
	});

	it('cut the connection before or after what was asked for was done', async () => {
		simulator.inject({ kind: 'cut-before', method: 'POST' });
		await expect(post(`${BACKUP}/snapshots`, {})).rejects.toThrow();
		expect((await get('/storage_boxes/actions?status=running')).body.actions).toHaveLength(0);
		simulator.inject({ kind: 'cut-after', method: 'POST' });
		await expect(post(`${BACKUP}/snapshots`, {})).rejects.toThrow();
		expect((await get('/storage_boxes/actions?status=running')).body.actions).toMatchObject([{ command: 'create_snapshot' }]);
	});

	it('are anything else', async () => {
		simulator.inject({ kind: 'reply', status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' });
		const response = await request(`${simulator.console.url}/storage_boxes`);
		expect([response.statusCode, await response.body.text()]).toEqual([502, '<h1>Bad Gateway</h1>']);
	});
});

it('logs requests with their JSON, and without the token', async () => {
	await put(`${BACKUP}?a=1`, { name: 'x' });
	await get('/storage_boxes', readOnly());
	await get('/storage_boxes', { token: null });
	await put(BACKUP, '{', { token: 'y' });
	const at = expect.stringMatching(/^\d{4}-.*Z$/);
	const common = { form: [], query: [], contentType: null, json: undefined, at };
	expect(simulator.requests()).toEqual([
		{
			...common,
			method: 'PUT',
			path: '/console/v1/storage_boxes/530101',
			rawUrl: '/console/v1/storage_boxes/530101?a=1',
			query: [['a', '1']],
			json: { name: 'x' },
			contentType: 'application/json',
			authorization: 'ok',
			status: 200,
		},
		{ ...common, method: 'GET', path: '/console/v1/storage_boxes', rawUrl: '/console/v1/storage_boxes', authorization: 'readonly', status: 200 },
		{ ...common, method: 'GET', path: '/console/v1/storage_boxes', rawUrl: '/console/v1/storage_boxes', authorization: 'missing', status: 401 },
		{
			...common,
			method: 'PUT',
			path: '/console/v1/storage_boxes/530101',
			rawUrl: '/console/v1/storage_boxes/530101',
			contentType: 'application/json',
			authorization: 'wrong',
			status: 401,
		},
	]);
	expect(JSON.stringify(simulator.requests())).not.toContain(simulator.console.token);
});

describe('control', () => {
	async function control(method: 'GET' | 'POST', body?: unknown) {
		const response = await request(`${simulator.url}/_simulator/console`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
		return { status: response.statusCode, body: (await response.body.json()) as any };
	}
	const usual = {
		actionSeconds: null,
		failing: [],
		failSideBySide: true,
		misleadingActions: false,
		sparsePages: false,
		requestsPerHour: 3600,
		maxStorageBoxes: 100,
		uniqueNames: true,
		listLagSeconds: 0,
	};

	it('shows and sets what can be set, until the simulator is reset', async () => {
		expect(await control('GET')).toEqual({ status: 200, body: usual });
		expect(await control('POST', { actionSeconds: 0, failing: ['create'] })).toEqual({ status: 200, body: { ...usual, actionSeconds: 0, failing: ['create'] } });
		expect((await post(`${BACKUP}/actions/reset_password`, { password: PASSWORD })).body.action.status).toBe('success');
		simulator.reset();
		expect((await control('GET')).body).toEqual(usual);
	});

	it.each([
		[{ actionSeconds: '0' }, 'actionSeconds is null, or a number of 0 or more.'],
		[{ actionSeconds: -1 }, 'actionSeconds is null, or a number of 0 or more.'],
		[{ failing: 'create' }, 'failing is a list of commands.'],
		[{ failing: [1] }, 'failing is a list of commands.'],
		[{ failSideBySide: 1 }, 'failSideBySide is true or false.'],
		[{ requestsPerHour: 0 }, 'requestsPerHour is a number of 1 or more.'],
		[{ toString: 1 }, expect.stringContaining('There is no toString, but actionSeconds, failing')],
	])('refuses %j', async (settings, message) => {
		expect(await control('POST', settings)).toEqual({ status: 400, body: { error: message } });
		expect(() => simulator.console.set(settings as object)).toThrow(typeof message === 'string' ? message : 'There is no');
		expect((await control('GET')).body).toEqual(usual);
	});

	it('brings the account back', async () => {
		await put(BACKUP, { name: 'changed', labels: {} });
		await post(`${ARCHIVE}/snapshots`, {});
		simulator.reset();
		pass(60);
		expect((await get(BACKUP)).body.storage_box).toMatchObject({ name: 'Backup Server 1', labels: { env: 'prod' } });
		expect((await get(`${ARCHIVE}/snapshots`)).body.snapshots).toEqual([]);
		expect((await get('/storage_boxes/actions?status=running')).body.actions).toEqual([]);
	});

	it('shows what only Console has in the state', async () => {
		const response = await request(`${simulator.url}/_simulator/state`);
		expect(await response.body.json()).toMatchObject({ console: { settings: usual, actions: expect.any(Array), types: expect.any(Array) } });
	});
});
