import { expect, it } from '@jest/globals';
import { triggerProperties } from '../../../nodes/HetznerRobot/trigger/properties.ts';

it('says below a list of Storage Boxes that none chosen means all: n8n shows "Select" there', () => {
	const lists = triggerProperties.filter(({ displayName }) => displayName === 'Storage Box Names or IDs');

	expect(lists.map(({ name, hint }) => [name, hint])).toEqual([
		['consoleStorageBoxIds', 'All Storage Boxes, unless you choose some'],
		['storageBoxIds', 'All Storage Boxes, unless you choose some'],
	]);
});
