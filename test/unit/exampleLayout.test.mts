import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import type { INode, INodeParameters } from 'n8n-workflow';

/** An example is read as a picture: in it nothing lies on something else. */

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const GRID = 16;
const SIZE = 6 * GRID;
/** The name below a node, and what it does. */
const LABEL = 3 * GRID;

const isNote = ({ type }: INode) => type.endsWith('.stickyNote');
const size = ({ parameters }: INode, side: string) => Number((parameters as INodeParameters)[side]);

const boxOf = (node: INode): Box => {
	const [left, top] = node.position;
	const [width, height] = isNote(node) ? [size(node, 'width'), size(node, 'height')] : [SIZE, SIZE + LABEL];
	return { name: node.name, left, top, right: left + width, bottom: top + height };
};

const meet = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

it.each(readdirSync('workflows'))('in %s nothing lies on something else', (file) => {
	const { nodes } = JSON.parse(readFileSync(`workflows/${file}`, 'utf8')) as { nodes: INode[] };
	const boxes = nodes.map(boxOf);
	const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).flatMap((other) => (meet(one, other) ? [[one.name, other.name]] : [])));
	expect(pairs).toEqual([]);
});
