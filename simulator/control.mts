import type { Account } from './account.mts';
import type { Console } from './console/console.mts';
import { settingsProblem } from './console/state/settings.mts';
import { faultProblem, type Fault, type Faults } from './faults.mts';
import type { Simulator } from './index.mts';
import type { Reply } from './reply.mts';
import type { RequestLog } from './requestLog.mts';
import type { Robot } from './robot.mts';

/** Everything under this path steers the simulator. It is neither Robot's nor Console's, needs no login, and is neither logged nor limited. */
export const CONTROL_PATH = '/_simulator/';

/** A running simulator with its parts. */
export interface Controlled {
	simulator: Simulator;
	account: Account;
	robot: Robot;
	console: Console;
	faults: Faults;
	log: RequestLog;
}

type Action = (controlled: Controlled, body: Record<string, unknown>) => unknown;

const ACTIONS: Record<string, Record<string, Action>> = {
	requests: {
		GET: ({ simulator }) => simulator.requests(),
		DELETE: ({ simulator }) => simulator.clearRequests(),
	},
	reset: { POST: ({ simulator }) => simulator.reset() },
	clock: {
		GET: ({ account }) => ({ now: account.clock.now().toISOString() }),
		POST: ({ account }, { advance }) => {
			if (typeof advance !== 'number' || !(advance >= 0)) throw new BadControl('Send { "advance": seconds }, a number of 0 or more.');
			account.clock.advance(advance);
			return { now: account.clock.now().toISOString() };
		},
	},
	faults: {
		GET: ({ faults }) => faults.list(),
		POST: ({ faults }, body) => {
			const problem = faultProblem(body);
			if (problem !== undefined) throw new BadControl(`Not a fault: ${problem}.`);
			faults.inject(body as unknown as Fault);
			return faults.list();
		},
		DELETE: ({ faults }) => faults.clear(),
	},
	limits: {
		GET: ({ robot }) => ({ enabled: robot.limits.enabled }),
		POST: ({ simulator }, { enabled }) => {
			if (typeof enabled !== 'boolean') throw new BadControl('Send { "enabled": true } or { "enabled": false }.');
			simulator.setLimits(enabled);
			return { enabled };
		},
	},
	console: {
		GET: ({ account }) => account.world.console.settings,
		POST: ({ simulator, account }, settings) => {
			const problem = settingsProblem(settings);
			if (problem !== undefined) throw new BadControl(problem);
			simulator.console.set(settings);
			return account.world.console.settings;
		},
	},
	state: { GET: ({ simulator }) => simulator.state },
};

class BadControl extends Error {}

/** Answers a request under the control path. What returns nothing answers `{ "done": true }`. */
export function handleControl(controlled: Controlled, method: string, path: string, body: string): Reply {
	const actions = ACTIONS[path.slice(CONTROL_PATH.length)];
	if (actions === undefined)
		return problem(
			404,
			`Known: ${Object.keys(ACTIONS)
				.map((name) => CONTROL_PATH + name)
				.join(', ')}`,
		);
	const action = actions[method];
	if (action === undefined) return problem(405, `${path} knows ${Object.keys(actions).join(', ')}`);
	try {
		return { status: 200, body: action(controlled, bodyObject(body)) ?? { done: true } };
	} catch (error) {
		if (error instanceof BadControl) return problem(400, error.message);
		throw error;
	}
}

function bodyObject(text: string): Record<string, unknown> {
	if (text.trim() === '') return {};
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new BadControl('The body is not JSON.');
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadControl('The body is not a JSON object.');
	return value as Record<string, unknown>;
}

function problem(status: number, message: string): Reply {
	return { status, body: { error: message } };
}
