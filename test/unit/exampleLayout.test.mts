import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

/** An example is read as a picture: in it nothing lies on something else, and no line crosses another or runs through a node. Drawn as n8n's editor draws, as nearly as it matters. */

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

type Point = [x: number, y: number];

interface Line {
	from: string;
	to: string;
	points: Point[];
}

const SIZE = 96;
/** The name below a node, and what it does. */
const LABEL = 48;
/** How far below its beginning a line runs that leads back. */
const BELOW = 130;
/** How far it keeps from the nodes on its way up or down. */
const ASIDE = 40;
const STEPS = 40;

const isNote = ({ type }: INode) => type.endsWith('.stickyNote');
const number = ({ parameters }: INode, name: string) => Number((parameters as INodeParameters)[name] ?? 0);
const outputsOf = (node: INode) => (node.type.endsWith('.if') || node.onError === 'continueErrorOutput' ? 2 : Math.max(1, number(node, 'numberOutputs')));
const heightOf = (node: INode) => Math.max(SIZE, 32 * (outputsOf(node) + 1));

function boxOf(node: INode, label = LABEL): Box {
	const [left, top] = node.position;
	const [width, height] = isNote(node) ? [number(node, 'width'), number(node, 'height')] : [SIZE, heightOf(node) + label];
	return { name: node.name, left, top, right: left + width, bottom: top + height };
}

const meet = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function curve([x1, y1]: Point, [x2, y2]: Point): Point[] {
	if (x2 <= x1)
		return [
			[x1, y1],
			[x1 + ASIDE, y1],
			[x1 + ASIDE, y1 + BELOW],
			[x2 - ASIDE, y1 + BELOW],
			[x2 - ASIDE, y2],
			[x2, y2],
		];
	return Array.from({ length: STEPS + 1 }, (_none, step): Point => {
		const t = step / STEPS;
		const later = t * t * (3 - 2 * t);
		// Both ends are level for half of the way.
		const x = 3 * (1 - t) ** 2 * t * 0.5 + 3 * (1 - t) * t * t * 0.5 + t ** 3;
		return [x1 + (x2 - x1) * x, y1 + (y2 - y1) * later];
	});
}

function linesOf(nodes: INode[], connections: IConnections): Line[] {
	const find = (wanted: string) => nodes.find(({ name }) => name === wanted)!;
	return Object.entries(connections).flatMap(([from, { main = [] }]) =>
		main.flatMap((targets, output) =>
			(targets ?? []).map(({ node: to }) => {
				const [source, target] = [find(from), find(to)];
				const begin: Point = [source.position[0] + SIZE, source.position[1] + (heightOf(source) * (output + 1)) / (outputsOf(source) + 1)];
				return { from, to, points: curve(begin, [target.position[0], target.position[1] + heightOf(target) / 2]) };
			}),
		),
	);
}

const side = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
const partsOf = ({ points }: Line) => points.slice(1).map((end, index) => [points[index]!, end] as const);
const cross = (one: Line, other: Line) => partsOf(one).some(([a, b]) => partsOf(other).some(([c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0));
const runsThrough = ({ points }: Line, { left, top, right, bottom }: Box) => points.some(([x, y]) => left < x && x < right && top < y && y < bottom);

const read = (file: string) => JSON.parse(readFileSync(`workflows/${file}`, 'utf8')) as { nodes: INode[]; connections: IConnections };
const pairs = <T,>(all: T[], fits: (one: T, other: T) => boolean): Array<[T, T]> =>
	all.flatMap((one, index) => all.slice(index + 1).flatMap((other): Array<[T, T]> => (fits(one, other) ? [[one, other]] : [])));

it.each(readdirSync('workflows'))('in %s nothing lies on something else', (file) => {
	const boxes = read(file).nodes.map((node) => boxOf(node));
	expect(pairs(boxes, meet).map(([one, other]) => `${one.name} on ${other.name}`)).toEqual([]);
});

it.each(readdirSync('workflows'))('in %s no line crosses another or runs through a node', (file) => {
	const { nodes, connections } = read(file);
	const lines = linesOf(nodes, connections);
	const named = ({ from, to }: Line) => `${from} to ${to}`;
	const crossings = pairs(lines, cross).map(([one, other]) => `${named(one)} and ${named(other)}`);
	const drawn = nodes.filter((node) => !isNote(node)).map((node) => boxOf(node, 0));
	const through = lines.flatMap((line) =>
		drawn.filter((box) => ![line.from, line.to].includes(box.name) && runsThrough(line, box)).map(({ name }) => `${named(line)} through ${name}`),
	);
	expect([crossings, through]).toEqual([[], []]);
});
