/** Every test is TypeScript (.mts), compiled to CommonJS in memory; `gulp test` and `gulp e2e` choose the folders. */
export default {
	// demo/node_modules holds a whole n8n: Jest need not look through it for tests.
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		'\\.m?ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' }, sourceMaps: 'inline' }],
	},
	testEnvironment: 'node',
	// Jest leaves one core free, on two cores one worker in its own process; there 200 files fill Node's heap.
	maxWorkers: '100%',
	testSequencer: '<rootDir>/tools/longestFirst.mjs',
	workerIdleMemoryLimit: '1GB',
	// On a machine that is busy with other things the first run of a node takes seconds.
	testTimeout: 30_000,
	setupFiles: ['<rootDir>/test/support/quiet.mts'],
	setupFilesAfterEnv: ['<rootDir>/test/support/clock.mts'],
	clearMocks: true,
	restoreMocks: true,
	reporters: ['default', ...(process.env.TEST_COUNTS ? ['<rootDir>/tools/countTests.mjs'] : [])],
};
