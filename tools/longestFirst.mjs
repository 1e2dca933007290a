// The order in which Jest takes the test files. Where they have never run it knows no times and goes by size, and a file of
// a minute that comes last leaves the other processor idle.
import { createRequire } from 'node:module';
import { ALONE } from '../test/groups/files.mts';

// Of the Jest that runs: it is no dependency of this package.
const ofJest = ['jest', '@jest/core'].reduce((require, name) => createRequire(require.resolve(name)), createRequire(import.meta.url));
const { default: TestSequencer } = ofJest('@jest/test-sequencer');

const LONGEST = ['e2e/trigger', 'e2e/triggerOverlap', 'e2e/usability', 'e2e/workflows', ...ALONE];

const rank = ({ path }) => {
	const place = LONGEST.findIndex((name) => path.replaceAll('\\', '/').includes(`test/${name}.test`));
	return place === -1 ? LONGEST.length : place;
};

export default class LongestFirst extends TestSequencer {
	sort(tests) {
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
}
