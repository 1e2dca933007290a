/**
 * Looks whether this commit may be published: `npm run release:check -- 1.2.3`, with the tag. Says everything that is
 * missing, and ends with 1 then.
 */
import { readFileSync } from 'node:fs';
import { missingForRelease } from './releaseCheck.mts';

const missing = missingForRelease({ manifest: readFileSync('package.json', 'utf8'), changelog: readFileSync('CHANGELOG.md', 'utf8'), tag: process.argv[2] ?? '' });
for (const line of missing) console.error(line);
if (missing.length === 0) console.log('Nothing is missing.');
process.exit(missing.length === 0 ? 0 : 1);
