import { describe, expect, it } from '@jest/globals';
import type { INodePropertyOptions } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { HetznerConsoleApi } from '../../credentials/HetznerConsoleApi.credentials.ts';
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

	it('lets the HTTP Request node send the password nowhere', () => {
		expect(property('allowedHttpRequestDomains')?.default).toBe('none');
		expect(property('allowedDomains')?.default).toBe('robot-ws.your-server.de');
	});

	it('says which user Robot needs, and leads to what the README says of it', () => {
		expect(property('notice')?.displayName).toContain('<b>web service user</b>, not the user you log in to Robot with');
		expect(new RobotApi().documentationUrl).toMatch(/^https:\/\/github\.com\/[\w-]+\/n8n-nodes-hetzner-robot#credential$/);
		expect(readFileSync('README.md', 'utf8')).toContain('\n## Credential\n');
	});
});

it('n8n itself sends the user name without what was pasted around it, and the password as it is', async () => {
	const request = { url: 'https://robot-ws.your-server.de/server', headers: { Accept: 'application/json' } };
	expect(await new RobotApi().authenticate({ username: ' #ws+abc\n', password: ' pw ' }, request)).toEqual({ ...request, auth: { username: '#ws+abc', password: ' pw ' } });
});

describe.each([
	['Robot', new RobotApi()],
	['Hetzner Console', new HetznerConsoleApi()],
])('the Allowed Actions of %s', (_api, { properties }) => {
	const setting = properties.find(({ name }) => name === 'allowedActions')!;

	it('are everything at first, and can be made less, step by step', () => {
		expect(setting).toMatchObject({ displayName: 'Allowed Actions', type: 'options', default: 'everything' });
		expect((setting.options as INodePropertyOptions[]).map(({ name, value }) => [name, value])).toEqual([
			['Everything', 'everything'],
			['No Orders', 'noOrders'],
			['No Orders and Nothing That Destroys', 'noDestruction'],
			['Nothing That Interrupts Either', 'noInterruption'],
			['Read Only', 'readOnly'],
		]);
	});

	it('say that they do not bind the HTTP Request node', () => {
		expect(setting.description).toContain('It does not bind the HTTP Request node, see below.');
		expect(properties.findIndex(({ name }) => name === 'allowedHttpRequestDomains')).toBeGreaterThan(properties.indexOf(setting));
	});
});

describe('a new credential of Hetzner Console', () => {
	const ofConsole = (name: string) => new HetznerConsoleApi().properties.find((entry) => entry.name === name);

	it("sends the token to Hetzner's API, and lets the HTTP Request node send it nowhere", () => {
		expect(ofConsole('baseUrl')?.default).toBe('https://api.hetzner.com/v1');
		expect(ofConsole('allowedHttpRequestDomains')?.default).toBe('none');
		expect(ofConsole('allowedDomains')?.default).toBe('api.hetzner.com');
	});

	it('hides the token, and holds none yet', () => {
		expect(ofConsole('apiToken')).toMatchObject({ default: '', typeOptions: { password: true } });
	});

	it('sends the token as a bearer, without what was pasted around it', async () => {
		const options = { url: 'https://api.hetzner.com/v1', headers: { Accept: 'application/json' } };
		expect(await new HetznerConsoleApi().authenticate({ apiToken: ' abc\n' }, options)).toEqual({
			...options,
			headers: { Accept: 'application/json', Authorization: 'Bearer abc' },
		});
	});

	it('says where a token is made', () => {
		expect(ofConsole('notice')?.displayName).toContain('Security > API tokens > Generate API token');
	});
});
