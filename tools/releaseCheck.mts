import { repositoryUrl } from './owner.mts';

/** What stands for an owner until a person has decided who it is. */
const PLACEHOLDER = 'hetzner-robot-n8n';

interface Release {
	/** The text of package.json. */
	manifest: string;
	/** The text of CHANGELOG.md. */
	changelog: string;
	tag: string;
}

/** What keeps a commit from being published, one sentence each. */
export function missingForRelease({ manifest, changelog, tag }: Release): string[] {
	const { version, repository, author } = JSON.parse(manifest) as { version: string; repository: { url: string }; author: { email: string } };
	const sections = changelog.split('\n').filter((line) => line.startsWith(`## [${version}] - `));
	return [
		manifest.includes(PLACEHOLDER) &&
			`package.json names nobody yet: ${PLACEHOLDER} stands in ${repository.url} or in ${author.email} for the owner. docs/release.md says what to fill in.`,
		!/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(repositoryUrl({ repository })) &&
			`The repository in package.json is not one of GitHub, from where n8n wants it published: ${repository.url}`,
		tag !== version && `The tag is ${tag || 'missing'}, the version in package.json ${version}: they must be the same.`,
		!sections.some((line) => /\d{4}-\d{2}-\d{2}$/.test(line)) && `CHANGELOG.md has no section of this version with its day: ## [${version}] - YYYY-MM-DD`,
	].filter((line) => line !== false);
}
