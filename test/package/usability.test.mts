import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { measuredIn, USABILITY_PAGE, usabilityPage } from '../../tools/usability.mts';
import { tasks } from '../e2e/tasks.mts';

const page = readFileSync(USABILITY_PAGE, 'utf8');
const measured = measuredIn(page);

it('has the page about usability list the tasks that the browser tests do, in their order, beside the HTTP Request node where they do it there', () => {
	expect(measured.map(({ name, http }) => [name, Boolean(http)])).toEqual(tasks.map(({ name, http }) => [name, Boolean(http)]));
});

it('has that page say no more clicks and fields than each task may take', () => {
	const over = measured.filter(({ node }, index) => node.clicks > tasks[index]!.most.clicks || node.fields > tasks[index]!.most.fields);
	expect(over).toEqual([]);
});

it('has that page as the command writes it', () => {
	expect(page).toBe(usabilityPage(measured));
});
