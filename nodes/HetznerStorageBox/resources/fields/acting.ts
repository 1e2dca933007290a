import type { Endpoint } from '../../../common/http/endpoint';
import { later } from '../../../common/operation/later';
import type { Operation } from '../../../common/operation/operation';
import type { Ending } from '../../jobs/action';
import { MAXIMUM_WAIT } from './options';

const act = later(async () => (await import('../../jobs/action')).act);

type Job = (...given: Parameters<typeof act>) => ReturnType<typeof act>;

/** How an operation runs that is an action: what is read again after it, and what is sent how. */
export const acting = (ending: Ending, job: Job = act): Pick<Operation, 'job' | 'maximumWait'> => ({ maximumWait: MAXIMUM_WAIT, job: async (run) => await job(run, ending) });

/** Puts out what is there after the action. */
export const thenShowing = (reread: Endpoint) => acting({ reread });

/** Puts out that it is gone. */
export const thenGone = acting({});
