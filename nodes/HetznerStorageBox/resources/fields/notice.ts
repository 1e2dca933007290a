import { parameter, type Field } from '../../../common/operation/operation';

/** What the editor says of an operation that destroys something or costs money. */
export const notice = (name: string, displayName: string): Field => parameter(name, { displayName, type: 'notice', default: '' });
