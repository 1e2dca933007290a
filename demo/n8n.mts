/** A running n8n with its own user folder, on loopback only. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { DEMO, N8N } from './paths.mts';
import { endGroup, freePort, waitFor } from './process.mts';

/** Keeps n8n from sending anything to its makers, and from fetching what a local demo does without. */
const SETTINGS = {
	// Under NODE_ENV=test, which Jest sets, n8n does not start as a server.
	NODE_ENV: 'production',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** The simulated Robot is on this computer: its password and requests must not go to a proxy that n8n uses for the rest of the world. */
export function besideTheProxy({ no_proxy, NO_PROXY }: NodeJS.ProcessEnv): { no_proxy: string; NO_PROXY: string } {
	const hosts = [no_proxy || NO_PROXY, 'localhost,127.0.0.1,::1'].filter(Boolean).join(',');
	return { no_proxy: hosts, NO_PROXY: hosts };
}

export interface N8nOptions {
	/** n8n keeps everything in `<user folder>/.n8n`; its log goes to `<user folder>/n8n.log`. */
	userFolder: string;
	port: number;
	/** Loads an installed package again when its files change. */
	reload?: boolean;
	/** Environment variables for n8n beside the demo's own. */
	settings?: Record<string, string>;
	/** Gets what ends n8n as soon as there is something to end, which is long before n8n answers. */
	started?: (stop: () => Promise<void>) => void;
}

export interface RunningN8n {
	url: string;
	/** Called when n8n ends without having been asked to. */
	onUnexpectedEnd(listener: (log: string) => void): void;
	stop(): Promise<void>;
}

/** Where n8n's log is. */
export const logOf = (userFolder: string): string => join(userFolder, 'n8n.log');

/** Starts n8n and waits until its editor answers: 20 to 60 seconds. */
export async function startN8n({ userFolder, port, reload = false, settings = {}, started }: N8nOptions): Promise<RunningN8n> {
	await mkdir(userFolder, { recursive: true });
	const logFile = logOf(userFolder);
	const child = spawn(process.execPath, [join(N8N, 'bin', 'n8n'), 'start'], {
		cwd: DEMO,
		env: { ...process.env, ...(await environmentOf(userFolder, port)), N8N_DEV_RELOAD: String(reload), ...settings },
		stdio: ['ignore', 'pipe', 'pipe'],
		// Its own process group: Ctrl-C reaches the demo alone, which then ends n8n and n8n's helpers in order.
		detached: process.platform !== 'win32',
	});
	const log = createWriteStream(logFile);
	child.stdout.pipe(log);
	child.stderr.pipe(log);

	let stopping = false;
	let ended = false;
	const listeners: Array<(log: string) => void> = [];
	child.once('exit', () => {
		ended = true;
		if (!stopping) void tail(logFile).then((text) => listeners.forEach((listener) => listener(text)));
	});
	const stop = async () => {
		stopping = true;
		await endGroup(child, 15);
	};
	started?.(stop);

	const url = `http://localhost:${port}`;
	try {
		await waitFor("n8n's editor", 240, async () => {
			if (ended) throw new Error('n8n ended while it was starting');
			return await answersJson(`http://127.0.0.1:${port}/rest/settings`);
		});
	} catch (error) {
		await stop();
		throw new Error(`${(error as Error).message}. The end of its log:\n${await tail(logFile)}`);
	}
	return { url, stop, onUnexpectedEnd: (listener) => void listeners.push(listener) };
}

/** The environment of a process of n8n that keeps everything in a user folder, and listens on loopback only. */
export async function environmentOf(userFolder: string, port: number): Promise<Record<string, string>> {
	return { ...besideTheProxy(process.env), ...SETTINGS, ...(await address(port)), N8N_USER_FOLDER: userFolder };
}

async function address(port: number): Promise<Record<string, string>> {
	return {
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
	};
}

export async function answersJson(url: string): Promise<boolean> {
	try {
		const { statusCode, headers, body } = await request(url);
		await body.dump();
		return statusCode === 200 && String(headers['content-type']).includes('json');
	} catch {
		return false;
	}
}

async function tail(file: string): Promise<string> {
	return (await readFile(file, 'utf8')).split('\n').slice(-25).join('\n');
}
