import { asTold, del, get, many, one, post, put, type Effect, type Endpoint, type ReplyShape } from '../../common/http/endpoint';

/** The kinds of endpoints that the API has. All share the one limit, which the replies tell. */

/** A list that comes whole. */
export const listAt = (path: string, key: string): Endpoint => get(path, asTold, many(key, null));

/** A list that comes in pages. */
export const pagesAt = (path: string, key: string): Endpoint => get(path, asTold, { ...many(key, null), isPaged: true });

export const objectAt = (path: string, key: string): Endpoint => get(path, asTold, one(key));

/** A change that is carried out at once. */
export const updateAt = (path: string, key: string): Endpoint => put(path, asTold, one(key));

/** A reply that is put out whole: an action, beside what is created. */
const withAction = (...created: string[]): ReplyShape => one(null, 'action', ...created);

/** A change that runs as an action. */
export const actionAt = (path: string, effect: Effect = 'change', hasNoBody?: true): Endpoint => post(path, asTold, withAction(), { effect, hasNoBody });

/** Something new, made by an action. */
export const creationAt = (path: string, key: string, effect: Effect = 'change'): Endpoint => post(path, asTold, withAction(key), { effect });

export const deletionAt = (path: string): Endpoint => del(path, asTold, withAction(), { effect: 'destroy' });
