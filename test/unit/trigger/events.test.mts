import { expect, it } from '@jest/globals';
import { EVENTS } from '../../../nodes/HetznerRobot/trigger/events.ts';

it('has the node panel name every event as a sentence: n8n would take its name in capital letters', () => {
	const named = EVENTS.map((event) => ('action' in event ? event.action : undefined));
	expect(named).toEqual(EVENTS.map(() => expect.stringMatching(/^On [a-zS]/)));
});
