import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { logOf } from '../../demo/n8n.mts';
import { waitFor } from '../../demo/process.mts';
import { unflattened, type RunData } from './environment.mts';

/** Long enough for a busy machine; n8n writes at once. */
const WRITTEN_SECONDS = 20;

/** Waits until n8n has logged a text: what it logged before stands there as well then. */
export async function logged(userFolder: string, text: string, seconds = WRITTEN_SECONDS): Promise<void> {
	await waitFor(`"${text}" in n8n's log`, seconds, async () => (await readFile(logOf(userFolder), 'utf8')).includes(text));
}

/**
 * Where n8n has left a text, in any spelling that a request has for it: `log`, and the columns of its database, as
 * `table.column`. In the data of executions the items do not count: what a node puts out is there to be read.
 */
export async function placesOf(userFolder: string, text: string): Promise<string[]> {
	const holds = (place: unknown) => spellings(text).some((spelling) => String(place).includes(spelling));
	const inLog = holds(await readFile(logOf(userFolder), 'utf8')) ? ['log'] : [];
	return [
		...inLog,
		...rowsOf(userFolder).flatMap(({ table, row }) =>
			Object.keys(row)
				.filter((column) => holds(read(table, column, row[column])))
				.map((column) => `${table}.${column}`),
		),
	]
		.filter((place, index, all) => all.indexOf(place) === index)
		.sort();
}

const spellings = (text: string): string[] => [text, encodeURIComponent(text), new URLSearchParams([['', text]]).toString().slice(1)];

function rowsOf(userFolder: string): Array<{ table: string; row: Record<string, unknown> }> {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
	try {
		const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as Array<{ name: string }>;
		return tables.flatMap(({ name: table }) => (database.prepare(`SELECT * FROM "${table}"`).all() as Array<Record<string, unknown>>).map((row) => ({ table, row })));
	} finally {
		database.close();
	}
}

const read = (table: string, column: string, value: unknown): unknown =>
	table === 'execution_data' && column === 'data' ? JSON.stringify(withoutItems(unflattened(String(value)))) : value;

/** Without what nodes have put out, and without n8n's copy of the nodes that it was about to run, with what would be put in. */
const withoutItems = (data: RunData): unknown =>
	JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'nodeExecutionStack' || isItems(key, value) ? undefined : value)));

const isItems = (key: string, value: unknown): boolean => key === 'data' && typeof value === 'object' && value !== null && 'main' in value;

/** The static data of a workflow, as n8n's database has them. */
export function staticDataOf(userFolder: string, workflowId: string): string {
	const row = rowsOf(userFolder).find(({ table, row: { id } }) => table === 'workflow_entity' && id === workflowId);
	return String(row?.row.staticData);
}
