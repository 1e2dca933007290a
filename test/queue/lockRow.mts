/** The row of the lock in n8n's database. */
import { NODE_ID } from './shop.mts';
import type { Postgres } from './services.mts';

const LEASE_MINUTES = 5;

export const rowsOf = ({ query }: Postgres, workflowId: string): string[] =>
	query(`select value from processed_data where "workflowId" = '${workflowId}' and context = 'n:${NODE_ID}'`);

/** Writes the row as a process that has taken the lock so long ago, and was killed. */
export function leaveDeadHolder({ query }: Postgres, workflowId: string, minutesAgo = LEASE_MINUTES + 2): void {
	const halfMinutes = Math.floor((Date.now() - minutesAgo * 60_000) / 30_000) % 120;
	const data = Array.from({ length: 2 + halfMinutes }, (_none, index) => `hash ${index}`);
	const value = JSON.stringify({ mode: 'entries', data });
	query(`delete from processed_data where "workflowId" = '${workflowId}' and context = 'n:${NODE_ID}'`);
	query(`insert into processed_data ("workflowId", context, value) values ('${workflowId}', 'n:${NODE_ID}', '${value}')`);
}
