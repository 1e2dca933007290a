import { RobotClient, type ClientOptions, type OutgoingRequest } from '../../nodes/HetznerRobot/robot/client.ts';
import { RequestLedger } from '../../nodes/HetznerRobot/robot/ledger.ts';
import { LoginGuard } from '../../nodes/HetznerRobot/robot/loginGuard.ts';
import type { Reply } from '../../nodes/HetznerRobot/robot/reply.ts';

export const account = { baseUrl: 'https://robot.example.com', username: 'user', password: 'password' };
export const nothing = { path: {}, values: {} };

interface WireOptions extends ClientOptions {
	isCancelled?: () => boolean;
}

/** A client on a wire of its own, whose pauses move its clock. */
export function clientOn(reply: (request: OutgoingRequest, count: number) => Reply | Error, { isCancelled = () => false, ...options }: WireOptions = {}) {
	const sent: string[] = [];
	const pauses: number[] = [];
	let now = 1_000_000_000_000;
	const ledger = new RequestLedger(() => now);
	const wire = {
		send: async (request: OutgoingRequest) => {
			sent.push(`${request.method} ${request.url}`);
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
	const client = new RobotClient(account, wire, { guard: new LoginGuard(() => now), ledger, ...options });
	return { client, sent, pauses, ledger, pass: (seconds: number) => (now += seconds * 1000) };
}

export const ok = (): Reply => ({ status: 200, text: '{}' });

/** A network error, as Node names it. */
export const broken = (code: string) => (): Error => Object.assign(new Error(code), { code });
