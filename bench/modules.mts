/** Loads modules as a running n8n does: of n8n-workflow there is one, its own. */
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { N8N } from '../demo/paths.mts';

/** As n8n's own package would. */
export const load = createRequire(join(N8N, 'package.json'));

const url = pathToFileURL(load.resolve('n8n-workflow')).href;
registerHooks({ resolve: (specifier, context, next) => (specifier === 'n8n-workflow' ? { url, format: 'commonjs', shortCircuit: true } : next(specifier, context)) });
