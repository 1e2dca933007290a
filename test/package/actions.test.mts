import { describe, expect, it } from '@jest/globals';
import { effectOf } from '../../nodes/common/operation/effects.ts';
import type { Operation } from '../../nodes/common/operation/operation.ts';
import { resources as ofRobot } from '../../nodes/HetznerRobot/resources/index.ts';
import { resources as ofConsole } from '../../nodes/HetznerStorageBox/resources/index.ts';

/** The action is what the node panel shows of an operation, and all that the model of an agent is told of it. */

const operations: Array<[name: string, operation: Operation]> = [...ofRobot, ...ofConsole].flatMap((resource) =>
	resource.operations.map((operation): [string, Operation] => [`${resource.name}: ${operation.name}`, operation]),
);

/** What an action says of the effect of its operation. */
const CONSEQUENCE: Record<string, RegExp> = {
	destroy: /^Delete |delete|\blost\b|overwrites|disconnects/,
	buy: /costs money|changes its price/,
};

describe.each(operations)('the action of %s', (_name, operation) => {
	const { action } = operation;

	it('is a sentence without articles and without a full stop', () => {
		expect(action).not.toMatch(/\b(a|an|the)\b/i);
		expect(action).toMatch(/^[A-Z].*[^.]$/);
	});

	it('writes abbreviations in capitals', () => {
		expect(action).not.toMatch(/\b(Ip|ip|Ips|ips|Mac|mac|Ssh|ssh|dns|Dns|lan|Lan|vnc|Vnc)\b/);
	});
});

it.each(operations.filter(([, operation]) => effectOf(operation) in CONSEQUENCE))('the action of %s says what is lost or paid', (_name, operation) => {
	expect(operation.action).toMatch(CONSEQUENCE[effectOf(operation)] as RegExp);
});

it.each(operations.filter(([, { warnings = [] }]) => warnings.some(({ how, showIf }) => how.includes('the server is reset') && showIf === undefined)))(
	'the action of %s says that the server is reset at once',
	(_name, { action }) => expect(action).toMatch(/\((deletes all data|reboots it)\)$/),
);

it.each(operations.filter(([name]) => name.includes('Until July 2025')))(
	'the action of %s says that the API is no more: in a list of actions it stands beside those of Hetzner Storage Box',
	(_name, { action }) => expect(action).toMatch(/\(discontinued in Robot(, [a-z ]+)?\)$/),
);

it('no two operations of a node have one action', () => {
	for (const resources of [ofRobot, ofConsole]) {
		const actions = resources.flatMap(({ operations }) => operations.map(({ action }) => action));
		expect([...new Set(actions)]).toEqual(actions);
	}
});
