import type { Endpoint } from '../../common/http/endpoint';
import type { JsonRecord } from '../../common/http/json';

export const TOKEN_ADVICE =
	'Check the credential: a token is made in Hetzner Console (project > Security > API tokens), belongs to that one project, and ends when it is deleted there.';

export const READ_ONLY_ADVICE = 'Make a token with Read & Write in Hetzner Console (project > Security > API tokens), and put it into the credential.';

const LATER = 'Try again later.';

/** What to do about each documented error code that says too little by itself. */
const ADVICE: Record<string, string> = {
	json_error: 'This is a fault of the node: please report it.',
	forbidden: 'Nothing was changed: this token may not do that.',
	maintenance: `Nothing was changed: Hetzner Console is under maintenance. ${LATER}`,
	resource_limit_exceeded: 'Nothing was changed: a limit of the project or of the Storage Box is reached. Delete what is not needed any more, or ask Hetzner for a higher limit.',
	not_found: "Check the ID: what it names may be deleted, or belong to another project than the credential's.",
	method_not_allowed: 'Check the Base URL of the credential.',
	uniqueness_error: 'Nothing was changed: the name is taken. Choose another.',
	conflict: 'Nothing was changed: something else was changing it at the same time. Try again.',
	deprecated_api_endpoint: 'Hetzner has taken this part of the API away: look for a newer version of this node.',
	resource_unavailable: 'Nothing was changed: it is not available now, e.g. this type in this location. Get Many of Storage Box Type shows the locations of each type.',
	invalid_input: 'Nothing was changed: correct the inputs named here.',
	service_error: 'Nothing was changed.',
	unsupported_error: 'Nothing was changed: the Storage Box does not support this.',
	locked: 'Nothing was changed: another action is running on this Storage Box. Try again when it has ended.',
	protected: 'Nothing was deleted: the Storage Box is protected against deletion. Change Protection lifts the protection, if that is really meant.',
	rate_limit_exceeded: "Nothing was changed: the project's request limit is used up, by all programs that use it. It refills within seconds.",
	server_error: `An internal error at Hetzner. ${LATER}`,
	bad_gateway: `A fault at Hetzner. ${LATER}`,
	unavailable: `Hetzner Console is unavailable. ${LATER}`,
	timeout: `Hetzner Console did not finish in time. ${LATER}`,
	robot_unavailable: `Nothing was changed: a system behind Hetzner Console is unavailable. ${LATER}`,
	resource_locked: 'Nothing was changed: Hetzner has locked it. Ask Hetzner support.',
};

/** The numbers in old lists and workflows lead nowhere. */
const ROBOTS_NUMBERS = 'The number that a Storage Box had in Robot is not its ID here: choose it from the list, or give its name or user name.';

/** What is missing in a box that is there. */
const WITHIN_A_BOX = /snapshot|sub-?account|folder/i;

/** How to mend an error with one of the API's codes; empty for a refusal whose code is not documented. */
export function adviceForCode({ path }: Endpoint, code: string, message: string, { announcement, limits }: JsonRecord): string {
	if (/route not found/i.test(message)) return 'Check the Base URL of the credential: the API is at https://api.hetzner.com/v1';
	const advice = Object.hasOwn(ADVICE, code) ? (ADVICE[code] as string) : '';
	if (code === 'not_found' && path.includes('{storageBoxId}') && !WITHIN_A_BOX.test(message)) return `${advice} ${ROBOTS_NUMBERS}`;
	if (code === 'deprecated_api_endpoint' && typeof announcement === 'string') return `${advice} ${announcement.slice(0, 200)}`;
	const [limit] = Array.isArray(limits) ? limits : [];
	const name = code === 'resource_limit_exceeded' && typeof limit === 'object' && limit !== null && 'name' in limit ? limit.name : undefined;
	return typeof name === 'string' ? `${advice} The limit: ${name.slice(0, 60)}.` : advice;
}

/** What happened and how to mend it, for a reply without an error of the API. */
export function wordsForStatus(status: number): [message: string, advice: string] {
	if (status < 300) return ["Hetzner Console's reply could not be read", 'It is not the documented JSON: it was cut off, or a proxy in between answered.'];
	if (status < 400) {
		return [`Hetzner Console redirected the request (HTTP ${status})`, 'Redirects are not followed, so that the token stays with Hetzner. Check the Base URL of the credential.'];
	}
	if (status >= 500) return [`Hetzner Console, or a proxy in front of it, failed (HTTP ${status})`, LATER];
	return [`Hetzner Console answered HTTP ${status} without a reason`, 'Check the Base URL of the credential.'];
}

/** What may be behind an action that has failed: the API itself gives no reason. */
const LIKELY: Record<string, string> = {
	create: 'this type is not available in this location',
	change_type: 'more is stored than the new type holds, or the type is not available',
	create_snapshot: 'the limit of snapshots of its type is reached, or another action ran at the same time',
	create_subaccount: 'the limit of sub-accounts is reached, the home directory is not possible, or another action ran at the same time',
	change_home_directory: 'the home directory is not possible, or another action ran at the same time',
	reset_password: 'the password is known from a data breach, or another action ran at the same time',
	reset_subaccount_password: 'the password is known from a data breach, or another action ran at the same time',
	enable_snapshot_plan: 'more snapshots are asked for than its type keeps, or another action ran at the same time',
};

export const likelyCause = (command: string): string => (Object.hasOwn(LIKELY, command) ? (LIKELY[command] as string) : 'another action ran at the same time');
