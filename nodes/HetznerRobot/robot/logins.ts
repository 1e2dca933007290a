import type { PasswordAccount } from '../../common/http/account';
import { timeOfDay } from '../../common/http/clockTime';
import type { Known } from '../../common/http/dialect';
import { elapsed, inMinutes, type Endpoint } from '../../common/http/endpoint';
import { ApiError } from '../../common/http/errors';
import type { HeldBack, LoginHistory } from '../../common/http/loginGuard';
import type { Block } from '../../common/http/refusals';
import { isOfStorageBox, withStorageBox } from './advice';

/** What users are told of logins that Robot refuses, has refused, or may have refused. */

const BLOCKS = 'After 3 failed logins Robot blocks your IP address for 10 minutes.';

export const LOGIN_ADVICE = `Robot needs the web service user (Robot > Settings > Web service and app settings), not the Robot login. ${BLOCKS}`;

/** The documentation shows no form of the user name; Robot gives its web service users this beginning today. */
const USERNAME = /^#ws\+/i;

const STORAGE_BOXES = ' for Storage Boxes';

/**
 * Robot has given the Storage Boxes up, and may refuse a good login there: then everything else goes on. A
 * wrong login is refused elsewhere as well, and from then on everywhere.
 */
export const loginPart = (endpoint: Endpoint): string => (isOfStorageBox(endpoint) ? STORAGE_BOXES : '');

/** The error for a login that Robot has refused, with everything that speaks for the login or against it. */
export function loginError(endpoint: Endpoint, { account, login, timezone }: Known): ApiError {
	const code = 'UNAUTHORIZED';
	const advice = [whyRefused(login, timezone), ...(account && 'password' in account ? oddities(account) : []), LOGIN_ADVICE].filter(Boolean).join(' ');
	return new ApiError(`Robot refused the user name or the password${loginPart(endpoint)}`, {
		status: 401,
		code,
		advice: withStorageBox(endpoint, advice),
		outcome: 'refused',
		cause: 'credential-invalid',
	});
}

/** A blocked address is refused with the right password as well, and so may a login be that was good before. */
function whyRefused({ acceptedSecondsAgo, refusals, refusedSince, block }: LoginHistory = { refusals: 0 }, timezone?: string): string | undefined {
	if (block) return `${blocked(block, timezone)}${zone(timezone)}.`;
	if (acceptedSecondsAgo !== undefined) {
		return `Robot accepted them ${elapsed(acceptedSecondsAgo)} ago: the password was changed at Robot, or Robot blocks this address because of other failed logins.`;
	}
	if (refusals < 2 || refusedSince === undefined) return undefined;
	return `Robot has refused ${refusals} logins from here since ${timeOfDay(refusedSince, timezone)}${zone(timezone)}: where it blocks this address by now, it refuses right passwords as well.`;
}

/** What is odd with a login, and may be why it was refused. */
function oddities(account: PasswordAccount): string[] {
	return [
		...(USERNAME.test(account.username) ? [] : ['The user name does not begin with "#ws+", as those of web service users do: it may be the Robot login.']),
		...(/^\s|\s$/.test(account.password) ? ['The password begins or ends with a blank, which was sent: it may not belong there.'] : []),
	];
}

/** The error that stands for a login which is not tried. */
export function loginHeldBackError({ seconds, part, isDoubtful, block }: HeldBack, timezone?: string): ApiError {
	const reason = block ? blocked(block, timezone) : isDoubtful ? `access with this user name and password was refused a moment ago (HTTP 403)${part}` : refused(part);
	const wait = block
		? `Wait until then${zone(timezone)}, and meanwhile correct a credential that is wrong.`
		: `Correct the credential, which is then tried at once, or wait ${inMinutes(seconds)}.`;
	return new ApiError(`Nothing was sent: ${reason}`, {
		code: block ? 'ADDRESS_BLOCKED' : isDoubtful ? 'ACCESS_HELD_BACK' : 'LOGIN_HELD_BACK',
		reason,
		advice: `${LOGIN_ADVICE} ${wait}`,
		outcome: 'not-sent',
		cause: block ? 'rate-limited' : 'credential-invalid',
		retryAfterSeconds: seconds,
	});
}

const refused = (part: string) => `Robot has just refused this user name and password${part}`;

const blocked = ({ refusals, since, until }: Block, timezone?: string) =>
	`Robot has refused ${refusals} logins from here since ${timeOfDay(since, timezone)} and blocks this address, right passwords included, until ${timeOfDay(until, timezone)}`;

/** Where no time zone is known, the times name UTC themselves. */
const zone = (timezone?: string) => (timezone === undefined ? '' : ` (time of ${timezone})`);

/** For how long an accepted login speaks for itself when something is refused without a reason. */
const PROVEN_SECONDS = 10 * 60;

/** What a 403 without Robot's words may mean after what was just learnt. */
export function accessAdvice({ login, limitedForSeconds }: Known): string {
	if (limitedForSeconds !== undefined) {
		return `It is probably Robot's request limit, which was used up just before: try again within ${inMinutes(limitedForSeconds)}.`;
	}
	const ago = login?.acceptedSecondsAgo;
	if (ago !== undefined && ago < PROVEN_SECONDS) {
		return `The user name and password are good, Robot accepted them ${elapsed(ago)} ago. Either a request limit is used up, or this user may not do that.`;
	}
	return `Either the user name and password are wrong, or this user may not do that, or a request limit is used up. ${LOGIN_ADVICE}`;
}
