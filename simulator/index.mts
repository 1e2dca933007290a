import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Account } from './account.mts';
import { CONSOLE_PATH, Console } from './console/console.mts';
import { settingsProblem, type ConsoleSettings } from './console/state/settings.mts';
import { CONSOLE_READ_ONLY_TOKEN, CONSOLE_TOKEN } from './console/token.mts';
import { Faults, type Fault } from './faults.mts';
import type { Fleet } from './fleet.mts';
import { createListener } from './listener.mts';
import { RequestLog, type RecordedRequest } from './requestLog.mts';
import { Robot } from './robot.mts';
import type { World } from './sections.mts';

export type { ConsoleSettings } from './console/state/settings.mts';
export type { Fault } from './faults.mts';
export type { RecordedRequest } from './requestLog.mts';
export type { World } from './sections.mts';

export interface SimulatorOptions {
	/** 0, the default: any free port. */
	port?: number;
	/** '127.0.0.1' unless told. */
	host?: string;
	/** Whether the documented request limits hold; true unless told. */
	limits?: boolean;
	/** '#ws+demo' unless told. */
	username?: string;
	/** 'demo-password' unless told. */
	password?: string;
	/** Instead of the built-in one. */
	fleet?: Fleet;
}

/** The same account as Hetzner Console's API has it: its Storage Boxes. */
export interface SimulatedConsole {
	/** What a credential's base URL gets, without a trailing slash. */
	readonly url: string;
	/** For everything. */
	readonly token: string;
	readonly readOnlyToken: string;
	/** Sets what is named, and throws for what cannot be set. */
	set(settings: Partial<ConsoleSettings>): void;
}

/** A running simulated Robot. */
export interface Simulator {
	/** What a credential's base URL gets, without a trailing slash. */
	url: string;
	username: string;
	password: string;
	readonly console: SimulatedConsole;
	/** Everything that Robot and Console received, in order; failed logins and faults too. */
	requests(): RecordedRequest[];
	clearRequests(): void;
	/** Seeded account, real time, limits as at the start, no faults, empty log, nobody blocked. */
	reset(): void;
	/** Moves the clock: limit windows, login block, and whatever is in progress. */
	advance(seconds: number): void;
	inject(fault: Fault): void;
	clearFaults(): void;
	setLimits(enabled: boolean): void;
	/** The live account. */
	readonly state: World;
	/** Stops listening and cuts every open connection. */
	close(): Promise<void>;
}

/** Starts a simulated Robot on a local port. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, host = '127.0.0.1', limits = true, username = '#ws+demo', password = 'demo-password' } = options;
	const account = new Account(options.fleet);
	const robot = new Robot(account, limits);
	const console = new Console(account, limits);
	const faults = new Faults();
	const log = new RequestLog();
	const simulator: Simulator = {
		url: '',
		username,
		password,
		console: {
			get url() {
				return simulator.url + CONSOLE_PATH;
			},
			token: CONSOLE_TOKEN,
			readOnlyToken: CONSOLE_READ_ONLY_TOKEN,
			set: (settings) => {
				const problem = settingsProblem(settings);
				if (problem !== undefined) throw new Error(problem);
				Object.assign(account.world.console.settings, structuredClone(settings));
			},
		},
		requests: () => log.list(),
		clearRequests: () => log.clear(),
		reset: () => {
			account.reset();
			robot.reset();
			console.reset();
			faults.clear();
			log.clear();
		},
		advance: (seconds) => account.clock.advance(seconds),
		inject: (fault) => faults.inject(fault),
		clearFaults: () => faults.clear(),
		setLimits: (enabled) => {
			robot.limits.enabled = enabled;
			console.limit.enabled = enabled;
		},
		get state() {
			return account.world;
		},
		close: () => closeServer(server),
	};
	const server = createListener({ simulator, account, robot, console, faults, log });
	simulator.url = await listen(server, port, host);
	return simulator;
}

function listen(server: Server, port: number, host: string): Promise<string> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve(urlOf(server.address() as AddressInfo)));
	});
}

function closeServer(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

function urlOf({ address, family, port }: AddressInfo): string {
	return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
