import type { IDataObject } from 'n8n-workflow';
import { secretsOf } from '../../common/http/account';
import { ApiError } from '../../common/http/errors';
import { isRecord, type JsonRecord } from '../../common/http/json';
import { masker } from '../../common/http/masker';
import type { Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { likelyCause } from '../console/advice';
import { SERVICE } from '../console/errors';
import { isId } from '../console/ids';
import { isPasswordGenerated } from './password';
import { inWords } from './words';
import { counted } from '../../common/http/counted';

/** What is said of a change that was accepted, where something went wrong after that. */

/** The action has failed: the API itself gives no reason. */
export function failed(run: Run, action: JsonRecord): ApiError {
	const { command, error } = action;
	const { code, message } = isRecord(error) ? error : {};
	const name = wordOf(command ?? '').slice(0, 60) || 'The action';
	const words = `${wordOf(message ?? '').slice(0, 300) || 'without a reason'} [${wordOf(code ?? '').slice(0, 60) || 'action_failed'}]`;
	return afterAcceptance(
		`${name}${inWords(run.path)} failed${numberOf(action)}: ${words}`,
		wordOf(code ?? '') || 'action_failed',
		`It was accepted and begun, and then failed. Likely: ${likelyCause(name)}. Look what is there before you repeat it.${lostPassword(run)}`,
	);
}

/** The wait has ended before the action. */
export function stillRunning(run: Run, action: JsonRecord, trouble?: ApiError): ApiError {
	const last = trouble ? ` Looking at it failed at last: ${reasonOf(trouble)}.` : '';
	return afterAcceptance(
		`${SERVICE} accepted the change${inWords(run.path)}, but has not carried it out within ${counted(run.maximumWait, 'second')}${numberOf(action)}`,
		'NOT_COMPLETED',
		`It is still under way: look at the action with Get of the resource Activity before you repeat it, or allow a longer Maximum Wait.${last}${lostPassword(run)}`,
	);
}

/** The action may have ended, unseen. */
export function notFollowed(run: Run, action: JsonRecord, error: ApiError): ApiError {
	const message = `${SERVICE} accepted the change${inWords(run.path)}${numberOf(action)}, but it cannot be followed: ${reasonOf(error)}`;
	return afterAcceptance(message, error.details.code, `Look what became of it before you repeat it.${lostPassword(run)}`, error);
}

/** Only looking at the result has failed. */
export function notReadAgain(run: Run, action: JsonRecord, error: ApiError): ApiError {
	const message = `The change${inWords(run.path)} was carried out${numberOf(action)}, but reading it again failed: ${reasonOf(error)}`;
	return afterAcceptance(message, error.details.code, `Nothing has to be repeated.${lostPassword(run)}`, error);
}

/** Without its ID nobody can ask for what was accepted. */
export const withoutId = (run: Run, what: string): ApiError =>
	afterAcceptance(
		`${SERVICE} accepted the change${inWords(run.path)}, but its reply does not say the ID of ${what}`,
		'NO_ID',
		`Look what became of it before you repeat it.${lostPassword(run)}`,
	);

/** Of a change that may have been carried out, the password may hold. */
export function unanswered(error: unknown, run: Run): unknown {
	const isLost = error instanceof ApiError && error.details.outcome === 'unknown' && isPasswordGenerated(run);
	if (!isLost) return error;
	const { message, details } = error;
	return new ApiError(message, { ...details, advice: `${details.advice ?? ''}${lostPassword(run)}`.trim(), isAfterChange: true });
}

const afterAcceptance = (message: string, code: string, advice: string, error?: ApiError): ApiError =>
	new ApiError(message, { status: error?.details.status, cause: error?.details.cause, code, advice, outcome: 'unknown', isAfterChange: true });

/** What comes after the change was sent may repeat the token, and its password: that of this try, or the one that an earlier try has sent. */
export function withoutSecrets(error: unknown, { values, client }: Run, reply: IDataObject): unknown {
	if (!(error instanceof ApiError)) return error;
	const mask = masker([values.password, reply.password], secretsOf(client.account));
	return new ApiError(mask(error.message), { ...error.details, advice: mask(error.details.advice ?? '') });
}

const reasonOf = ({ message, details: { reason } }: ApiError) => reason ?? message;

function numberOf({ id }: JsonRecord): string {
	const text = wordOf(id ?? '');
	return isId(text) ? ` (action ${text})` : '';
}

/** What stands for a generated password in the user's Retry: an execution keeps none. */
export const LOST_BEFORE = { password: null, message: 'The generated password was lost when the execution failed: set a new one with Reset Password.' };

const lostPassword = (run: Run) => (isPasswordGenerated(run) ? ' The generated password is lost with this error: set a new one with Reset Password.' : '');
