import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** Operations that need several requests meet a fault at each of them in turn. */

const robot = simulatedRobot();
const server321 = by('id', '321');

interface Job {
	parameters: INodeParameters;
	/** All requests where nothing goes wrong. */
	requests: string[];
}

const jobs: Record<string, Job> = {
	'a server given by its name': {
		parameters: { resource: 'server', operation: 'rename', serverNumber: by('name', 'web1'), serverName: 'renamed' },
		requests: ['GET /server', 'POST /server/321'],
	},
	'a firewall whose rules are kept': {
		parameters: { resource: 'firewall', operation: 'set', serverNumber: server321, status: 'active', rules: 'keep', filterIpv6: 'keep', whitelistHos: 'keep' },
		requests: ['GET /firewall/321', 'POST /firewall/321'],
	},
	'a firewall that gets a template': {
		parameters: { resource: 'firewall', operation: 'set', serverNumber: server321, rules: 'template', templateId: by('id', '11') },
		requests: ['GET /firewall/template/11', 'POST /firewall/321'],
	},
	'a firewall template whose rules are kept': {
		parameters: { resource: 'firewallTemplate', operation: 'update', templateId: by('id', '11'), name: 'Web', rules: 'keep' },
		requests: ['GET /firewall/template/11', 'POST /firewall/template/11'],
	},
	'a rescue system with a reset': {
		parameters: { resource: 'boot', operation: 'activateRescue', serverNumber: server321, os: 'linux', resetNow: true, resetType: 'hw' },
		requests: ['GET /reset/321', 'POST /boot/321/rescue', 'POST /reset/321'],
	},
	'an order with a maximum price': {
		parameters: { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), password: 'Root-Pa55word', test: false, options: { maximumPrice: 100 } },
		requests: ['GET /order/server/product/EX44', 'GET /order/server/transaction', 'POST /order/server/transaction'],
	},
	'an addon for a server given by its name': {
		parameters: { resource: 'order', operation: 'orderAddon', serverNumber: by('name', 'web1'), productId: by('id', 'failover_subnet_ipv6_64'), test: false },
		requests: ['GET /server', 'GET /order/server_addon/321/product', 'GET /order/server_addon/transaction', 'POST /order/server_addon/transaction'],
	},
};

const faults: Record<string, Fault> = {
	'502': { kind: 'reply', status: 502, body: '<h1>Bad Gateway</h1>', contentType: 'text/html' },
	'an empty reply': { kind: 'reply', status: 200 },
	'half a reply': { kind: 'reply', status: 200, body: '{"server":', contentType: 'application/json' },
	'a cut connection before': { kind: 'cut-before' },
	'a cut connection after': { kind: 'cut-after' },
	'a used up limit': { kind: 'error', status: 403, code: 'RATE_LIMIT_EXCEEDED', message: 'rate limit exceeded', extra: { interval: 3600, max_request: 7 } },
};

/** Changes whose reply holds what nobody gets a second time: a password, a transaction. */
const NEEDED = ['POST /boot/321/rescue', 'POST /order/server/transaction', 'POST /order/server_addon/transaction'];

/** The price of an order that is not limited. */
const UNNEEDED = ['GET /order/server_addon/321/product'];

const isRead = (request: string) => request.startsWith('GET');
const sent = () => robot.simulator.requests().map(({ method, path }) => `${method} ${path}`);

it.each(Object.entries(jobs).map(([what, job]) => ({ what, job })))('$what makes its requests in order', async ({ job }) => {
	expect((await robot.run(job.parameters)).error).toBeUndefined();
	expect(sent()).toEqual(job.requests);
});

const cells = Object.entries(jobs).flatMap(([what, job]) =>
	job.requests.flatMap((request, position) => Object.entries(faults).map(([trouble, fault]) => ({ what, job, request, position, trouble, fault }))),
);

it.each(cells)('$what: $trouble at $request, without end', async ({ job, request, position, trouble, fault }) => {
	const [method, path] = request.split(' ') as [string, string];
	robot.simulator.inject({ ...fault, method, path, times: Infinity });

	const run = await robot.run(job.parameters);

	// A change without a body in the reply is carried out, as far as anybody can tell: the job goes on, unless it needs the body.
	const goesOn = UNNEEDED.includes(request) || (trouble === 'an empty reply' && !isRead(request) && !NEEDED.includes(request));
	expect(run.error === undefined).toBe(goesOn);
	const times = isRead(request) && trouble !== 'a used up limit' ? 3 : 1;
	const after = goesOn ? job.requests.slice(position + 1) : [];
	const wanted = [...job.requests.slice(0, position), ...Array<string>(times).fill(request), ...after];
	// After so long a pause what follows is looked at once more.
	if (UNNEEDED.includes(request)) expect(new Set(sent())).toEqual(new Set(wanted));
	else expect(sent()).toEqual(wanted);
});

it.each(cells.filter(({ request, trouble }) => isRead(request) && trouble !== 'a used up limit'))(
	'$what: $trouble once at $request changes nothing',
	async ({ job, request, position, fault }) => {
		const [method, path] = request.split(' ') as [string, string];
		robot.simulator.inject({ ...fault, method, path });

		const run = await robot.run(job.parameters);

		expect(run.error).toBeUndefined();
		expect(sent()).toEqual([...job.requests.slice(0, position), request, ...job.requests.slice(position)]);
	},
);
