import { perHour, post } from '../../common/http/endpoint';
import { trafficItems } from '../robot/traffic';

// Documentation: "Traffic".

/** https://robot.hetzner.com/doc/webservice/en.html#post-traffic */
export const queryTraffic = post('/traffic', perHour(200), { key: 'traffic', objects: trafficItems }, { effect: 'read' });
