// A Jest reporter for .ci/run: adds a line "passed failed skipped" to the file named by TEST_COUNTS after each run.
import { appendFileSync } from 'node:fs';

export default class CountTests {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }) {
		// A test file that could not be loaded has no tests to count, and has failed.
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		appendFileSync(process.env.TEST_COUNTS, `${numPassedTests} ${failed} ${numPendingTests + numTodoTests}\n`);
	}
}
