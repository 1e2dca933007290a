import type { Case } from '../case.mts';
import { reset } from './reset.mts';
import { server } from './server.mts';

export const cases: Case[] = [...reset, ...server];
