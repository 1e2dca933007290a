import { by } from '../contract/case.mts';
import type { SimulatedRobot } from './simulatedRobot.mts';

/** The three nodes that cost money, set to do so. */

/** A key of the simulated account. */
const KEY = '30:ed:2e:78:3b:da:1f:eb:a3:7e:01:8e:48:90:09:29';

export const server = { resource: 'order', operation: 'orderServer', productId: by('id', 'EX44'), authorizedKey: [KEY], test: false };
export const market = { ...server, operation: 'orderMarketServer', productId: by('id', '2710001') };
export const addon = { resource: 'order', operation: 'orderAddon', serverNumber: by('id', '322'), productId: by('id', 'additional_ipv4'), reason: 'VPS', test: false };

/** The orders that were sent, without what was looked up before. */
export const placedAt = (robot: SimulatedRobot): string[] => robot.sent().filter((line) => line.startsWith('POST '));
