import { describe, expect, it } from '@jest/globals';
import { RobotApi } from '../../credentials/RobotApi.credentials.ts';

const property = (name: string) => new RobotApi().properties.find((entry) => entry.name === name);

describe('a new credential', () => {
	it("sends user name and password to Hetzner's Robot, and to nobody else", () => {
		expect(property('baseUrl')?.default).toBe('https://robot-ws.your-server.de');
	});

	it('hides the password while it is typed', () => {
		expect(property('password')?.typeOptions).toEqual({ password: true });
	});

	it('holds no user name and no password yet', () => {
		expect(property('username')?.default).toBe('');
		expect(property('password')?.default).toBe('');
	});
});
