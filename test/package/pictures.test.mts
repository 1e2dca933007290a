import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const isPicture = (name: string) => name.endsWith('.png');
const pictures = readdirSync('docs').filter(isPicture);
const pages = [
	'README.md',
	...readdirSync('docs')
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

it('has a page for every picture, and a picture for every place', () => {
	const shown = pages.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/!\[[^\]]+\]\((?:docs\/)?([^)]+\.png)\)/g)].map(([, name]) => name!));
	expect([...new Set(shown)].sort()).toEqual(pictures.sort());
});

it('keeps the pictures below 2 MB together', () => {
	const sizes = pictures.map((name) => statSync(join('docs', name)).size);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
});
