/** Laps that need a process of their own: what is loaded once stays loaded, and a heap that has grown stays large. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Runs a file of this folder with some arguments, and gives back what it tells. */
export async function inChild<Told>(file: string, args: string[]): Promise<Told> {
	const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
	const said = await text(child.stdout);
	return JSON.parse(said.slice(said.lastIndexOf(MARK) + MARK.length)) as Told;
}

/** What comes after it on the output of a child is told. */
const MARK = '\n#told ';

/** Tells the process that has started this one, and ends. */
export function tell(told: object): void {
	process.stdout.write(`${MARK}${JSON.stringify(told)}`, () => process.exit(0));
}
