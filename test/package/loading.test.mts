import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { HetznerRobot } from '../../nodes/HetznerRobot/HetznerRobot.node.ts';
import { HetznerRobotTrigger } from '../../nodes/HetznerRobot/HetznerRobotTrigger.node.ts';
import { listSearch as listsOfRobot } from '../../nodes/HetznerRobot/lists/listSearch.ts';
import { loadOptions } from '../../nodes/HetznerRobot/trigger/loadOptions.ts';
import { HetznerStorageBox } from '../../nodes/HetznerStorageBox/HetznerStorageBox.node.ts';
import { listSearch as listsOfConsole } from '../../nodes/HetznerStorageBox/lists/listSearch.ts';
import { run } from './packed.mts';

/** What n8n loads at each start, and shows: the build has worked out what the operations make of it. */

interface Loaded {
	description: object;
	methods: Record<string, string[]>;
	files: string[];
}

/** Loads a built node in a process of its own, as n8n does. */
function loaded(name: string, file: string): Loaded {
	const script = `
		const { ${name} } = require(${JSON.stringify(resolve(file))});
		const files = Object.keys(require.cache).map((path) => path.replaceAll('\\\\', '/').split('/dist/nodes/')[1]).filter((path) => path && !path.includes('node_modules'));
		const { description, methods } = new ${name}();
		const named = Object.fromEntries(Object.entries(methods).map(([kind, all]) => [kind, Object.keys(all)]));
		console.log(JSON.stringify({ description, methods: named, files }));`;
	return JSON.parse(run(process.execPath, ['--eval', script])) as Loaded;
}

/** The subtitle holds a function as the compiler wrote it, and that of the tests writes it in another form. */
const withoutCode = (description: object) => ({ ...description, subtitle: undefined });

const NODES = [
	{
		name: 'HetznerRobot',
		file: 'dist/nodes/HetznerRobot/HetznerRobot.node.js',
		node: new HetznerRobot(),
		lists: { listSearch: listsOfRobot },
		files: ['HetznerRobot/HetznerRobot.node.js', 'HetznerRobot/resources/description.js', 'common/n8n/builderHint.js', 'common/operation/later.js'],
	},
	{
		name: 'HetznerRobotTrigger',
		file: 'dist/nodes/HetznerRobot/HetznerRobotTrigger.node.js',
		node: new HetznerRobotTrigger(),
		lists: { loadOptions },
		files: ['HetznerRobot/HetznerRobotTrigger.node.js', 'HetznerRobot/trigger/description.js', 'common/operation/later.js'],
	},
	{
		name: 'HetznerStorageBox',
		file: 'dist/nodes/HetznerStorageBox/HetznerStorageBox.node.js',
		node: new HetznerStorageBox(),
		lists: { listSearch: listsOfConsole },
		files: ['HetznerStorageBox/HetznerStorageBox.node.js', 'HetznerStorageBox/resources/description.js', 'common/n8n/builderHint.js', 'common/operation/later.js'],
	},
];

describe.each(NODES)('$name as it was built', ({ name, file, node, lists, files }) => {
	const built = loaded(name, file);

	it('comes with nothing that only a run or a list of the editor needs', () => {
		expect(built.files.sort()).toEqual(files);
	});

	it('shows what the sources say', () => {
		expect(withoutCode(built.description)).toEqual(withoutCode(JSON.parse(JSON.stringify(node.description)) as object));
	});

	it('knows by name every list that there is', () => {
		for (const [kind, methods] of Object.entries(lists)) expect(built.methods[kind]?.sort()).toEqual(Object.keys(methods).sort());
	});
});
