import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

/** What n8n demands of packages that it verifies: from n8n 3.0 on no others load by default. */

interface PackageJson {
	name: string;
	license: string;
	keywords: string[];
	files: string[];
	author: { name: string; email: string };
	repository: { url: string };
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
	peerDependencies: Record<string, string>;
	devDependencies: Record<string, string>;
}

const { scripts, n8n, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;

describe('package.json', () => {
	it('brings no other package along', () => {
		expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(optionalD|bundledD|bundleD|d)ependencies$|^overrides$/)]));
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('runs nothing when it is installed', () => {
		const lifecycle = /^(pre|post)?(install|uninstall|prepare|pack|publish)$|^prepublish$|^dependencies$/;
		expect(Object.keys(scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('is that of a strict n8n community node under the MIT license', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-/);
		expect(manifest.license).toBe('MIT');
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.author).toEqual({ name: expect.stringMatching(/./), email: expect.stringMatching(/@/) });
		expect(manifest.repository.url).toMatch(/^git\+https:\/\/github\.com\//);
		expect(n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(readFileSync('LICENSE', 'utf8')).toMatch(/^MIT License/);
	});

	it('ships the build and nothing else', () => {
		expect(manifest.files).toEqual(['dist']);
		expect([...n8n.credentials, ...n8n.nodes].filter((path) => !/^dist\/(credentials\/\w+\.credentials|nodes\/\w+\/\w+\.node)\.js$/.test(path))).toEqual([]);
	});

	it('names exact versions of what the tests need', () => {
		expect(Object.values(manifest.devDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
	});
});
