import type { Endpoint } from '../../../common/http/endpoint';
import type { Operation } from '../../../common/operation/operation';
import { act, type Ending } from '../../jobs/action';
import { MAXIMUM_WAIT } from './options';

type Job = (...given: Parameters<typeof act>) => ReturnType<typeof act>;

/** How an operation runs that is an action: what is read again after it, and what is sent how. */
export const acting = (ending: Ending, job: Job = act): Pick<Operation, 'job' | 'maximumWait'> => ({ maximumWait: MAXIMUM_WAIT, job: async (run) => await job(run, ending) });

/** Puts out what is there after the action. */
export const thenShowing = (reread: Endpoint) => acting({ reread });

/** Puts out that it is gone. */
export const thenGone = acting({});
