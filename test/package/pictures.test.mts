import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const isPicture = (name: string) => /\.(png|gif)$/.test(name);
const pictures = readdirSync('docs').filter(isPicture);
const pages = [
	'README.md',
	...readdirSync('docs')
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

const addressesIn = (page: string) => [...readFileSync(page, 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+\.(?:png|gif))\)/g)].map(([, address]) => address!);

it('has a page for every picture, and a picture for every place', () => {
	const shown = pages.flatMap((page) => addressesIn(page).map((address) => address.split('/').at(-1)!));
	expect([...new Set(shown)].sort()).toEqual(pictures.sort());
});

it('shows them on npm, too, where the README stands alone', () => {
	expect(
		addressesIn('README.md').filter((address) => !/^https:\/\/raw\.githubusercontent\.com\/[\w-]+\/n8n-nodes-hetzner-robot\/main\/docs\/[\w-]+\.(png|gif)$/.test(address)),
	).toEqual([]);
});

it('keeps the pictures below 3 MB together', () => {
	const sizes = pictures.map((name) => statSync(join('docs', name)).size);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
});
