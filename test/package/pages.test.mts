import { describe, expect, it } from '@jest/globals';
import { withPart } from '../../tools/pages.mts';
import { knownRooms, picture } from '../../tools/rooms.mts';

/** What `npm run generate` writes into CONTRIBUTING.md. */

const [job, robot, http] = ['nodes/HetznerRobot/jobs/wait.ts', 'nodes/HetznerRobot/robot/reply.ts', 'nodes/common/http/json.ts'];

/** The arrows by the names of the rooms, whatever their numbers are. */
function arrows(files: Array<{ path: string; imports: string[] }>): string[] {
	const text = picture(knownRooms(files));
	const names = new Map([...text.matchAll(/(room\d+)\["<b>(.*?)<\/b>/g)].map(([, room, name]) => [room, name]));
	return [...text.matchAll(/(\w+) --> (\w+)/g)].map(([, from, to]) => `${names.get(from)} --> ${names.get(to)}`);
}

describe('the picture of the rooms', () => {
	it('has an arrow from a room to each that it imports from, and none within a room', () => {
		expect(
			arrows([
				{ path: job, imports: ['nodes/HetznerRobot/jobs/order.ts', robot] },
				{ path: robot, imports: [] },
			]),
		).toEqual(['*/jobs --> HetznerRobot/robot']);
	});

	it('leaves out the arrows that follow from others', () => {
		expect(
			arrows([
				{ path: job, imports: [robot, http] },
				{ path: robot, imports: [http] },
			]),
		).toEqual(['*/jobs --> HetznerRobot/robot', 'HetznerRobot/robot --> common/http']);
	});

	it('has every room with its name and what stands in it', () => {
		expect(picture(knownRooms([]))).toContain('["<b>*/jobs</b><br>operations of several requests"]');
		expect(picture(knownRooms([]))).not.toContain('undefined');
	});
});

describe('a generated part of a page', () => {
	const START = '<!-- The rooms: npm run generate writes what follows. -->';
	const END = '<!-- The end of the rooms. -->';

	it('gets a new text in the place of the old one, and keeps the rest', () => {
		expect(withPart(`before\n${START}\nold\n${END}\nafter`, 'rooms', 'new')).toBe(`before\n${START}\n\nnew\n\n${END}\nafter`);
	});

	it.each([
		['neither', 'text'],
		['no end', `${START} text`],
		['no start', `text ${END}`],
	])('is not written where its marks are lost: %s', (_what, page) => {
		expect(() => withPart(page, 'rooms', 'new')).toThrow('A page has lost the lines between which the rooms stand');
	});
});
