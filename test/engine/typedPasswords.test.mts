import { describe, expect, it } from '@jest/globals';
import { by } from '../contract/case.mts';
import { simulatedRobot } from '../support/simulatedRobot.mts';

/** n8n logs an error with its node, stores it, and hands it to the error workflow, where it may go into a chat. */

const robot = simulatedRobot();

const PASSWORD = 'Typed4the-Box';
const box = { resource: 'storageBox', operation: 'resetPassword', storageBoxId: by('id', '12345'), password: PASSWORD };

const TROUBLES = [
	{ what: 'that Robot refuses', parameters: { ...box, storageBoxId: by('id', '99999') }, message: 'Storage Box with ID 99999 not found' },
	{ what: 'about a value that cannot be sent', parameters: { ...box, storageBoxId: by('id', 'x') }, message: 'Storage Box' },
	{ what: 'of an expression', parameters: { ...box, storageBoxId: by('id', '={{ $("Nowhere").item.json.id }}') }, message: "Referenced node doesn't exist" },
];

describe.each(TROUBLES)('an error $what', ({ parameters, message }) => {
	it('does not hold the password that was typed into the node', async () => {
		const { error } = await robot.run(parameters);

		expect(error?.message).toContain(message);
		expect(error?.node?.parameters).toMatchObject({ resource: 'storageBox', password: '***' });
		expect(JSON.stringify(error)).not.toContain(PASSWORD);
	});
});
