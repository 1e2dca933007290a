import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { ownedFiles, readManifest, withOwner } from '../../tools/owner.mts';
import { missingForRelease } from '../../tools/releaseCheck.mts';
import { run } from './packed.mts';

/** How a version comes to its users. Nothing here is sent anywhere. */

/** Milliseconds for programs on a busy machine. */
const SLOW = 60_000;

const cli = resolve('node_modules/.bin/n8n-node');

describe('a release', () => {
	const manifest = JSON.stringify({
		version: '1.2.3',
		repository: { url: 'git+https://github.com/somebody/n8n-nodes-hetzner-robot.git' },
		author: { email: 'somebody@example.com' },
	});
	const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2027-01-31\n\n- Something\n';

	it('lacks nothing with an owner, its tag, and its section in the changelog', () => {
		expect(missingForRelease({ manifest, changelog, tag: '1.2.3' })).toEqual([]);
	});

	it.each([
		['of the name that stands for an owner', { manifest: manifest.replaceAll('somebody', 'hetzner-robot-n8n') }, /^package\.json names nobody yet/],
		['of a repository elsewhere', { manifest: manifest.replace('github.com', 'example.com') }, /^The repository in package\.json is not one of GitHub/],
		['without a tag', { tag: '' }, /^The tag is missing/],
		['with the tag of another version', { tag: 'v1.2.3' }, /^The tag is v1\.2\.3, the version in package\.json 1\.2\.3/],
		['without its section', { changelog: changelog.replace('[1.2.3]', '[1.2.30]') }, /^CHANGELOG\.md has no section/],
		['without a day', { changelog: changelog.replace('2027-01-31', 'soon') }, /^CHANGELOG\.md has no section/],
	])('is refused %s', (_name, change, reason) => {
		expect(missingForRelease({ manifest, changelog, tag: '1.2.3', ...change })).toEqual([expect.stringMatching(reason)]);
	});

	it('is refused today, since nobody owns the repository yet', () => {
		const { status, stderr } = spawnSync(process.execPath, ['tools/release.mts', readManifest().version], { encoding: 'utf8' });
		expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('names nobody yet') });
	});

	it(
		'is refused by hand, and goes out through n8n-node release alone',
		() => {
			const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
			expect(scripts).toMatchObject({ prepublishOnly: expect.stringMatching(/n8n-node prerelease$/), release: expect.stringMatching(/n8n-node release$/) });
			const prerelease = (mode: object) => spawnSync(cli, ['prerelease'], { encoding: 'utf8', env: { ...process.env, RELEASE_MODE: undefined, ...mode } }).status;
			expect([prerelease({}), prerelease({ RELEASE_MODE: 'true' })]).toEqual([1, 0]);
		},
		SLOW,
	);

	it(
		'checks and builds on GitHub, and publishes with provenance',
		() => {
			const folder = mkdtempSync(join(tmpdir(), 'release-'));
			const log = join(folder, 'log');
			writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho "$* provenance=$NPM_CONFIG_PROVENANCE mode=$RELEASE_MODE" >> ${log}\n`);
			chmodSync(join(folder, 'npm'), 0o755);
			try {
				const env = { ...process.env, GITHUB_ACTIONS: 'true', NPM_CONFIG_PROVENANCE: undefined, RELEASE_MODE: undefined, PATH: [folder, process.env.PATH].join(delimiter) };
				expect(spawnSync(cli, ['release'], { encoding: 'utf8', env }).status).toBe(0);
				expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual(['run lint provenance= mode=', 'run build provenance= mode=', 'publish provenance=true mode=true']);
			} finally {
				rmSync(folder, { recursive: true });
			}
		},
		SLOW,
	);

	it('is published by a workflow that may sign, has no token, and looks and tests before', () => {
		const workflow = readFileSync('.github/workflows/publish.yml', 'utf8');
		expect(workflow).toContain('id-token: write');
		expect(workflow).not.toMatch(/TOKEN|secrets\./);
		const steps = [...workflow.matchAll(/- run: (.*)/g)].map(([, command]) => command);
		expect(steps).toEqual(['npm ci', 'npm run release:check -- "$GITHUB_REF_NAME"', 'bash .ci/run', 'npm run release']);
	});
});

describe('the owner', () => {
	it('is the one of package.json in every address of the repository', () => {
		expect([...ownedFiles()].filter(([path, text]) => readFileSync(path, 'utf8') !== text).map(([path]) => `${path} is stale: npm run generate`)).toEqual([]);
	});

	it('stands in no other file', () => {
		const { repository } = readManifest();
		const owner = /github\.com\/([\w.-]+)\//.exec(repository.url)![1]!;
		const named = run('git', ['grep', '-lE', `github(usercontent)?\\.com/${owner}/`])
			.trim()
			.split('\n');
		expect(named.filter((path) => !ownedFiles().has(path))).toEqual([]);
	});

	it('can be another one, and what only looks like the repository stays', () => {
		const manifest = { name: 'n8n-nodes-hetzner-robot', repository: { url: 'git+https://github.com/new-owner/n8n-nodes-hetzner-robot.git' } };
		expect(
			withOwner(
				'https://github.com/old/n8n-nodes-hetzner-robot#a https://raw.githubusercontent.com/old/n8n-nodes-hetzner-robot/main/a.png https://github.com/old/n8n-nodes-hetzner-robot-2 https://github.com/n8n-io/n8n',
				manifest,
			),
		).toBe(
			'https://github.com/new-owner/n8n-nodes-hetzner-robot#a https://raw.githubusercontent.com/new-owner/n8n-nodes-hetzner-robot/main/a.png https://github.com/old/n8n-nodes-hetzner-robot-2 https://github.com/n8n-io/n8n',
		);
	});
});
