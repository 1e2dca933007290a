/** Loads one node, as n8n does when it starts: how long it takes, how much memory, and how large its description is. */
import type { INodeType, INodeTypeBaseDescription, INodeTypeDescription } from 'n8n-workflow';
import { tell } from './child.mts';
import { load } from './modules.mts';

/** What one node takes. */
export interface Loaded {
	/** In which the processor worked for it. */
	milliseconds: number;
	/** By how much the process has grown, in bytes. */
	memory: number;
	/** Of the description as n8n sends it to the editor, in bytes; of several versions the one that n8n adds to workflows. */
	description: number;
	operations: number;
}

type Versioned = { nodeVersions: Record<number, INodeType>; currentVersion: number; description: INodeTypeBaseDescription };

const [file, name] = process.argv.slice(2) as [string, string];
// A running n8n has them.
load('reflect-metadata');
load('n8n-core');

const before = process.memoryUsage.rss();
const begun = process.threadCpuUsage();
const type = new (load(file) as Record<string, new () => INodeType | Versioned>)[name]!();
const { user, system } = process.threadCpuUsage(begun);
const description = ('nodeVersions' in type ? type.nodeVersions[type.currentVersion]! : type).description as INodeTypeDescription;
const told: Loaded = {
	milliseconds: (user + system) / 1000,
	memory: process.memoryUsage.rss() - before,
	description: Buffer.byteLength(JSON.stringify(description)),
	operations: description.properties.filter((property) => property.name === 'operation').reduce((sum, { options = [] }) => sum + options.length, 0),
};
tell(told);
