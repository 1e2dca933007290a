/**
 * n8n's table of processed data as its processes see it, from n8n's own code and what databases do: a second row of the same
 * key is refused; a row that is there is read and then written, without a transaction; a write to no row changes nothing.
 */
export interface ProcessedData {
	/** The values of each row. */
	rows: Map<string, string[]>;
	/** What was asked, in order. */
	asked: Question[];
	/** Is told of each question before it is carried out; what it throws, the database says. */
	before: (question: Question) => void;
	count: (key: string) => Promise<number>;
	add: (key: string, values: string[]) => Promise<{ new: string[]; processed: string[] }>;
	clear: (key: string) => Promise<void>;
}

export type Question = 'count' | 'add' | 'clear';

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

/** What a database says, its statement included. */
export const STATEMENT = 'insert into "public"."processed_data"("context", "value") values ($1, $2)';
const refused = () => new Error(`${STATEMENT} - duplicate key value violates unique constraint "PK_ca04b9d8dc72de268fe07a65773"`);

/** @param between what passes before a statement and before its result is known */
export function processedData(between: () => Promise<unknown> = turn): ProcessedData {
	const rows = new Map<string, string[]>();
	const statement = async <T,>(work: () => T): Promise<T> => {
		await between();
		const result = work();
		await between();
		return result;
	};
	const ask = (question: Question) => {
		table.asked.push(question);
		table.before(question);
	};
	const read = async (key: string) => await statement(() => rows.get(key));
	const insert = (key: string, values: string[]) => {
		if (rows.has(key)) throw refused();
		rows.set(key, values);
	};
	const update = (key: string, values: string[]) => void (rows.has(key) && rows.set(key, values));
	const table: ProcessedData = {
		rows,
		asked: [],
		before: () => {},
		count: async (key) => {
			ask('count');
			return (await read(key))?.length ?? 0;
		},
		add: async (key, values) => {
			ask('add');
			const row = await read(key);
			const processed = values.filter((value) => row?.includes(value));
			const added = values.filter((value) => !row?.includes(value));
			await statement(() => (row ? update(key, [...row, ...added]) : insert(key, added)));
			return { new: added, processed };
		},
		clear: async (key) => {
			ask('clear');
			await statement(() => rows.delete(key));
		},
	};
	return table;
}
