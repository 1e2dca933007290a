import { NodeOperationError, type INode, type IPollFunctions, type NodeApiError } from 'n8n-workflow';
import { inMinutes } from '../../common/http/endpoint';
import { ApiError, InputError, type Cause } from '../../common/http/errors';
import { blamed, toNodeError } from '../../common/n8n/nodeError';
import { digest } from './differences';
import { CONSOLE_EVENTS, DAY_MS, EVENTS, HOUR_MS, isWithin, type EventName } from './events';

/** Why an event could not be looked for; without an event, why none could. */
export interface Trouble {
	event?: EventName;
	error: unknown;
}

/** Which troubles were told. */
export interface Told {
	/** The node as it was then: whoever has changed it wants to hear whether it works now. */
	node: string;
	/** When, in milliseconds, by event and kind of trouble. */
	at: Record<string, number>;
}

/** The same trouble is told again after so long, so that it is not forgotten. */
const AGAIN_AFTER_MS = DAY_MS;

/** What comes back within this time is the same outage. */
const PAUSE_MS = HOUR_MS;

const GOES_ON = 'The trigger goes on polling by itself: nothing has to be published again. The same trouble is told again after a day.';

/**
 * Which of these troubles have to be told now, and what was told then: one outage is told once, however many events meet
 * it, in one poll or one after another. What has worked again is in order, once it has been so for a while.
 *
 * @param works the events that could be looked for, `undefined` for what all have in common
 */
export function judged({ node, at }: Told, troubles: Trouble[], works: Array<EventName | undefined>, now: number): { news: Trouble[]; told: Told } {
	const isWorking = (key: string) => works.some((event) => key.startsWith(beginningOf(event)));
	const isOver = (key: string, time: number) => !isWithin(AGAIN_AFTER_MS, time, now) || (isWorking(key) && !isWithin(PAUSE_MS, time, now));
	const before = Object.entries(at).filter(([key, time]) => !isOver(key, time));
	const told = Object.fromEntries(before);
	const news = troubles.filter((trouble) => {
		if (told[keyOf(trouble)] !== undefined) return false;
		const alike = before.filter(([key, time]) => isSameOutage(key, trouble) && isWithin(PAUSE_MS, time, now));
		const going = alike.find(([key]) => !isWorking(key));
		if (going) told[keyOf(trouble)] = going[1];
		return alike.length === 0;
	});
	return { news, told: { node, at: { ...told, ...Object.fromEntries(news.map((trouble) => [keyOf(trouble), now])) } } };
}

/**
 * Tells n8n of troubles: each is a failed execution and starts the error workflow, and the trigger goes on. What several
 * events meet alike is told once. A poll that throws would end the trigger for good where n8n is just starting.
 *
 * @throws the first of them where n8n is so old that it cannot be told otherwise
 */
export function tell(context: IPollFunctions, troubles: Trouble[]): void {
	const alike = new Map<string, Trouble[]>();
	for (const trouble of troubles) alike.set(outageOf(trouble), [...(alike.get(outageOf(trouble)) ?? []), trouble]);
	for (const troublesAlike of alike.values()) {
		const error = explained(context.getNode(), troublesAlike);
		if (!canBeTold(context)) throw error;
		context.__emitError(error);
	}
}

export const canBeTold = (context: Partial<IPollFunctions>): boolean => typeof context.__emitError === 'function';

const beginningOf = (event: EventName | undefined): string => `${event ?? 'all'} `;

const keyOf = (trouble: Trouble): string => beginningOf(trouble.event) + digest(kindOf(trouble));

/**
 * Maintenance and a cut connection are one outage. Of what a person has to mend the parameter counts and not its value,
 * which an expression may make another one for each poll.
 */
function kindOf({ event, error }: Trouble): string {
	if (error instanceof ApiError) return placeOf(event) + reasonOf(error);
	return error instanceof InputError ? error.parameter : nameOf(error);
}

/** An outage of one API is none of the other. */
const placeOf = (event: EventName | undefined): string => (event !== undefined && CONSOLE_EVENTS.includes(event) ? 'console ' : '');

const reasonOf = (error: ApiError): string => (isInDoubt(error) ? IN_DOUBT : (error.details.cause ?? error.details.code));

/** Whether access was refused without a reason, or is held back after that: it may be the login. */
export const isInDoubt = ({ details: { cause, code } }: ApiError): boolean => (code === 'HTTP_403' && cause === undefined) || code === 'ACCESS_HELD_BACK';

const IN_DOUBT = 'in-doubt';

/** What has one reason for all events that meet it: a login is refused once and then held back, a host is down. */
const COMMON: Array<Cause | typeof IN_DOUBT> = ['credential-invalid', 'temporarily-unavailable', IN_DOUBT];
const isCommon = (error: unknown): boolean => error instanceof ApiError && COMMON.some((reason) => reason === reasonOf(error));

const outageOf = (trouble: Trouble): string => (isCommon(trouble.error) ? kindOf(trouble) : wordsOf(trouble.error));
const isSameOutage = (key: string, trouble: Trouble): boolean => isCommon(trouble.error) && key.endsWith(` ${digest(kindOf(trouble))}`);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** What n8n shows of troubles that are alike, with what they mean for the trigger. */
function explained(node: INode, troubles: Trouble[]): NodeApiError | NodeOperationError {
	const names = EVENTS.filter(({ value }) => troubles.some(({ event }) => event === value)).map(({ name }) => name);
	const explain = (advice: string | undefined) => [advice, names.length > 0 && `Affected: ${names.join(', ')}.`, GOES_ON].filter(Boolean).join(' ');
	const error = troubles[0]?.error;
	if (error instanceof ApiError) return toNodeError(node, new ApiError(error.message, { ...error.details, advice: explain(adviceOf(error)) }));
	if (error instanceof InputError) return toNodeError(node, new InputError(error.parameter, error.problem, explain(error.advice)));
	return new NodeOperationError(blamed(node), wordsOf(error), { description: explain(undefined) });
}

/** A used up limit is waited for by itself; other advice is of options that a trigger does not have. */
function adviceOf({ details: { cause, advice, code, retryAfterSeconds } }: ApiError): string | undefined {
	if (cause !== 'rate-limited' || retryAfterSeconds === undefined || code === 'POLLING_SHARE_SPENT') return advice;
	return `The trigger asks again in ${inMinutes(retryAfterSeconds)}.`;
}
