import type * as effects from '../nodes/common/operation/effects.ts';
import type * as endpoint from '../nodes/common/http/endpoint.ts';
import type * as outputs from '../nodes/common/operation/outputs.ts';
import type * as reply from '../nodes/HetznerRobot/robot/reply.ts';
import type * as list from '../nodes/HetznerRobot/resources/index.ts';

/**
 * The parts of the node that something is generated from. The command line takes them from the built package (its
 * sources import each other without extension, as n8n's builds want it, which Node does not resolve), the tests from
 * the sources.
 */
export type NodeParts = Pick<typeof list, 'resources'> &
	Pick<typeof effects, 'consequencesOf' | 'ownEffectOf'> &
	Pick<typeof endpoint, 'limitInWords'> &
	Pick<typeof outputs, 'isOf'> &
	Pick<typeof reply, 'unwrap'>;
