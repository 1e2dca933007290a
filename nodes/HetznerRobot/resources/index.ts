import type { Resource } from '../operation';
import { bootResource } from './boot';
import { failoverResource } from './failover';
import { resetResource } from './reset';
import { serverResource } from './server';

/** Everything the node can do, in the order of the Resource list. */
export const resources: Resource[] = [bootResource, failoverResource, resetResource, serverResource];
