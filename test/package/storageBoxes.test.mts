import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resources as ofRobot } from '../../nodes/HetznerRobot/resources/index.ts';
import { resources } from '../../nodes/HetznerStorageBox/resources/index.ts';
import { endpoints } from '../contract/documentation/documentation.mts';

/** Whoever comes from Robot's Storage Boxes finds everything again. */

const page = readFileSync('docs/storage-boxes.md', 'utf8');
const old = ofRobot.filter(({ value }) => value.startsWith('storageBox'));

it('every operation of Robot is in the table of the page, and so is the one that has taken its place', () => {
	const lines = page.split('\n').filter((line) => line.startsWith('| Storage Box'));
	const missing = old.flatMap(({ name, operations }) => {
		const own = lines.filter((line) => line.startsWith(`| ${name.replace(' (Robot, Until July 2025)', '')}: `));
		return operations
			.filter(
				(operation) =>
					!own.some((line) =>
						line
							.split('|')[1]!
							.split(/: |, /)
							.some((word) => word.trim() === operation.name),
					),
			)
			.map((operation) => `${name}: ${operation.name}`);
	});
	expect(missing).toEqual([]);

	const names = resources.flatMap(({ operations }) => operations.map(({ name }) => name));
	const named = lines.flatMap((line) =>
		[...line.split('|')[2]!.matchAll(/(?:Storage Box|Snapshot|Sub-Account): ([A-Z][\w ]+(?:, [A-Z][\w ]+)*)/g)].flatMap(([, list]) => list!.split(', ')),
	);
	expect(named.length).toBeGreaterThan(15);
	expect(named.map((name) => name.trim()).filter((name) => !names.includes(name))).toEqual([]);
});

it('every field and input of Robot is in its table', () => {
	const robots = endpoints.filter(({ resource }) => resource.startsWith('storageBox')).flatMap(({ fields, inputs }) => [...fields.map(([name]) => name), ...inputs]);
	// The keys around the objects.
	const wrappers = ['storagebox', 'snapshot', 'snapshotplan', 'subaccount'];
	expect([...new Set(robots)].filter((name) => !wrappers.includes(name) && !page.includes(`\`${name}\``))).toEqual([]);
});

it('the node of Robot leads to the new one in the editor, in every operation', () => {
	const withoutNotice = old.flatMap(({ name, operations }) =>
		operations
			.filter(({ fields }) => !(fields[0]!.property.type === 'notice' && fields[0]!.property.displayName.includes('use the node <b>Hetzner Storage Box</b>')))
			.map((operation) => `${name}: ${operation.name}`),
	);
	expect(old).toHaveLength(3);
	expect(withoutNotice).toEqual([]);
	expect(old.every(({ name }) => name.endsWith('(Robot, Until July 2025)'))).toBe(true);
});
