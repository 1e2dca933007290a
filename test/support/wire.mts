import { ApiClient, type ClientOptions } from '../../nodes/common/http/client.ts';
import type { Dialect } from '../../nodes/common/http/dialect.ts';
import { ProcessMemory } from '../../nodes/common/http/memory.ts';
import type { OutgoingRequest, Reply } from '../../nodes/common/http/request.ts';
import { robotDialect } from '../../nodes/HetznerRobot/robot/dialect.ts';

export const account = { baseUrl: 'https://robot.example.com', username: 'user', password: 'password' };
export const nothing = { path: {}, values: {} };

interface WireOptions extends ClientOptions {
	dialect?: Dialect;
	isCancelled?: () => boolean;
}

/** A client on a wire of its own, whose pauses move its clock. */
export function clientOn(reply: (request: OutgoingRequest, count: number) => Reply | Error, { isCancelled = () => false, dialect = robotDialect, ...options }: WireOptions = {}) {
	const sent: string[] = [];
	const requests: OutgoingRequest[] = [];
	const pauses: number[] = [];
	let now = 1_000_000_000_000;
	const memory = new ProcessMemory(() => now);
	const wire = {
		send: async (request: OutgoingRequest) => {
			sent.push(`${request.method} ${request.url}`);
			requests.push(request);
			const answer = reply(request, sent.length);
			if (answer instanceof Error) throw answer;
			return answer;
		},
		pause: async (milliseconds: number) => {
			pauses.push(milliseconds);
			now += milliseconds;
		},
		isCancelled,
	};
	const client = new ApiClient(dialect, account, wire, { memory, ...options });
	return { client, sent, requests, pauses, ledger: client.accountMemory.ledger, pass: (seconds: number) => (now += seconds * 1000) };
}

export const ok = (): Reply => ({ status: 200, headers: {}, text: '{}' });

/** A network error, as Node names it; `syscall` is what the system was asked to do, e.g. `connect`. */
export const broken = (code: string, syscall?: string) => (): Error => Object.assign(new Error(code), { code, syscall });
