import { describe, expect, it } from '@jest/globals';
import { pathNumber } from '../../nodes/HetznerRobot/resources/fields/pathNumber.ts';

const { property, toPath } = pathNumber('rackNumber', { displayName: 'Rack Number', description: 'The rack' });
const inPath = (value: unknown) => toPath!(value, () => undefined);

describe('a number that is typed in and comes into a path', () => {
	it.each([
		[1, '1'],
		[321, '321'],
		['321', '321'],
		[' 321 ', '321'],
	])('is taken: %j', (value, part) => {
		expect(inPath(value)).toBe(part);
	});

	it.each([
		[-1, 'rackNumber is not a number: -1'],
		[1.5, 'rackNumber is not a number: 1.5'],
		['1e3', 'rackNumber is not a number: 1e3'],
		['../server', 'rackNumber is not a number: ../server'],
		['00', 'rackNumber is not a number: 00'],
		[true, 'rackNumber is not a number: true'],
		['', 'rackNumber is empty'],
		[undefined, 'rackNumber is empty'],
		[{}, 'rackNumber is empty'],
	])('is refused before anything is sent: %j', (value, message) => {
		expect(() => inPath(value)).toThrow(message);
	});

	it('stands for nothing until somebody fills it in', () => {
		expect(() => inPath(property.default)).toThrow('rackNumber is empty');
		expect(property.required).toBe(true);
	});
});
