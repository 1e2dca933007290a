import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { toolOf } from '../support/agent.mts';
import { panelOf } from '../support/panel.mts';

/** What a model reads of a tool, as n8n's engine hands it to an agent. */

const credential = { username: 'u', password: 'p', baseUrl: 'http://127.0.0.1:9', apiToken: 't' };
const nodes = { robot: new HetznerRobot(), storageBox: new HetznerStorageBox() };
const describedAs = async (node: keyof typeof nodes, parameters: INodeParameters) => (await toolOf({ credential, node: nodes[node], parameters })).description;

describe('the description of a tool', () => {
	it.each([
		['robot', 'server', 'getAll', 'Get many servers of the account. Only reads.'],
		['robot', 'server', 'rename', 'Change the name of a server in Robot. Changes settings: call it only for what the user has asked for.'],
		['storageBox', 'storageBox', 'get', 'Get settings and usage of a Storage Box, in bytes. Only reads.'],
	] as const)('says what it does and what that means: %s %s %s', async (node, resource, operation, text) => {
		expect(await describedAs(node, { resource, operation })).toBe(text);
	});

	it.each([
		['robot', 'server', 'cancel', /DELETES ALL DATA: the contract ends .* What is lost stays lost\. Ask the user first/],
		['robot', 'boot', 'activateLinux', /DELETES ALL DATA: the server is installed anew .* What is lost stays lost\. Ask the user first/],
		['robot', 'reset', 'execute', /INTERRUPTS SERVICE: the server goes down\. .* Ask the user first/],
		['robot', 'boot', 'activateRescue', /Depending on its fields: INTERRUPTS SERVICE: the server is reset .* Ask the user first/],
		['robot', 'order', 'orderServer', /Depending on its fields: COSTS MONEY: this is a real order.* It cannot be taken back\. Ask the user first/],
		['storageBox', 'storageBox', 'create', /\. COSTS MONEY: this is an order, .* It cannot be taken back\. Ask the user first/],
		['storageBox', 'storageBox', 'rollbackSnapshot', /DELETES ALL DATA: .* What is lost stays lost\. Ask the user first/],
	] as const)('warns of what is lost, interrupted or paid, and asks to ask: %s %s %s', async (node, resource, operation, text) => {
		expect(await describedAs(node, { resource, operation })).toMatch(text);
	});

	it.each([
		['robot', 'reset', 'execute', / Refused unless Allow in Agents is on in this tool\.$/],
		['storageBox', 'storageBox', 'delete', / Refused unless Allow in Agents is on in this tool\.$/],
		['robot', 'boot', 'activateRescue', /\. What goes so far is refused unless Allow in Agents is on in this tool\.$/],
		['storageBox', 'storageBox', 'changeProtection', /\. What goes so far is refused unless Allow in Agents is on in this tool\.$/],
	] as const)('says what the builder has to allow: %s %s %s', async (node, resource, operation, text) => {
		expect(await describedAs(node, { resource, operation })).toMatch(text);
	});

	it("is the user's own where there is one", async () => {
		expect(await describedAs('robot', { resource: 'server', operation: 'get', toolDescription: 'Looks a server up for support' })).toBe('Looks a server up for support');
	});
});

it.each(Object.entries(nodes))('each operation of %s has one, which is shown in an AI tool only', (_name, { description: { properties } }) => {
	const lists = properties.filter(({ name }) => name === 'operation');
	const operations = lists.flatMap(({ displayOptions, options }) =>
		(options as INodePropertyOptions[]).map(({ value }): [string, string] => [displayOptions!.show!.resource![0] as string, value as string]),
	);
	const shownIn = (node: 'node' | 'tool') => operations.map((operation) => panelOf(properties, operation, node).filter(({ name }) => name === 'toolDescription').length);
	expect(operations.length).toBeGreaterThan(30);
	expect(shownIn('tool')).toEqual(operations.map(() => 1));
	expect(shownIn('node')).toEqual(operations.map(() => 0));
});

/** The editor loads all of them with the node. */
const MOST_BYTES_EACH = 400;

it.each(Object.entries(nodes))('those of %s are small', (_name, { description: { properties } }) => {
	const texts = properties.filter(({ name }) => name === 'toolDescription');
	expect(JSON.stringify(texts).length / texts.length).toBeLessThan(MOST_BYTES_EACH);
});
