import type { Case } from '../case.mts';
import { boot } from './boot.mts';
import { failover } from './failover.mts';
import { reset } from './reset.mts';
import { server } from './server.mts';

export const cases: Case[] = [...boot, ...failover, ...reset, ...server];
