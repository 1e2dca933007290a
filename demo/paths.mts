/** Where the demo keeps things. Every npm script runs in the package's root folder. */
import { join } from 'node:path';

export const PACKAGE_NAME = 'n8n-nodes-hetzner-robot';
export const ROOT = process.cwd();
export const DEMO = join(ROOT, 'demo');
/** The demo's own n8n, from demo/package.json. */
export const N8N = join(DEMO, 'node_modules', 'n8n');
/** What `npm start` keeps between two starts: n8n's user folder, its log and the packed package. Delete it to start afresh. */
export const HOME = join(DEMO, '.home');
export const WORKFLOWS = join(ROOT, 'workflows');
