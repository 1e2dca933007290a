/** Every test is TypeScript (.mts), compiled to CommonJS in memory; `gulp test` and `gulp e2e` choose the folders. */
export default {
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/demo/.home/', '<rootDir>/demo/node_modules/'],
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/support/quiet.mts'],
	clearMocks: true,
};
