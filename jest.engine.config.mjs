import { join } from 'node:path';
import config from './jest.config.mjs';

/** Runs tests in another version of n8n's engine, one of the folders in `engines`: `npm run versions`. */
const modules = join(import.meta.dirname, 'engines', process.env.ENGINE, 'node_modules');

export default { ...config, moduleNameMapper: { '^(n8n-core|n8n-workflow)$': join(modules, '$1') } };
