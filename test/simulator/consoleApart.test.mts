import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The two APIs of the simulator have the account in common, and no way of reading or answering requests. */

const importsOf = (file: string) => [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path!));
const inConsole = (file: string) => file.startsWith('simulator/console/');
const OF_ROBOT = /^simulator\/(errors|input|limits|login|password|robot|route)\.mts$|^simulator\/routes\//;
/** What both stand on, and the server that both stand behind. */
const COMMON = /^simulator\/(account|clock|control|delivery|faults|index|listener|main|matching|ownFleet|requestLog|sections|timers|url)\.mts$/;

const files = globSync('simulator/**/*.mts');

it('Console imports nothing that is Robot’s', () => {
	expect(files.filter(inConsole).length).toBeGreaterThan(20);
	expect(files.filter(inConsole).flatMap((file) => importsOf(file).filter((target) => OF_ROBOT.test(target)))).toEqual([]);
});

it('Robot imports nothing that is Console’s', () => {
	const ofRobot = files.filter((file) => !inConsole(file) && !COMMON.test(file));
	expect(ofRobot).toContain('simulator/routes/storageBox.mts');
	expect(ofRobot.flatMap((file) => importsOf(file).filter(inConsole))).toEqual([]);
});

it('nothing of the simulator imports the node', () => {
	expect(files.flatMap(importsOf).filter((target) => /^(nodes|credentials|dist)\//.test(target))).toEqual([]);
});
