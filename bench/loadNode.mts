/** Loads one node, as n8n does when it starts: how long it takes, how much memory, and how large its description is. */
import type { IExecuteFunctions, INodeType, INodeTypeBaseDescription } from 'n8n-workflow';
import { tell } from './child.mts';
import { load } from './modules.mts';

/** What one node takes. */
export interface Loaded {
	/** In which the processor worked for it. */
	milliseconds: number;
	/** The same with what the node loads for its first run in a process, up to where it asks n8n for anything. */
	untilRun: number;
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
const worked = () => Object.values(process.threadCpuUsage(begun)).reduce((sum, time) => sum + time, 0) / 1000;
const loaded = new (load(file) as Record<string, new () => INodeType | Versioned>)[name]!();
const milliseconds = worked();
const memory = process.memoryUsage.rss() - before;
const type = 'nodeVersions' in loaded ? loaded.nodeVersions[loaded.currentVersion]! : loaded;
// There is nothing that it could ask, and so it ends there.
await type.execute!.call({} as IExecuteFunctions).catch(() => undefined);
const { properties } = type.description;
const told: Loaded = {
	milliseconds,
	untilRun: worked(),
	memory,
	description: Buffer.byteLength(JSON.stringify(type.description)),
	operations: properties.filter((property) => property.name === 'operation').reduce((sum, { options = [] }) => sum + options.length, 0),
};
tell(told);
